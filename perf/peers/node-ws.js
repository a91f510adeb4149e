// Node's `ws`: takes the streams, parses each message, and writes what Tickwire's meter writes.
import { renameSync, writeFileSync } from 'node:fs';
import WebSocket from 'ws';

const [url, kind, symbols, offsetNs, warmUpNs, measureNs, file] = process.argv.slice(2);
const PARTS = 5;
const offset = Number(offsetNs);
const measure = Number(measureNs);
const key = kind === 'bookTicker' ? 'u' : 'n';
// A bucket is a 1024th of its power of two: 0.1 %, as the meter's three digits.
const BUCKETS = 1024;
const POWERS = 40;
const all = new Uint32Array(BUCKETS * POWERS);
const early = new Uint32Array(BUCKETS * POWERS);
const late = new Uint32Array(BUCKETS * POWERS);
let first = 0;
let begin = 0;
let before;
let messages = 0;
let most = 0;

// Doubles hold ids and times to the nanosecond for a hundred days after a start.
function nowNs() {
  return Number(process.hrtime.bigint());
}

function bucket(ns) {
  const power = Math.max(0, Math.floor(Math.log2(ns)) - 9);
  return Math.min(all.length - 1, power * BUCKETS + Math.floor(ns / 2 ** power));
}

function percentile(counts, share) {
  const total = counts.reduce((sum, one) => sum + one, 0);
  let left = Math.ceil(total * share);
  for (let i = 0; i < counts.length; i++) {
    left -= counts[i];
    if (left <= 0 && total > 0) {
      const power = Math.floor(i / BUCKETS);
      return (i % BUCKETS + 1) * 2 ** power;
    }
  }
  return 0;
}

function end(took) {
  const used = process.cpuUsage(before);
  const result = {
    messages, samples: messages, tookNs: Math.round(took),
    cpuNs: (used.user + used.system) * 1000,
    p50Ns: percentile(all, 0.5), p99Ns: percentile(all, 0.99), p999Ns: percentile(all, 0.999),
    maxNs: Math.round(most), earlyP50Ns: percentile(early, 0.5), lateP50Ns: percentile(late, 0.5),
    threads: [],
  };
  writeFileSync(`${file}.part`, JSON.stringify(result));
  renameSync(`${file}.part`, file);
}

const names = symbols.split(',').map((symbol) => `${symbol.toLowerCase()}@${kind}`);
const socket = new WebSocket(`${url}/stream?streams=${names.join('/')}`,
  { perMessageDeflate: false });
socket.on('message', (data) => {
  const message = JSON.parse(data).data;
  if (message === undefined || begin < 0) {
    return;
  }
  const now = nowNs();
  if (begin === 0) {
    if (first === 0) {
      first = now;
    } else if (now - first >= Number(warmUpNs)) {
      before = process.cpuUsage();
      begin = now;
    }
    return;
  }
  const since = now - begin;
  if (since >= measure) {
    begin = -1;
    end(since);
    return;
  }
  messages++;
  const age = Math.max(1, now - message[key] - offset);
  const index = bucket(age);
  most = Math.max(most, age);
  all[index]++;
  if (since < measure / PARTS) {
    early[index]++;
  } else if (since >= measure - measure / PARTS) {
    late[index]++;
  }
});
