package io.tickwire.perf.drill;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.feed.StreamView;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.perf.faults.ForwardingStrategy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notes what a strategy is shown and told, and what it throws. */
final class Watched extends ForwardingStrategy {
    private static final int POLL = Source.POLL.ordinal();

    private final Map<StatusReason, Integer> told = new EnumMap<>(StatusReason.class);
    /** What was last said of a stream: the same every second is no news. */
    private final Map<Long, StatusReason> last = new HashMap<>();
    private final List<String> thrown = new ArrayList<>();
    private long ticks;
    private long polled;
    private long filled;

    Watched(Strategy behind) {
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
    Map<StatusReason, Integer> told() {
        return told;
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

    @Override
    public void onTick(Event tick, StrategyContext decisions) {
        ticks++;
        if (tick.sourceCode() == POLL) {
            polled++;
        }
        guarded("onTick", () -> super.onTick(tick, decisions));
    }

    @Override
    public void onBackfill(Event trade, StrategyContext decisions) {
        filled++;
        guarded("onBackfill", () -> super.onBackfill(trade, decisions));
    }

    @Override
    public void onFeedStatus(StreamView stream, StrategyContext decisions) {
        StatusReason reason =
            stream.flag() == FeedFlag.GREEN ? StatusReason.FRESH : stream.reason();
        long key = (long) stream.instrumentId() << 8 | stream.kind().ordinal();
        if (last.put(key, reason) != reason) {
            told.merge(reason, 1, Integer::sum);
        }
        guarded("onFeedStatus", () -> super.onFeedStatus(stream, decisions));
    }

    @Override
    public void onTimer(long nowNs, StrategyContext decisions) {
        guarded("onTimer", () -> super.onTimer(nowNs, decisions));
    }
}
