package io.tickwire.perf;

import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.engine.signal.Trade;
import java.util.Map;

/** Buys at every trade. */
public final class BuyEachTrade implements Strategy {
    private final double quantity;

    /** Needs a {@code quantity}. */
    public BuyEachTrade(Map<String, String> settings) {
        quantity = Double.parseDouble(settings.get("quantity"));
    }

    @Override
    public void onTrade(Trade trade, StrategyContext context) {
        int id = trade.instrumentId();
        context.placeOrder(id, Side.BUY, OrderType.MARKET, TimeInForce.IOC, Trade.ABSENT,
            context.quantityOf(id, quantity), false);
    }
}
