package io.tickwire.engine.signal;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.feed.StreamView;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * What a user writes. Called on the engine thread, one event at a time, in journal order, live and
 * in a replay alike; so it must decide from what it is given only: no clocks, random numbers,
 * files, threads, static state, or iteration over hash maps, and {@link StrictMath} for
 * transcendental functions. It should not allocate and must not block. If it throws, the engine
 * stops visibly.
 *
 * <p>An implementation has a public constructor that takes a {@code Map<String, String>}: the
 * {@code strategy.settings} of the configuration.
 */
public interface Strategy {
    /**
     * A tick, newer than all before it of its stream.
     *
     * @param tick      QUOTE, TRADE, STATS or MARK; valid during the call only
     * @param decisions what the strategy may ask and do
     */
    void onTick(Event tick, StrategyContext decisions);

    /**
     * A trade that was missed when it happened: fetched afterwards, or brought by polling so late
     * that it is no tick any more. Each id comes once, by this or by {@link #onTick}; those of one
     * gap in order, but newer ones may have been shown before. Of what cannot be had the
     * FEED_STATUS row {@code lost} gives the ids.
     *
     * @param trade     TRADE; valid during the call only
     * @param decisions what the strategy may ask and do
     */
    default void onBackfill(Event trade, StrategyContext decisions) {
    }

    /**
     * How a stream stands: when its flag, reason or source has changed, and every second besides,
     * so that silence, lag and missing messages can be watched.
     *
     * @param stream    valid during the call only
     * @param decisions what the strategy may ask and do
     */
    default void onFeedStatus(StreamView stream, StrategyContext decisions) {
    }

    /**
     * Time passed.
     *
     * @param nowNs     engine time, ns since the epoch
     * @param decisions what the strategy may ask and do
     */
    default void onTimer(long nowNs, StrategyContext decisions) {
    }

    /**
     * Writes everything that later decisions depend on, in a fixed order. A strategy without it
     * can only be resumed and replayed from the session's start, and must say so by
     * {@link #hasStateSupport()}.
     *
     * @param out bounded
     */
    default void writeState(StateWriter out) {
    }

    /**
     * Takes over what {@link #writeState} wrote; before the first event.
     *
     * @param in positioned at the start
     */
    default void readState(StateReader in) {
    }

    /** @return whether {@link #writeState} and {@link #readState} are implemented */
    default boolean hasStateSupport() {
        return false;
    }
}
