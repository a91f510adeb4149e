package io.tickwire.perf.faults;

import io.tickwire.engine.signal.Quote;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.engine.signal.Trade;
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
    public void onQuote(Quote quote, StrategyContext context) {
        if (quote.updateId() != Quote.ABSENT) {
            note(quote);
        }
        super.onQuote(quote, context);
    }

    @Override
    public void onTrade(Trade trade, StrategyContext context) {
        if (trade.isAggregate()) {
            note(trade);
        }
        super.onTrade(trade, context);
    }

    @Override
    public void onBackfill(Trade trade, StrategyContext context) {
        filled++;
        note(trade);
        super.onBackfill(trade, context);
    }

    private void note(Trade trade) {
        List<IdRanges> sets =
            trades.computeIfAbsent(trade.instrumentId(), any -> new ArrayList<>());
        if (sets.isEmpty() || renumbered.contains(trade.sequence())) {
            sets.add(new IdRanges());
        }
        if (!sets.get(sets.size() - 1).add(trade.id())) {
            repeated.add("trade " + trade.id() + " of instrument " + trade.instrumentId()
                + " at sequence " + trade.sequence());
        }
    }

    private void note(Quote quote) {
        long id = quote.updateId();
        Long before = lastUpdateId.put(quote.instrumentId(), id);
        if (before != null && id <= before && !renumbered.contains(quote.sequence())) {
            repeated.add("quote " + id + " of instrument " + quote.instrumentId() + " behind "
                + before + " at sequence " + quote.sequence());
        }
    }
}
