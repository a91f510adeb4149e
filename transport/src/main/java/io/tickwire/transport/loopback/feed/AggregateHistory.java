package io.tickwire.transport.loopback.feed;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;

/**
 * The last aggregate trades of a symbol, for clients that fill a gap.
 *
 * @param <T> of trades
 */
final class AggregateHistory<T> {
    /** How many are kept. */
    static final int CAPACITY = 10_000;

    private final Deque<T> trades = new ArrayDeque<>();

    void add(T trade) {
        if (trades.size() == CAPACITY) {
            trades.removeFirst();
        }
        trades.addLast(trade);
    }

    Collection<T> trades() {
        return Collections.unmodifiableCollection(trades);
    }
}
