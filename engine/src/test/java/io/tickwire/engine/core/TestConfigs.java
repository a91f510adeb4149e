package io.tickwire.engine.core;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;

/** Configurations made by hand. */
public final class TestConfigs {
    /** Paper mode, a {@link CountingStrategy}, limits that the fifth order in a row would break. */
    public static final String COUNTING = String.join("\n",
        "venue: {name: loopback}",
        "symbols: [BTCUSDT]",
        "mode: paper",
        "risk: {maxOrderQty: 1000, maxPosition: 1000, maxNotional: none, collar: none,",
        "  maxOpenOrders: 1000, maxOrdersPerSecond: none, maxDailyLoss: none}",
        "strategy: {class: " + CountingStrategy.class.getName() + ", settings: {each: 3}}",
        "");

    private TestConfigs() {
    }

    public static Config counting() {
        return ConfigReader.read(COUNTING);
    }
}
