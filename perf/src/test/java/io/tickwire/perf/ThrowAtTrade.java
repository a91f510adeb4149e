package io.tickwire.perf;

import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.engine.signal.Trade;
import java.util.Map;

/** Throws at the first trade. */
public final class ThrowAtTrade implements Strategy {
    /** No settings. */
    public ThrowAtTrade(Map<String, String> settings) {
        if (!settings.isEmpty()) {
            throw new IllegalArgumentException("strategy.settings: unknown");
        }
    }

    @Override
    public void onTrade(Trade trade, StrategyContext context) {
        throw new IllegalStateException("on purpose");
    }
}
