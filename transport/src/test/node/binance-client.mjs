// An independent Binance client with its own routing, subscribing and parsing.
// Usage: node binance-client.mjs <ws root> <rest root>
import assert from 'node:assert/strict';
import { USDMClient, WebsocketClient } from 'binance';

const [wsRoot, restRoot] = process.argv.slice(2);
const STREAMS = ['btcusdt@bookTicker', 'btcusdt@aggTrade', 'btcusdt@ticker',
  'btcusdt@markPrice@1s'];
const EACH = 3;
const quiet = { trace() {}, info() {}, error: console.error };

const rest = new USDMClient({ baseUrl: restRoot });
assert.ok(Math.abs(await rest.getServerTime() - Date.now()) < 60_000);
const info = await rest.getExchangeInfo();
assert.deepEqual(info.symbols.map((one) => one.symbol), ['BTCUSDT', 'ETHUSDT', 'SOLUSDT']);
assert.equal((await rest.getSymbolOrderBookTicker()).length, 3);
assert.equal((await rest.getSymbolPriceTickerV2({ symbol: 'ETHUSDT' })).symbol, 'ETHUSDT');
assert.ok((await rest.getAggregateTrades({ symbol: 'BTCUSDT', limit: 1 })).length <= 1);
await assert.rejects(rest.getSymbolPriceTickerV2({ symbol: 'NOPE' }),
  (error) => error.body?.code === -1121 || error.code === -1121);

const client = new WebsocketClient({ wsUrl: wsRoot, beautify: true }, quiet);
const counts = new Map();
const numbers = new Set();
await new Promise((resolve, reject) => {
  client.on('exception', reject);
  client.on('formattedMessage', (message) => {
    if (message.eventType === 'bookTicker') {
      assert.ok(message.bidPrice < message.askPrice && message.bidQty > 0);
      numbers.add(message.updateId);
    }
  });
  client.on('message', (message) => {
    assert.equal(message.s, 'BTCUSDT');
    counts.set(message.e, (counts.get(message.e) ?? 0) + 1);
    if (counts.size === STREAMS.length && [...counts.values()].every((n) => n >= EACH)) {
      resolve();
    }
  });
  client.subscribe(STREAMS, 'usdm');
});
client.closeAll(true);
assert.deepEqual([...counts.keys()].sort(),
  ['24hrTicker', 'aggTrade', 'bookTicker', 'markPriceUpdate']);
assert.ok(numbers.size >= EACH);
console.log(`ok binance: ${[...counts].map(([kind, n]) => `${n} ${kind}`).join(', ')}`);
process.exit(0);
