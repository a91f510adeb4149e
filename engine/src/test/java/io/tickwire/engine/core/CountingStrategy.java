package io.tickwire.engine.core;

import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.engine.signal.Trade;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Signals and orders at every {@code each}-th trade, buying and selling in turn. */
public final class CountingStrategy implements Strategy {
    private static final byte[] REASONS = "counted".getBytes(StandardCharsets.UTF_8);

    private final long each;
    private final long quantity;
    private long trades;

    /**
     * Reads its settings.
     *
     * @param settings {@code each} and {@code quantity}
     */
    public CountingStrategy(Map<String, String> settings) {
        each = Long.parseLong(settings.getOrDefault("each", "3"));
        quantity = Long.parseLong(settings.getOrDefault("quantity", "5"));
    }

    @Override
    public void onTrade(Trade trade, StrategyContext context) {
        if (++trades % each != 0) {
            return;
        }
        Side side = trades / each % 2 == 0 ? Side.BUY : Side.SELL;
        context.signal(trade.instrumentId(), side, 723_000, REASONS, REASONS.length);
        context.placeOrder(trade.instrumentId(), side, OrderType.MARKET, TimeInForce.IOC, 0,
            quantity, false);
    }

    @Override
    public boolean hasStateSupport() {
        return true;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("trades", trades);
    }

    @Override
    public void readState(StateReader in) {
        trades = in.getLong();
    }
}
