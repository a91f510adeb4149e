package io.tickwire.engine.market.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.market.Market;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.random.SplitMix64;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two accounts at random on a market that moves: what must hold whatever happens. */
final class ExchangeInvariantsTest {
    private static final long START_NS = 1_791_400_000_000_000_000L;
    private static final long STEP_NS = 20_000_000L;
    private static final long WALLET = 10_000_000_000_000L;

    @Test
    void cashPositionsAndOrdersAddUp() {
        long seed = System.nanoTime();
        System.out.println("ExchangeInvariantsTest seed " + seed);
        Sum sum = new Sum();
        Exchange exchange = run(seed, 3000, sum);

        assertThat(sum.fills).isGreaterThan(100);
        assertThat(sum.makers).isPositive();
        for (Account account : exchange.accounts()) {
            assertThat(account.wallet()).isEqualTo(WALLET + sum.cash.getOrDefault(account, 0L));
            for (SymbolAccount one : account.symbols()) {
                assertThat(one.position().quantity()).isEqualTo(sum.held.getOrDefault(one, 0L));
                // What is not realised yet is what was paid; together they are every fill.
                assertThat(one.position().cost() - sum.realised.getOrDefault(one, 0L))
                    .isEqualTo(sum.paid.getOrDefault(one, 0L));
                for (AccountOrder order : one.orders()) {
                    assertThat(order.filled()).isEqualTo(sum.filled.getOrDefault(order, 0L));
                    assertThat(order.status() == OrderStatus.FILLED)
                        .isEqualTo(order.filled() == order.quantity());
                }
            }
        }
    }

    @Test
    void theSameSeedIsTheSameSession() {
        List<String> once = new Sum(run(7, 500, new Sum())).events;
        List<String> again = new Sum(run(7, 500, new Sum())).events;
        assertThat(once).hasSizeGreaterThan(20).isEqualTo(again);
    }

    private static Exchange run(long seed, int steps, Sum sum) {
        SplitMix64 random = new SplitMix64(seed);
        Market market = Market.open(MarketSymbol.DEFAULT, seed, 500, START_NS);
        Exchange exchange = new Exchange(market, new Prints(), sum, START_NS);
        exchange.open("a", WALLET);
        exchange.open("b", WALLET);
        long nowNs = START_NS;
        for (int i = 0; i < steps; i++) {
            nowNs += STEP_NS;
            market.advanceTo(nowNs, exchange);
            exchange.advanceTo(nowNs);
            act(exchange, random, i, nowNs);
        }
        return exchange;
    }

    private static void act(Exchange exchange, SplitMix64 random, int number, long nowNs) {
        Account account = exchange.accounts().get(random.below(2));
        SymbolAccount one = account.symbols().get(random.below(3));
        Side side = random.below(2) == 0 ? Side.BUY : Side.SELL;
        boolean limit = random.below(4) > 0;
        long price = (side == Side.BUY ? one.market().bid() : one.market().ask())
            + (random.below(5) - 2) * one.market().symbol().tick();
        try {
            if (random.below(5) == 0 && !one.openOrders().isEmpty()) {
                exchange.cancel(one.openOrders().get(0), nowNs);
            } else {
                exchange.place(account, new OrderRequest(one.market().symbol().name(),
                    "id" + number, side, limit ? OrderType.LIMIT : OrderType.MARKET,
                    limit ? TimeInForce.values()[random.below(4)] : TimeInForce.IOC,
                    limit ? price : 0, (1 + random.below(300)) * one.market().symbol().lot(),
                    random.below(6) == 0, SelfTradePrevention.values()[random.below(4)], 0),
                    nowNs);
            }
        } catch (OrderRefusedException refused) {
            assertThat(refused.refusal()).isNotNull();
        }
    }

    /** Adds up what is told. */
    private static final class Sum implements AccountListener {
        private final Map<Account, Long> cash = new HashMap<>();
        private final Map<SymbolAccount, Long> held = new HashMap<>();
        private final Map<SymbolAccount, Long> realised = new HashMap<>();
        private final Map<SymbolAccount, Long> paid = new HashMap<>();
        private final Map<AccountOrder, Long> filled = new HashMap<>();
        private final List<String> events = new ArrayList<>();
        private int fills;
        private int makers;

        Sum() {
        }

        Sum(Exchange exchange) {
            for (Account account : exchange.accounts()) {
                for (SymbolAccount one : account.symbols()) {
                    one.fills().forEach(fill -> events.add(account.name() + " " + fill.tradeId()
                        + " " + fill.price() + " " + fill.quantity() + " " + fill.timeNs()));
                }
            }
        }

        @Override
        public void onOrder(AccountOrder order, ExecutionKind kind, AccountFill fill) {
            if (fill == null) {
                return;
            }
            fills++;
            makers += fill.maker() ? 1 : 0;
            boolean buy = order.side() == Side.BUY;
            if (order.type() == OrderType.LIMIT) {
                assertThat(buy ? fill.price() <= order.price() : fill.price() >= order.price())
                    .as("%s at %d", order.clientId(), fill.price()).isTrue();
            }
            assertThat(fill.quantity()).isPositive();
            SymbolAccount one = order.owner();
            cash.merge(one.account(), fill.realised() - fill.commission(), Long::sum);
            held.merge(one, buy ? fill.quantity() : -fill.quantity(), Long::sum);
            realised.merge(one, fill.realised(), Long::sum);
            paid.merge(one, buy ? fill.notional() : -fill.notional(), Long::sum);
            filled.merge(order, fill.quantity(), Long::sum);
        }

        @Override
        public void onFunding(SymbolAccount funded, long amount, long timeNs) {
            cash.merge(funded.account(), amount, Long::sum);
        }
    }
}
