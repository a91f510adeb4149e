package io.tickwire.perf.faults;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.engine.signal.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Notes which trades and quotes a strategy is shown. */
final class ShownTicks extends ForwardingStrategy {
    private final Set<Long> renumbered;
    /** Ids of aggregate trades by instrument; a new set where the venue began to count anew. */
    private final Map<Integer, List<IdRanges>> trades = new TreeMap<>();
    private final Map<Integer, Long> lastUpdateId = new TreeMap<>();
    private final List<String> repeated = new ArrayList<>();
    private long filled;

    /**
     * Has seen nothing.
     *
     * @param behind     gets every call
     * @param renumbered sequences of ticks with which a numbering begins anew
     */
    ShownTicks(Strategy behind, Set<Long> renumbered) {
        super(behind);
        this.renumbered = renumbered;
    }

    /** Ids of aggregate trades by instrument, one set for each numbering of the venue. */
    Map<Integer, List<IdRanges>> trades() {
        return trades;
    }

    /** How many trades were given as backfill. */
    long filled() {
        return filled;
    }

    /** What was shown twice or behind a newer one, one message each. */
    List<String> repeated() {
        return repeated;
    }

    @Override
    public void onTick(Event tick, StrategyContext decisions) {
        if (tick.type() == EventType.TRADE && tick.get(TradeFields.AGGREGATE) == 1) {
            onTrade(tick);
        } else if (tick.type() == EventType.QUOTE
            && tick.get(QuoteFields.UPDATE_ID) != Event.ABSENT) {
            onQuote(tick);
        }
        super.onTick(tick, decisions);
    }

    @Override
    public void onBackfill(Event trade, StrategyContext decisions) {
        filled++;
        onTrade(trade);
        super.onBackfill(trade, decisions);
    }

    private void onTrade(Event tick) {
        List<IdRanges> sets =
            trades.computeIfAbsent(tick.instrument(), any -> new ArrayList<>());
        if (sets.isEmpty() || renumbered.contains(tick.sequence())) {
            sets.add(new IdRanges());
        }
        if (!sets.get(sets.size() - 1).add(tick.get(TradeFields.ID))) {
            repeated.add("trade " + tick.get(TradeFields.ID) + " of instrument " + tick.instrument()
                + " at sequence " + tick.sequence());
        }
    }

    private void onQuote(Event tick) {
        long id = tick.get(QuoteFields.UPDATE_ID);
        Long before = lastUpdateId.put(tick.instrument(), id);
        if (before != null && id <= before && !renumbered.contains(tick.sequence())) {
            repeated.add("quote " + id + " of instrument " + tick.instrument() + " behind "
                + before + " at sequence " + tick.sequence());
        }
    }
}
