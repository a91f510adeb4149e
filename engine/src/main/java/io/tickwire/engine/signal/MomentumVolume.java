package io.tickwire.engine.signal;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * The built-in strategy: signals when a fast average of trade prices moves away from a slow one,
 * with more confidence when volume spikes at the same time (this second's against the average
 * second's). Over missing trades it measures nothing: it begins anew behind them, and again when
 * they come. An example to start from, not advice.
 *
 * <p>Settings: {@code momentumBps} (2.0), {@code spike} (2.0), {@code minConfidence} (0.5),
 * {@code cooldownMs} (5000), {@code orderNotional} in quote currency (100).
 */
public final class MomentumVolume implements Strategy {
    private static final double FAST = 2.0 / (20 + 1);
    private static final double SLOW = 2.0 / (200 + 1);
    private static final double VOLUME = 2.0 / (30 + 1);
    private static final int WARM_UP_TRADES = 50;
    private static final int WARM_UP_SECONDS = 5;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final double MICRO = 1_000_000;

    private static final byte[] UP = bytes("Positive momentum");
    private static final byte[] DOWN = bytes("Negative momentum");
    private static final byte[] UP_SPIKE = bytes("Positive momentum, Volume spike");
    private static final byte[] DOWN_SPIKE = bytes("Negative momentum, Volume spike");

    private final double momentumThreshold;
    private final double spikeThreshold;
    private final double minConfidence;
    private final long cooldownNs;
    private final double orderNotional;
    private Market[] markets = new Market[64];
    private int highestInstrument;

    private static final class Market {
        private double fast;
        private double slow;
        private long trades;
        private long second;
        private double volume;
        private double averageVolume;
        private long seconds;
        private long quietUntilNs;

        /** What was measured so far is no part of what comes; who signalled stays quiet. */
        private void restart() {
            fast = 0;
            slow = 0;
            trades = 0;
            second = 0;
            volume = 0;
            averageVolume = 0;
            seconds = 0;
        }
    }

    /**
     * Reads its settings.
     *
     * @param settings see the class comment
     */
    public MomentumVolume(Map<String, String> settings) {
        momentumThreshold = number(settings, "momentumBps", "2.0") / 10_000;
        spikeThreshold = number(settings, "spike", "2.0");
        minConfidence = number(settings, "minConfidence", "0.5");
        cooldownNs = (long) (number(settings, "cooldownMs", "5000") * 1_000_000);
        orderNotional = number(settings, "orderNotional", "100");
    }

    private static double number(Map<String, String> settings, String name, String standard) {
        String text = settings.getOrDefault(name, standard);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(
                "strategy.settings." + name + ": not a number: " + text, noNumber);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void onTrade(Trade trade, StrategyContext context) {
        Market market = market(trade.instrumentId());
        if (trade.isAfterHole()) {
            market.restart();
        }
        // As the venue wrote them: averages need no scale.
        double price = trade.priceAsDouble();
        update(market, price, trade.qtyAsDouble(), trade.engineNs());
        if (market.trades > WARM_UP_TRADES && trade.engineNs() - market.quietUntilNs >= 0) {
            decide(market, trade, price, context);
        }
    }

    @Override
    public void onBackfill(Trade trade, StrategyContext context) {
        market(trade.instrumentId()).restart();
    }

    private void update(Market market, double price, double quantity, long nowNs) {
        boolean first = market.trades++ == 0;
        market.fast = first ? price : market.fast + (price - market.fast) * FAST;
        market.slow = first ? price : market.slow + (price - market.slow) * SLOW;
        long second = nowNs / SECOND_NS;
        if (second != market.second) {
            if (!first) {
                market.averageVolume = market.seconds++ == 0 ? market.volume
                    : market.averageVolume + (market.volume - market.averageVolume) * VOLUME;
            }
            market.second = second;
            market.volume = 0;
        }
        market.volume += quantity;
    }

    private void decide(Market market, Trade trade, double price, StrategyContext context) {
        double momentum = (market.fast - market.slow) / market.slow;
        double strength = Math.abs(momentum) / momentumThreshold;
        if (!(strength >= 1)) {
            return;
        }
        boolean warm = market.seconds >= WARM_UP_SECONDS && market.averageVolume > 0;
        double spike = warm ? market.volume / market.averageVolume / spikeThreshold : 0;
        double confidence = 0.6 * Math.min(1, strength / 3) + 0.4 * Math.min(1, spike / 2);
        if (confidence < minConfidence) {
            return;
        }
        market.quietUntilNs = trade.engineNs() + cooldownNs;
        Side side = momentum > 0 ? Side.BUY : Side.SELL;
        byte[] reasons = side == Side.BUY
            ? spike >= 1 ? UP_SPIKE : UP : spike >= 1 ? DOWN_SPIKE : DOWN;
        int id = trade.instrumentId();
        boolean taken = context.signal(
            id, side, (long) (confidence * MICRO), reasons, reasons.length);
        if (taken && context.isFresh(id, StreamKind.QUOTE)) {
            int exponent = context.instruments().quantityExponent(id);
            long quantity = (long) (orderNotional / price * Decimals.powerOfTen(-exponent));
            context.placeOrder(
                id, side, OrderType.MARKET, TimeInForce.IOC, Trade.ABSENT, quantity, false);
        }
    }

    private Market market(int instrumentId) {
        if (instrumentId >= markets.length || markets[instrumentId] == null) {
            add(instrumentId);
        }
        return markets[instrumentId];
    }

    private void add(int instrumentId) {
        if (instrumentId >= markets.length) {
            markets = Arrays.copyOf(markets, instrumentId * 2);
        }
        markets[instrumentId] = new Market();
        highestInstrument = Math.max(highestInstrument, instrumentId);
    }

    @Override
    public boolean hasStateSupport() {
        return true;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("highestInstrument", highestInstrument);
        for (int id = 1; id <= highestInstrument; id++) {
            Market market = markets[id];
            out.put("known", market != null);
            if (market != null) {
                out.put("fast", market.fast).put("slow", market.slow).put("trades", market.trades)
                    .put("second", market.second)
                    .put("volume", market.volume).put("averageVolume", market.averageVolume)
                    .put("seconds", market.seconds)
                    .put("quietUntilNs", market.quietUntilNs);
            }
        }
    }

    @Override
    public void readState(StateReader in) {
        int highest = in.getInt();
        for (int id = 1; id <= highest; id++) {
            if (in.getBoolean()) {
                Market market = market(id);
                market.fast = in.getDouble();
                market.slow = in.getDouble();
                market.trades = in.getLong();
                market.second = in.getLong();
                market.volume = in.getDouble();
                market.averageVolume = in.getDouble();
                market.seconds = in.getLong();
                market.quietUntilNs = in.getLong();
            }
        }
    }
}
