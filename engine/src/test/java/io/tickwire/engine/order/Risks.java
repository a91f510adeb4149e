package io.tickwire.engine.order;

import io.tickwire.engine.config.Config;

/** Limits for tests: none but those that are named. */
final class Risks {
    private Risks() {
    }

    static Config.Risk of(String maxOrderQty, String maxPosition, String maxNotional) {
        return new Config.Risk(
            maxOrderQty, maxPosition, maxNotional, Config.Risk.NONE,
            OrderTable.MAX_OPEN, 0, Config.Risk.NONE);
    }

    static Config.Risk none() {
        return of(Config.Risk.NONE, Config.Risk.NONE, Config.Risk.NONE);
    }
}
