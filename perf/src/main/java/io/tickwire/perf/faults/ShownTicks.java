package io.tickwire.perf.faults;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Quote;
import io.tickwire.engine.event.Trade;
import io.tickwire.engine.feed.StreamView;
import io.tickwire.engine.signal.Decisions;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Stands in front of a strategy and notes which trades and quotes it is shown. During a replay it
 * so learns what the strategy saw live, if that replay is identical.
 */
final class ShownTicks implements Strategy {
    private final Strategy behind;
    private final Set<Long> renumbered;
    /** Ids of aggregate trades by instrument; a new set where the venue began to count anew. */
    private final Map<Integer, List<IdRanges>> trades = new TreeMap<>();
    private final Map<Integer, Long> lastUpdateId = new TreeMap<>();
    private final List<String> repeated = new ArrayList<>();

    /**
     * Has seen nothing.
     *
     * @param behind     gets every call
     * @param renumbered sequences of ticks with which a numbering begins anew
     */
    ShownTicks(Strategy behind, Set<Long> renumbered) {
        this.behind = behind;
        this.renumbered = renumbered;
    }

    /** Ids of aggregate trades by instrument, one set for each numbering of the venue. */
    Map<Integer, List<IdRanges>> trades() {
        return trades;
    }

    /** What was shown twice or behind a newer one, in words. */
    List<String> repeated() {
        return repeated;
    }

    @Override
    public void onTick(Event tick, Decisions decisions) {
        if (tick.type() == EventType.TRADE && tick.get(Trade.AGGREGATE) == 1) {
            onTrade(tick);
        } else if (tick.type() == EventType.QUOTE
            && tick.get(Quote.UPDATE_ID) != Event.ABSENT) {
            onQuote(tick);
        }
        behind.onTick(tick, decisions);
    }

    private void onTrade(Event tick) {
        List<IdRanges> sets =
            trades.computeIfAbsent(tick.instrument(), any -> new ArrayList<>());
        if (sets.isEmpty() || renumbered.contains(tick.sequence())) {
            sets.add(new IdRanges());
        }
        if (!sets.get(sets.size() - 1).add(tick.get(Trade.ID))) {
            repeated.add("trade " + tick.get(Trade.ID) + " of instrument " + tick.instrument()
                + " at sequence " + tick.sequence());
        }
    }

    private void onQuote(Event tick) {
        long id = tick.get(Quote.UPDATE_ID);
        Long before = lastUpdateId.put(tick.instrument(), id);
        if (before != null && id <= before && !renumbered.contains(tick.sequence())) {
            repeated.add("quote " + id + " of instrument " + tick.instrument() + " behind "
                + before + " at sequence " + tick.sequence());
        }
    }

    @Override
    public void onFeedStatus(StreamView stream, Decisions decisions) {
        behind.onFeedStatus(stream, decisions);
    }

    @Override
    public void onTimer(long nowNs, Decisions decisions) {
        behind.onTimer(nowNs, decisions);
    }

    @Override
    public void writeState(StateWriter out) {
        behind.writeState(out);
    }

    @Override
    public void readState(StateReader in) {
        behind.readState(in);
    }

    @Override
    public boolean hasStateSupport() {
        return behind.hasStateSupport();
    }
}
