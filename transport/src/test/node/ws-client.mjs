// A plain ws client: text arrives unchanged, parses, ids are contiguous, REST tells the same.
// Usage: node ws-client.mjs <ws root> <rest root>
import assert from 'node:assert/strict';
import WebSocket from 'ws';

const [wsRoot, restRoot] = process.argv.slice(2);
const TICKS = 50;

function collect(path, count) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(wsRoot + path);
    const texts = [];
    socket.on('error', reject);
    socket.on('close', (code, reason) => reject(new Error(`closed ${code} ${reason}`)));
    socket.on('message', (data, binary) => {
      assert.equal(binary, false);
      texts.push(data.toString());
      if (texts.length === count) {
        socket.removeAllListeners('close');
        socket.close(1000);
        resolve(texts.slice());
      }
    });
  });
}

const [quotes, trades, fills] = await Promise.all([
  collect('/public/ws/btcusdt@bookTicker', TICKS),
  collect('/market/stream?streams=btcusdt@aggTrade', TICKS),
  collect('/public/ws/ethusdt@trade/solusdt@trade', TICKS),
]);

let updateId = 0;
for (const text of quotes) {
  const quote = JSON.parse(text);
  assert.equal(JSON.stringify(quote), text);
  assert.equal(Object.keys(quote).join(), 'e,u,s,ps,b,B,a,A,T,E,st');
  assert.ok(quote.u > updateId && Number(quote.b) < Number(quote.a));
  updateId = quote.u;
}

const aggregates = trades.map((text) => {
  const envelope = JSON.parse(text);
  assert.equal(JSON.stringify(envelope), text);
  assert.equal(envelope.stream, 'btcusdt@aggTrade');
  return envelope.data;
});
aggregates.forEach((trade, i) => assert.equal(trade.a, aggregates[0].a + i));

const reply = await fetch(
  `${restRoot}/fapi/v1/aggTrades?symbol=BTCUSDT&fromId=${aggregates[0].a}&limit=${TICKS}`);
assert.ok(Number(reply.headers.get('x-mbx-used-weight-1m')) >= 20);
const rows = await reply.json();
assert.equal(rows.length, TICKS);
rows.forEach((row, i) => {
  for (const key of Object.keys(row)) {
    assert.deepEqual(row[key], aggregates[i][key], key);
  }
});

for (const text of fills) {
  const fill = JSON.parse(text);
  assert.equal(JSON.stringify(fill), text);
  assert.equal(Object.keys(fill).join(), 'e,E,T,s,t,p,q,X,m,st');
}
console.log(`ok ws: ${quotes.length} quotes, ${aggregates.length} aggregates, ${fills.length} fills`);
