package io.tickwire.engine.market.account;

import io.tickwire.engine.market.SymbolMarket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One account: its cash in the quote currency, and what it has of each symbol. One-way: there is
 * one position a symbol. Margin is cross: all cash stands behind all positions.
 *
 * <p>Margin in one rule: a symbol needs a {@link #LEVERAGE}th of the larger of the two amounts that
 * its position would be worth if all its open buys, or all its open sales, were filled. Nobody is
 * liquidated.
 */
public final class Account {
    /** Position value that a unit of margin carries. */
    public static final int LEVERAGE = 20;
    /** Share of a position's value that is told as maintenance margin: a fortieth. */
    public static final int MAINTENANCE = 40;

    private final String name;
    private final Map<String, SymbolAccount> symbols = new LinkedHashMap<>();
    private long wallet;
    private long updatedNs;

    Account(String name, long wallet, List<SymbolMarket> markets) {
        this.name = name;
        this.wallet = wallet;
        for (SymbolMarket market : markets) {
            symbols.put(market.symbol().name(), new SymbolAccount(this, market));
        }
    }

    void pay(long amount, long nowNs) {
        wallet = Math.addExact(wallet, amount);
        updatedNs = nowNs;
    }

    /** @return as its owner calls it */
    public String name() {
        return name;
    }

    /** @return money: cash, without what is not realised yet */
    public long wallet() {
        return wallet;
    }

    /** @return when its cash last changed, since the epoch; 0 = never */
    public long updatedNs() {
        return updatedNs;
    }

    /** @return of each symbol of the market, in its order */
    public List<SymbolAccount> symbols() {
        return List.copyOf(symbols.values());
    }

    /** @return of one symbol; null where the market has none of that name */
    public SymbolAccount symbol(String symbol) {
        return symbols.get(symbol);
    }

    /** @return money: profit of all positions at their mark prices */
    public long unrealised() {
        long sum = 0;
        for (SymbolAccount one : symbols.values()) {
            sum += one.position().unrealised(one.market().mark().mark());
        }
        return sum;
    }

    /** @return money: margin that positions alone need */
    public long positionMargin() {
        long sum = 0;
        for (SymbolAccount one : symbols.values()) {
            sum += positionMargin(one);
        }
        return sum;
    }

    /** @return money: margin that positions and open orders need */
    public long initialMargin() {
        long sum = 0;
        for (SymbolAccount one : symbols.values()) {
            sum += initialMargin(one);
        }
        return sum;
    }

    /** @return money: what is left for more; never below 0 */
    public long available() {
        return Math.max(0, wallet + unrealised() - initialMargin());
    }

    /** @return money: margin that the position of one symbol needs */
    public static long positionMargin(SymbolAccount one) {
        return Money.share(Math.abs(one.position().value(one.market().mark().mark())), 1, LEVERAGE);
    }

    /** @return money: margin that position and open orders of one symbol need */
    public static long initialMargin(SymbolAccount one) {
        return Money.share(exposure(one, null, 0), 1, LEVERAGE);
    }

    /**
     * Whether an order fits: its symbol's margin may not grow beyond what is there.
     *
     * @param added    to the open orders; or one of them, in its place
     * @param notional money: of what is left of it
     */
    boolean affords(AccountOrder added, long notional) {
        SymbolAccount one = added.owner();
        long before = exposure(one, null, 0);
        long after = exposure(one, added, notional);
        return after <= before || initialMargin() - Money.share(before, 1, LEVERAGE)
            + Money.share(after, 1, LEVERAGE) <= wallet + unrealised();
    }

    private static long exposure(SymbolAccount one, AccountOrder added, long notional) {
        long buys = added != null && added.isBuy() ? notional : 0;
        long sells = added != null && !added.isBuy() ? notional : 0;
        for (AccountOrder order : one.openOrders()) {
            if (order == added || order.request().reduceOnly()) {
                continue;
            }
            long open = Money.notional(one.market().symbol(), order.price(),
                order.quantity() - order.filled());
            buys += order.isBuy() ? open : 0;
            sells += order.isBuy() ? 0 : open;
        }
        long value = one.position().value(one.market().mark().mark());
        return Math.max(Math.abs(value + buys), Math.abs(value - sells));
    }
}
