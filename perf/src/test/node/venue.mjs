// A venue as USD-M futures have it, as far as a market-data engine needs it, by Node's http and the
// ws package. The market goes on whatever happens to its sockets. Lines on stdin break it:
//   half-open    sockets neither read nor write, those that are opened later neither
//   mute         sockets answer pings and SUBSCRIBE and bring nothing
//   terminate    sockets end without a close frame, those that are opened later as well
//   heal         sockets that are opened from now on are well; so are those that were mute
//   skip N       the next N trades of the first symbol come by no socket; REST has them
// stdout: "ready PORT", and "error WORDS" for whatever a client does wrong. Ends with its stdin.
import http from 'node:http';
import readline from 'node:readline';
import { WebSocketServer } from 'ws';

const TICK_MS = 50;
const PING_MS = 500;
const PONG_WITHIN_MS = 5000;
const KEPT_TRADES = 5000;
const ROUTES = {
  public: ['bookTicker'],
  market: ['aggTrade', 'ticker', 'markPrice@1s'],
};

const complain = (words) => console.log(`error ${words}`);

// --- the market ----------------------------------------------------------------------------------
class Listing {
  constructor(name, price, firstId) {
    this.name = name;
    this.price = price;
    this.open = price;
    this.updateId = firstId * 1000;
    this.nextTrade = firstId;
    this.trades = [];
    this.volume = 1000;
  }

  text(offset = 0) {
    return (this.price + offset).toFixed(2);
  }

  trade(now) {
    const id = this.nextTrade++;
    const qty = (1 + id % 7) / 1000;
    this.volume += qty;
    const row = {
      a: id, p: this.text(), q: qty.toFixed(3), nq: qty.toFixed(3), f: id * 2, l: id * 2 + 1,
      T: now, m: id % 2 === 0,
    };
    this.trades.push(row);
    if (this.trades.length > KEPT_TRADES) {
      this.trades.shift();
    }
    return row;
  }

  quote(now) {
    return {
      symbol: this.name, bidPrice: this.text(-0.1), bidQty: '4.215', askPrice: this.text(0.1),
      askQty: '3.763', time: now, lastUpdateId: this.updateId,
    };
  }

  statistics(now) {
    return {
      symbol: this.name, priceChange: (this.price - this.open).toFixed(2),
      priceChangePercent: ((this.price / this.open - 1) * 100).toFixed(3),
      weightedAvgPrice: this.text(), lastPrice: this.text(), lastQty: '0.002',
      openPrice: this.open.toFixed(2), highPrice: (this.open + 500).toFixed(2),
      lowPrice: (this.open - 500).toFixed(2), volume: this.volume.toFixed(3),
      quoteVolume: (this.volume * this.price).toFixed(2), openTime: now - 86400000,
      closeTime: now, firstId: 1, lastId: this.nextTrade * 2, count: this.nextTrade,
    };
  }

  mark(now) {
    return {
      symbol: this.name, markPrice: this.text(), indexPrice: this.text(1),
      estimatedSettlePrice: this.text(), lastFundingRate: '0.00010000',
      interestRate: '0.00010000', nextFundingTime: now - now % 28800000 + 28800000, time: now,
    };
  }
}

const symbols =
  [new Listing('BTCUSDT', 83000, 3477868433), new Listing('ETHUSDT', 2600, 1877868433)];

// --- the sockets ---------------------------------------------------------------------------------
let fault = '';
let skip = 0;
const clients = new Set();
// It would compress if anybody offered to.
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: true });

class Client {
  constructor(ws, tcp, route, combined) {
    Object.assign(this, { ws, tcp, route, combined, names: new Set(), frozen: false, pings: [] });
    if (ws.extensions !== '') {
      complain(`extension ${ws.extensions} without an offer`);
    }
    ws.on('message', (data, binary) => this.control(data, binary));
    ws.on('error', (failure) => complain(failure.message));
    ws.on('close', () => clients.delete(this));
    ws.on('pong', (data) => this.pong(data.toString()));
    clients.add(this);
    this.suffer();
  }

  // What the present fault does to it.
  suffer() {
    if (fault === 'half-open') {
      this.frozen = true;
      this.tcp.pause();
    } else if (fault === 'terminate') {
      this.ws.terminate();
    }
  }

  control(data, binary) {
    const request = JSON.parse(data);
    if (binary || !Array.isArray(request.params)) {
      complain(`request ${data}`);
      return;
    }
    if (request.method === 'SUBSCRIBE') {
      request.params.forEach((name) => this.names.add(name));
    }
    this.send({ result: null, id: request.id });
  }

  ping(now) {
    const overdue = this.pings.length > 0 && now - this.pings[0] > PONG_WITHIN_MS;
    if (overdue && !this.frozen) {
      complain(`no pong within ${PONG_WITHIN_MS} ms`);
      this.ws.terminate();
    } else if (!this.frozen) {
      this.pings.push(now);
      this.ws.ping(String(now));
    }
  }

  // Only the latest of several needs an answer.
  pong(payload) {
    const at = this.pings.indexOf(Number(payload));
    if (at < 0) {
      complain(`pong ${payload} of no ping`);
    }
    this.pings.splice(0, at + 1);
  }

  bring(symbol, suffix, payload) {
    const name = `${symbol.name.toLowerCase()}@${suffix}`;
    if (fault === '' && this.names.has(name) && ROUTES[this.route].includes(suffix)) {
      this.send(this.combined ? { stream: name, data: payload } : payload);
    }
  }

  send(message) {
    if (!this.frozen && this.ws.readyState === this.ws.OPEN) {
      this.ws.send(JSON.stringify(message));
    }
  }
}

const bring = (symbol, suffix, payload) =>
  clients.forEach((client) => client.bring(symbol, suffix, payload));

let round = 0;
setInterval(() => {
  const now = Date.now();
  round++;
  for (const symbol of symbols) {
    symbol.price += ((symbol.updateId * 7919) % 11 - 5) / 10;
    symbol.updateId += 17;
    const s = symbol.name;
    const quote = symbol.quote(now);
    bring(symbol, 'bookTicker', {
      e: 'bookTicker', u: quote.lastUpdateId, s, ps: s, b: quote.bidPrice, B: quote.bidQty,
      a: quote.askPrice, A: quote.askQty, T: now, E: now, st: 1,
    });
    if (round % 2 === 0) {
      const trade = symbol.trade(now);
      if (symbol === symbols[0] && skip > 0) {
        skip--;
      } else {
        bring(symbol, 'aggTrade', { e: 'aggTrade', E: now, s, ...trade, st: 1 });
      }
    }
    if (round % 5 === 0) {
      const day = symbol.statistics(now);
      bring(symbol, 'ticker', {
        e: '24hrTicker', E: now, s, ps: s, p: day.priceChange, P: day.priceChangePercent,
        w: day.weightedAvgPrice, c: day.lastPrice, Q: day.lastQty, o: day.openPrice,
        h: day.highPrice, l: day.lowPrice, v: day.volume, q: day.quoteVolume, O: day.openTime,
        C: day.closeTime, F: day.firstId, L: day.lastId, n: day.count, st: 1,
      });
      const mark = symbol.mark(now);
      bring(symbol, 'markPrice@1s', {
        e: 'markPriceUpdate', E: now, s, p: mark.markPrice, ap: mark.markPrice,
        P: mark.estimatedSettlePrice, i: mark.indexPrice, r: mark.lastFundingRate,
        T: mark.nextFundingTime, st: 1,
      });
    }
  }
}, TICK_MS);
setInterval(() => clients.forEach((client) => client.ping(Date.now())), PING_MS);

// --- REST ----------------------------------------------------------------------------------------
let minute = 0;
let used = 0;

function weigh(weight) {
  const now = Math.floor(Date.now() / 60000);
  used = now === minute ? used + weight : weight;
  minute = now;
}

const exchangeInfo = () => ({
  timezone: 'UTC', serverTime: Date.now(), futuresType: 'U_MARGINED',
  rateLimits: [
    { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 240000 }],
  symbols: symbols.map((symbol) => ({
    symbol: symbol.name, pair: symbol.name, contractType: 'PERPETUAL', status: 'TRADING',
    pricePrecision: 2, quantityPrecision: 3,
    filters: [
      { filterType: 'PRICE_FILTER', minPrice: '0.10', maxPrice: '4529764', tickSize: '0.10' },
      { filterType: 'LOT_SIZE', minQty: '0.001', maxQty: '1000', stepSize: '0.001' },
      { filterType: 'MIN_NOTIONAL', notional: '50' }],
  })),
});

// One row for a symbol, else one for each.
function rows(query, weight, allWeight, row) {
  const name = query.get('symbol');
  weigh(name === null ? allWeight : weight);
  if (name === null) {
    return symbols.map(row);
  }
  const symbol = symbols.find((one) => one.name === name.toUpperCase());
  return symbol === undefined ? undefined : row(symbol);
}

function aggTrades(query) {
  const limit = Math.min(1000, Number(query.get('limit') ?? 500));
  const from = query.get('fromId');
  return rows(query, 20, 20, (symbol) => (from === null
    ? symbol.trades.slice(-limit)
    : symbol.trades.filter((trade) => trade.a >= Number(from)).slice(0, limit)));
}

function reply(path, query) {
  const now = Date.now();
  switch (path) {
    case '/fapi/v1/time':
      weigh(1);
      return { serverTime: now };
    case '/fapi/v1/exchangeInfo':
      weigh(1);
      return exchangeInfo();
    case '/fapi/v1/ticker/bookTicker':
      return rows(query, 2, 5, (symbol) => symbol.quote(now));
    case '/fapi/v2/ticker/price':
      return rows(query, 1, 2,
        (symbol) => ({ symbol: symbol.name, price: symbol.text(), time: now }));
    case '/fapi/v1/ticker/24hr':
      return rows(query, 1, 40, (symbol) => symbol.statistics(now));
    case '/fapi/v1/premiumIndex':
      return rows(query, 1, 10, (symbol) => symbol.mark(now));
    case '/fapi/v1/aggTrades':
      return aggTrades(query);
    default:
      return undefined;
  }
}

const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://venue');
  const body = reply(url.pathname, url.searchParams);
  response.writeHead(body === undefined ? 400 : 200, {
    'Content-Type': 'application/json', 'X-MBX-USED-WEIGHT-1M': String(used),
  });
  response.end(JSON.stringify(body ?? { code: -1121, msg: 'Invalid symbol.' }));
});

server.on('upgrade', (request, tcp, head) => {
  const url = new URL(request.url, 'http://venue');
  const [, route, kind] = url.pathname.split('/');
  if (!(route in ROUTES) || !['ws', 'stream'].includes(kind)) {
    complain(`path ${request.url}`);
    tcp.destroy();
    return;
  }
  sockets.handleUpgrade(request, tcp, head,
    (ws) => new Client(ws, tcp, route, kind === 'stream'));
});

server.listen(0, '127.0.0.1', () => console.log(`ready ${server.address().port}`));

// --- what breaks it ------------------------------------------------------------------------------
const lines = readline.createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const [what, count] = line.split(' ');
  if (what === 'skip') {
    skip = Number(count);
  } else {
    fault = what === 'heal' ? '' : what;
    clients.forEach((client) => client.suffer());
  }
});
lines.on('close', () => process.exit(0));
