package io.tickwire.perf.wire;

import io.tickwire.engine.signal.Quote;
import io.tickwire.engine.signal.Stats;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.perf.meter.Meter;
import java.nio.file.Path;
import java.util.Map;

/**
 * Notes how old each tick is when a strategy is shown it, behind journal and heartbeat. It decides
 * nothing, so that it may have a clock. Of statistics only those are shown whose venue time has
 * gone on, one a millisecond and symbol; the rest count by the sequence in their volume.
 */
public final class MeasuringStrategy implements Strategy {
    private final Meter meter;
    private long quotes;

    /**
     * For the engine.
     *
     * @param settings {@code offsetNs}, {@code warmUpNs}, {@code measureNs}, {@code file}; as
     *                 {@link Meter} has them
     */
    public MeasuringStrategy(Map<String, String> settings) {
        meter = new Meter(Long.parseLong(settings.get("offsetNs")),
            Long.parseLong(settings.get("warmUpNs")),
            Long.parseLong(settings.get("measureNs")), Path.of(settings.get("file")));
    }

    @Override
    public void onQuote(Quote quote, StrategyContext context) {
        meter.onMessage(quote.updateId(), ++quotes);
    }

    @Override
    public void onStats(Stats stats, StrategyContext context) {
        meter.onMessage(stats.count(), (long) stats.volumeAsDouble());
    }

    @Override
    public boolean hasStateSupport() {
        return true;
    }
}
