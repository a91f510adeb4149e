package io.tickwire.perf.drill;

import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.feed.StreamView;
import io.tickwire.engine.order.Execution;
import io.tickwire.engine.order.Refusal;
import io.tickwire.engine.signal.Mark;
import io.tickwire.engine.signal.Quote;
import io.tickwire.engine.signal.Stats;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.engine.signal.Tick;
import io.tickwire.engine.signal.Trade;
import io.tickwire.perf.faults.ForwardingStrategy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Records what a strategy is given and notified of, and what it throws. */
final class WatchedStrategy extends ForwardingStrategy {
    private final Map<StatusReason, Integer> statuses = new EnumMap<>(StatusReason.class);
    /** What was last said of a stream: the same every second is no news. */
    private final Map<Long, StatusReason> last = new HashMap<>();
    private final List<String> thrown = new ArrayList<>();
    private long ticks;
    private long polled;
    private long filled;

    WatchedStrategy(Strategy behind) {
        super(behind);
    }

    long ticks() {
        return ticks;
    }

    long polled() {
        return polled;
    }

    long filled() {
        return filled;
    }

    /** How often a stream was said to stand differently than before, by its reason. */
    Map<StatusReason, Integer> statuses() {
        return statuses;
    }

    /** In words. */
    List<String> thrown() {
        return thrown;
    }

    private void guarded(String call, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failure) {
            thrown.add(call + " threw " + failure);
            throw failure;
        }
    }

    private void count(Tick tick) {
        ticks++;
        if (tick.source() == Source.POLL) {
            polled++;
        }
    }

    @Override
    public void onQuote(Quote quote, StrategyContext context) {
        count(quote);
        guarded("onQuote", () -> super.onQuote(quote, context));
    }

    @Override
    public void onTrade(Trade trade, StrategyContext context) {
        count(trade);
        guarded("onTrade", () -> super.onTrade(trade, context));
    }

    @Override
    public void onStats(Stats stats, StrategyContext context) {
        count(stats);
        guarded("onStats", () -> super.onStats(stats, context));
    }

    @Override
    public void onMark(Mark mark, StrategyContext context) {
        count(mark);
        guarded("onMark", () -> super.onMark(mark, context));
    }

    @Override
    public void onBackfill(Trade trade, StrategyContext context) {
        filled++;
        guarded("onBackfill", () -> super.onBackfill(trade, context));
    }

    @Override
    public void onFeedStatus(StreamView stream, StrategyContext context) {
        StatusReason reason =
            stream.flag() == FeedFlag.GREEN ? StatusReason.FRESH : stream.reason();
        long key = (long) stream.instrumentId() << 8 | stream.kind().ordinal();
        if (last.put(key, reason) != reason) {
            statuses.merge(reason, 1, Integer::sum);
        }
        guarded("onFeedStatus", () -> super.onFeedStatus(stream, context));
    }

    @Override
    public void onExecution(Execution execution, StrategyContext context) {
        guarded("onExecution", () -> super.onExecution(execution, context));
    }

    @Override
    public void onRefusal(Refusal refusal, StrategyContext context) {
        guarded("onRefusal", () -> super.onRefusal(refusal, context));
    }

    @Override
    public void onTimer(long nowNs, StrategyContext context) {
        guarded("onTimer", () -> super.onTimer(nowNs, context));
    }
}
