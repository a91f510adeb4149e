package io.tickwire.engine.core;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.StreamKind;
import java.util.List;
import java.util.Map;

/** Configurations made by hand. */
public final class TestConfigs {
    private static final long SECOND_NS = 1_000_000_000L;

    private TestConfigs() {
    }

    /** Paper mode and a {@link CountingStrategy}. */
    public static Config counting() {
        return new Config(
            new Config.Venue("loopback", "demo", "", ""), List.of("BTCUSDT"),
            List.of(StreamKind.QUOTE, StreamKind.TRADE), Config.Mode.PAPER,
            new Config.Feed(10 * SECOND_NS,
                List.of(0L, 5 * SECOND_NS, 10 * SECOND_NS, 6 * SECOND_NS, 4 * SECOND_NS)),
            new Config.Reconnect(SECOND_NS / 4, 30 * SECOND_NS, 10),
            new Config.Timer(SECOND_NS / 20),
            new Config.Engine(Config.Wait.BLOCK, 64, 1 << 16, 2 * SECOND_NS),
            new Config.Journal(Config.Frames.RAW, TestSession.SHORT_SEGMENT, 0),
            new Config.Risk("1000", "1000"),
            new Config.Strategy(CountingStrategy.class.getName(), Map.of()));
    }
}
