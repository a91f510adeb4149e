package io.tickwire.engine.market.account;

import io.tickwire.engine.event.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Resting orders of all accounts on one symbol, the next to be filled first. */
final class OrderBook {
    private static final Comparator<AccountOrder> BUYS =
        Comparator.comparingLong(AccountOrder::price).reversed()
            .thenComparingLong(AccountOrder::sequence);
    private static final Comparator<AccountOrder> SELLS =
        Comparator.comparingLong(AccountOrder::price).thenComparingLong(AccountOrder::sequence);

    private final List<AccountOrder> buys = new ArrayList<>();
    private final List<AccountOrder> sells = new ArrayList<>();

    void add(AccountOrder order) {
        List<AccountOrder> side = side(order.side());
        Comparator<AccountOrder> better = order.isBuy() ? BUYS : SELLS;
        int index = side.size();
        while (index > 0 && better.compare(order, side.get(index - 1)) < 0) {
            index--;
        }
        side.add(index, order);
    }

    /** Does nothing to one that does not rest. */
    void remove(AccountOrder order) {
        side(order.side()).remove(order);
    }

    boolean isEmpty() {
        return buys.isEmpty() && sells.isEmpty();
    }

    /** A copy, as fills change the book. */
    List<AccountOrder> orders(Side side) {
        return List.copyOf(side(side));
    }

    /** Null where there is none. */
    AccountOrder best(Side side) {
        List<AccountOrder> orders = side(side);
        return orders.isEmpty() ? null : orders.get(0);
    }

    private List<AccountOrder> side(Side side) {
        return side == Side.BUY ? buys : sells;
    }
}
