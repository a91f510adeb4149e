package io.tickwire.engine.signal;

import io.tickwire.engine.feed.StreamView;
import io.tickwire.engine.order.Execution;
import io.tickwire.engine.order.Refusal;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * What a user writes. Called on the engine thread, one event at a time, in journal order, live and
 * in a replay alike; so it must decide from what it is given only: no clocks, random numbers,
 * files, threads, static state, or iteration over hash maps, and {@link StrictMath} for
 * transcendental functions. It should not allocate and must not block. If it throws, the engine
 * stops visibly.
 *
 * <p>Each tick is newer than all before it of its stream. Ticks and streams are valid during the
 * call only, and what a strategy is called with it may not keep.
 *
 * <p>A class that a configuration names has a public constructor that takes a
 * {@code Map<String, String>}: the {@code strategy.settings}.
 */
public interface Strategy {
    /**
     * The best bid or ask has changed.
     *
     * @param quote   best bid and ask
     * @param context what the strategy may ask and do
     */
    default void onQuote(Quote quote, StrategyContext context) {
    }

    /**
     * Somebody traded. What was measured over earlier trades ends where {@link Trade#isAfterHole}.
     *
     * @param trade   a trade, or an aggregate of trades
     * @param context what the strategy may ask and do
     */
    default void onTrade(Trade trade, StrategyContext context) {
    }

    /**
     * Statistics of the rolling 24 hours.
     *
     * @param stats   as they are now
     * @param context what the strategy may ask and do
     */
    default void onStats(Stats stats, StrategyContext context) {
    }

    /**
     * Mark price and funding.
     *
     * @param mark    as it is now
     * @param context what the strategy may ask and do
     */
    default void onMark(Mark mark, StrategyContext context) {
    }

    /**
     * A trade that was missed when it happened: fetched afterwards, or come so late, by polling or
     * behind a stall, that it is no tick any more. Each id comes once, by this or by
     * {@link #onTrade}; those of one gap in order, but newer ones may have been shown before. Of
     * what cannot be had the FEED_STATUS row {@code lost} gives the ids.
     *
     * @param trade   older than some that were shown
     * @param context what the strategy may ask and do
     */
    default void onBackfill(Trade trade, StrategyContext context) {
    }

    /**
     * How a stream stands: when its flag, reason or source has changed, and every second besides,
     * so that silence, lag and missing messages can be watched.
     *
     * @param stream  one symbol and kind
     * @param context what the strategy may ask and do
     */
    default void onFeedStatus(StreamView stream, StrategyContext context) {
    }

    /**
     * Something happened to an order of ours; the position behind it is known already.
     *
     * @param execution what
     * @param context   what the strategy may ask and do
     */
    default void onExecution(Execution execution, StrategyContext context) {
    }

    /**
     * Something that was asked for at the input before was held back by a rule.
     *
     * @param refusal what, and by which rule
     * @param context what the strategy may ask and do
     */
    default void onRefusal(Refusal refusal, StrategyContext context) {
    }

    /**
     * Time passed.
     *
     * @param nowNs   engine time, ns since the epoch
     * @param context what the strategy may ask and do
     */
    default void onTimer(long nowNs, StrategyContext context) {
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
