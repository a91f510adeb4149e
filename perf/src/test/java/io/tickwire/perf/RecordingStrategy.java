package io.tickwire.perf;

import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.signal.Mark;
import io.tickwire.engine.signal.Quote;
import io.tickwire.engine.signal.Stats;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.engine.signal.Tick;
import io.tickwire.engine.signal.Trade;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Notes which ticks strategies are shown, for a test in the same JVM; decides nothing. */
public final class RecordingStrategy implements Strategy {
    private static final List<Shown> SHOWN = Collections.synchronizedList(new ArrayList<>());

    /** No settings. */
    public RecordingStrategy(Map<String, String> settings) {
        if (!settings.isEmpty()) {
            throw new IllegalArgumentException("strategy.settings: unknown");
        }
    }

    /**
     * What was shown.
     *
     * @param id   of a trade, else 0
     * @param late whether it came as backfill
     */
    record Shown(long sequence, StreamKind kind, int instrument, long id, boolean late) {
    }

    @Override
    public void onQuote(Quote quote, StrategyContext context) {
        note(quote, 0, false);
    }

    @Override
    public void onTrade(Trade trade, StrategyContext context) {
        note(trade, trade.id(), false);
    }

    @Override
    public void onStats(Stats stats, StrategyContext context) {
        note(stats, 0, false);
    }

    @Override
    public void onMark(Mark mark, StrategyContext context) {
        note(mark, 0, false);
    }

    @Override
    public void onBackfill(Trade trade, StrategyContext context) {
        note(trade, trade.id(), true);
    }

    private static void note(Tick tick, long id, boolean late) {
        SHOWN.add(new Shown(tick.sequence(), tick.kind(), tick.instrumentId(), id, late));
    }

    /** All that was shown since the last call. */
    static List<Shown> take() {
        synchronized (SHOWN) {
            List<Shown> taken = List.copyOf(SHOWN);
            SHOWN.clear();
            return taken;
        }
    }
}
