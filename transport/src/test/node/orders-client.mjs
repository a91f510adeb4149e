// An independent Binance client that trades with the venue's default key: it signs, places, asks,
// replaces and cancels by itself, and hears of its orders over its own user stream.
// Usage: node orders-client.mjs <ws root> <rest root>
import assert from 'node:assert/strict';
import { USDMClient, WebsocketClient } from 'binance';

const [wsRoot, restRoot] = process.argv.slice(2);
const keys = { api_key: 'loopback-key', api_secret: 'loopback-secret' };
const quiet = { trace() {}, info() {}, error: console.error };
const symbol = 'BTCUSDT';

const rest = new USDMClient({ ...keys, baseUrl: restRoot });
const refusedWith = (code) => (error) => error.code === code || error.body?.code === code;
const prefix = 'x-15PC4ZJy';

// --- events, from before the first order -----------------------------------------------------
const socket = new WebsocketClient({ ...keys, wsUrl: wsRoot, restOptions: { baseUrl: restRoot } },
  quiet);
const events = [];
let heard = () => {};
socket.on('message', (message) => {
  events.push(message.data ?? message);
  heard();
});
const event = (wanted) => new Promise((resolve) => {
  heard = () => {
    const found = events.find(wanted);
    if (found) {
      resolve(found);
    }
  };
  heard();
});
const execution = (clientId, kind) => event((one) => one.e === 'ORDER_TRADE_UPDATE'
  && one.o.c === clientId && one.o.x === kind);
await socket.subscribeUsdFuturesUserDataStream();

// --- an order that rests: placed, asked for, replaced, cancelled -------------------------------
const quote = await rest.getSymbolOrderBookTicker({ symbol });
const low = Math.floor(Number(quote.bidPrice) * 0.96);
const clientId = `${prefix}rests`;
const placed = await rest.submitNewOrder({ symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC',
  quantity: 0.01, price: low, newClientOrderId: clientId });
assert.equal(placed.status, 'NEW');
assert.equal((await execution(clientId, 'NEW')).o.i, placed.orderId);
assert.equal((await rest.getOrder({ symbol, origClientOrderId: clientId })).orderId,
  placed.orderId);
assert.equal((await rest.getAllOpenOrders({ symbol })).length, 1);
await assert.rejects(rest.submitNewOrder({ symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC',
  quantity: 0.01, price: low, newClientOrderId: clientId }), refusedWith(-4116));

const replaced = await rest.modifyOrder({ symbol, side: 'BUY', orderId: placed.orderId,
  quantity: 0.02, price: low - 10 });
assert.equal(Number(replaced.origQty), 0.02);
assert.equal(Number((await execution(clientId, 'AMENDMENT')).o.p), low - 10);
assert.equal((await rest.cancelOrder({ symbol, orderId: placed.orderId })).status, 'CANCELED');
await execution(clientId, 'CANCELED');
await assert.rejects(rest.cancelOrder({ symbol, orderId: placed.orderId }), refusedWith(-2011));

// --- an order that takes: its fill, position and cash -------------------------------------------
const taking = `${prefix}takes`;
const filled = await rest.submitNewOrder({ symbol, side: 'BUY', type: 'MARKET', quantity: 0.001,
  newClientOrderId: taking, newOrderRespType: 'RESULT' });
assert.equal(filled.status, 'FILLED');
const fill = await execution(taking, 'TRADE');
const trades = await rest.getAccountTrades({ symbol, orderId: filled.orderId });
assert.equal(trades.length, 1);
assert.equal(trades[0].id, fill.o.t);
const [position] = await rest.getPositionsV3({ symbol });
assert.equal(Number(position.positionAmt), 0.001);
const [balance] = await rest.getBalanceV3();
const paid = 0.001 * Number(fill.o.L) * 0.0005;
assert.ok(Math.abs(Number(balance.balance) - (100000 - paid)) < 1e-7, balance.balance);
const update = await event((one) => one.e === 'ACCOUNT_UPDATE');
assert.equal(update.a.B[0].wb, balance.balance);
await rest.submitNewOrder({ symbol, side: 'SELL', type: 'MARKET', quantity: 0.001,
  reduceOnly: 'true' });
assert.equal((await rest.getPositionsV3({ symbol })).length, 0);
await assert.rejects(new USDMClient({ ...keys, api_secret: 'wrong', baseUrl: restRoot })
  .getBalanceV3(), refusedWith(-1022));

socket.closeAll(true);
console.log(`ok orders: ${events.length} events, ${events.map((one) => one.o?.x ?? one.e)}`);
process.exit(0);
