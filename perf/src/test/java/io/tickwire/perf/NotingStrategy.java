package io.tickwire.perf;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.engine.signal.Strategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Notes which ticks strategies are shown, for a test in the same JVM; decides nothing. */
public final class NotingStrategy implements Strategy {
    private static final List<Shown> SHOWN = Collections.synchronizedList(new ArrayList<>());

    /** No settings. */
    public NotingStrategy(Map<String, String> settings) {
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
    record Shown(long sequence, EventType type, int instrument, long id, boolean late) {
    }

    @Override
    public void onTick(Event tick, StrategyContext decisions) {
        note(tick, false);
    }

    @Override
    public void onBackfill(Event trade, StrategyContext decisions) {
        note(trade, true);
    }

    private static void note(Event tick, boolean late) {
        SHOWN.add(new Shown(tick.sequence(), tick.type(), tick.instrument(),
            tick.type() == EventType.TRADE ? tick.get(TradeFields.ID) : 0, late));
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
