package io.tickwire.replay;

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

/** Signals and buys at every third trade; throws at a trade if it is told to, or when its state
 * is read. */
public final class EveryThird implements Strategy {
    private static final byte[] REASONS = "third".getBytes(StandardCharsets.UTF_8);

    private final long quantity;
    private final long throwAt;
    private long trades;

    /**
     * Reads its settings.
     *
     * @param settings {@code quantity}, {@code throwAt}, below 0 = when its state is read
     */
    public EveryThird(Map<String, String> settings) {
        quantity = Long.parseLong(settings.getOrDefault("quantity", "5"));
        throwAt = Long.parseLong(settings.getOrDefault("throwAt", "0"));
    }

    @Override
    public void onTrade(Trade trade, StrategyContext context) {
        if (++trades == throwAt) {
            throw new IllegalStateException("told to throw");
        }
        if (trades % 3 == 0) {
            context.signal(trade.instrumentId(), Side.BUY, 500_000, REASONS, REASONS.length);
            context.placeOrder(trade.instrumentId(), Side.BUY, OrderType.MARKET,
                TimeInForce.IOC, 0, quantity, false);
        }
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
        if (throwAt < 0) {
            throw new IllegalStateException("told not to read");
        }
        trades = in.getLong();
    }
}
