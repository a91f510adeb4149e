// Another independent client, which knows many venues: it loads the venue's list of symbols, rounds
// by it, signs, places, asks for, replaces and cancels orders with the venue's default key.
// Usage: node ccxt-client.mjs <ws root> <rest root>
import assert from 'node:assert/strict';
import ccxt from 'ccxt';

const [, restRoot] = process.argv.slice(2);
const exchange = new ccxt.binanceusdm({ apiKey: 'loopback-key', secret: 'loopback-secret',
  options: { fetchCurrencies: false, warnOnFetchOpenOrdersWithoutSymbol: false } });
for (const [name, url] of Object.entries(exchange.urls.api)) {
  if (typeof url === 'string' && name.startsWith('fapi')) {
    exchange.urls.api[name] = `${restRoot}${new URL(url).pathname}`;
  }
}
const symbol = 'BTC/USDT:USDT';

await exchange.loadMarkets();
const market = exchange.market(symbol);
assert.equal(market.precision.price, 0.1);
assert.equal(market.limits.cost.min, 5);
const low = Math.floor((await exchange.fetchBidsAsks([symbol]))[symbol].bid * 0.96);

const resting = await exchange.createOrder(symbol, 'limit', 'buy', 0.01, low, { postOnly: true });
assert.equal(resting.status, 'open');
assert.equal((await exchange.fetchOrder(resting.id, symbol)).timeInForce, 'PO');
assert.deepEqual((await exchange.fetchOpenOrders(symbol)).map((one) => one.id), [resting.id]);
const replaced = await exchange.editOrder(resting.id, symbol, 'limit', 'buy', 0.02, low - 10);
assert.equal(replaced.price, low - 10);
assert.equal((await exchange.cancelOrder(resting.id, symbol)).status, 'canceled');
await assert.rejects(exchange.cancelOrder(resting.id, symbol), ccxt.OrderNotFound);
await assert.rejects(exchange.createOrder(symbol, 'limit', 'buy', 900, low), /-2019/);

const taken = await exchange.createOrder(symbol, 'market', 'sell', 0.001);
const filled = await exchange.fetchOrder(taken.id, symbol);
assert.equal(filled.status, 'closed');
const [trade] = await exchange.fetchMyTrades(symbol);
assert.equal(trade.order, taken.id);
assert.equal(trade.takerOrMaker, 'taker');
assert.ok(Math.abs(trade.fee.cost - trade.cost * 0.0005) < 1e-8);
const [position] = await exchange.fapiPrivateV3GetPositionRisk();
assert.equal(Number(position.positionAmt), -0.001);
await exchange.createOrder(symbol, 'market', 'buy', 0.001, undefined, { reduceOnly: true });
assert.deepEqual(await exchange.fapiPrivateV3GetPositionRisk(), []);
const wallet = (await exchange.fetchMyTrades(symbol)).reduce((sum, one) =>
  sum + Number(one.info.realizedPnl) - one.fee.cost, 100000);
const balance = await exchange.fetchBalance();
assert.ok(Math.abs(balance.USDT.total - wallet) < 1e-7, `${balance.USDT.total} ${wallet}`);
console.log(`ok ccxt ${ccxt.version}: ${balance.USDT.total} USDT`);
process.exit(0);
