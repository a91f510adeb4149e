package io.tickwire.transport.monitor;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.OrderIntentFields;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.PaperFillFields;
import io.tickwire.engine.event.RiskRefusalFields;
import io.tickwire.engine.event.RiskRule;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.SignalFields;
import io.tickwire.engine.event.StatsFields;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.text.ForeignText;
import io.tickwire.transport.venue.VenueDisplay;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Prints a journal as lines for people: prices, signals and orders as data, connections and the
 * feed as messages. An observer: it reads records and owns no state of the engine. Safe for the
 * observer's thread and one that asks for the summary.
 */
public final class MonitorPrinter {
    private static final long MICRO = 1_000_000L;
    private static final long PRICE_EVERY_NS = 2_000_000_000L;

    /** The 24-hour statistics in a symbol's price line. */
    private static final class Day {
        private String volume = "-";
        private String change = "-";
        private long shownNs;
    }

    private final InstrumentTable instruments = new InstrumentTable();
    private final Map<Integer, Day> days = new HashMap<>();
    private final Consumer<String> data;
    private final VenueDisplay display;
    private final ConnectionLog connections;
    private final FeedLog feed;

    /**
     * Prints nothing yet.
     *
     * @param data    takes what was asked for: ticks, signals, orders
     * @param log     takes what went on around it
     * @param display of the venue
     */
    public MonitorPrinter(Consumer<String> data, MonitorLog log, VenueDisplay display) {
        this.data = data;
        this.display = display;
        this.connections = new ConnectionLog(log.info());
        this.feed = new FeedLog(log, display);
    }

    /**
     * Takes a record.
     *
     * @param record any, in journal order
     */
    public synchronized void onRecord(Event record) {
        EventType type = record.type();
        if (type == null) {
            return;
        }
        switch (type) {
            case INSTRUMENT:
                instruments.apply(record);
                break;
            case STATS:
                stats(record);
                break;
            case SIGNAL:
                data.accept(signal(record));
                break;
            case ORDER_INTENT:
                data.accept(intent(record));
                break;
            case PAPER_FILL:
                data.accept(fill(record));
                break;
            case RISK_REFUSAL:
                data.accept(refusal(record));
                break;
            case LINK, CALL, VENUE_CLOCK:
                connections.onFact(record);
                break;
            case FEED_REQUEST:
                connections.onRequest(record);
                break;
            default:
                break;
        }
        feed.onRecord(record);
    }

    /** @return one line over the feed of the whole session; once the last record is in */
    public synchronized String summary() {
        return feed.summary();
    }

    private String symbol(Event record) {
        return instruments.symbol(record.instrument());
    }

    private static String price(Event record, int field) {
        return Decimals.toString(record.get(field), record.priceExponent());
    }

    private static String quantity(Event record, int field) {
        BigDecimal quantity = BigDecimal.valueOf(record.get(field), -record.quantityExponent());
        return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
    }

    /**
     * A polled price comes without volume and change, and more often than anybody reads: it is
     * shown with those seen last, at the cadence of full statistics.
     */
    private void stats(Event record) {
        Day day = days.computeIfAbsent(record.instrument(), any -> new Day());
        boolean full = record.get(StatsFields.VOLUME) != Event.ABSENT
            || record.get(StatsFields.CHANGE_PCT) != Event.ABSENT;
        if (full) {
            day.volume = volume(record);
            day.change = change(record);
        } else if (record.engineNs() - day.shownNs < PRICE_EVERY_NS) {
            return;
        }
        day.shownNs = record.engineNs();
        data.accept(symbol(record) + ": "
            + display.price(money(record.get(StatsFields.LAST), record.priceExponent()))
            + " | Vol: " + day.volume + " | 24h: " + day.change);
    }

    private static String volume(Event record) {
        long volume = record.get(StatsFields.VOLUME);
        return volume == Event.ABSENT ? "-"
            : BigDecimal.valueOf(volume, -record.quantityExponent())
                .setScale(0, RoundingMode.HALF_UP).toPlainString();
    }

    private static String change(Event record) {
        long change = record.get(StatsFields.CHANGE_PCT);
        return change == Event.ABSENT ? "-" : percent(change, record.priceExponent());
    }

    /** At least cents; zeros beyond come from other fields of the record. */
    private static String money(long mantissa, int exponent) {
        BigDecimal exact = BigDecimal.valueOf(mantissa, -exponent).stripTrailingZeros();
        return exact.setScale(Math.max(exact.scale(), 2)).toPlainString();
    }

    private static String percent(long mantissa, int exponent) {
        BigDecimal rounded =
            BigDecimal.valueOf(mantissa, -exponent).setScale(2, RoundingMode.HALF_UP);
        return (rounded.signum() < 0 ? "" : "+") + rounded.toPlainString() + "%";
    }

    private String signal(Event record) {
        return String.format(Locale.ROOT, "SIGNAL: %s | %.3f | %s",
            Side.of(record.get(SignalFields.SIDE)).label(),
            record.get(SignalFields.CONFIDENCE) / (double) MICRO,
            ForeignText.line(record.varText()))
            + " | " + symbol(record);
    }

    private String intent(Event record) {
        boolean market = record.get(OrderIntentFields.TYPE) == OrderType.MARKET.ordinal();
        return "ORDER: " + Side.of(record.get(OrderIntentFields.SIDE)).label() + " "
            + quantity(record, OrderIntentFields.QTY) + " " + symbol(record) + " "
            + (market ? "MARKET" : "LIMIT " + price(record, OrderIntentFields.PRICE)) + " "
            + TimeInForce.values()[(int) record.get(OrderIntentFields.TIF)].label() + " | paper | "
            + record.varText();
    }

    private String fill(Event record) {
        return "FILL: " + Side.of(record.get(PaperFillFields.SIDE)).label() + " "
            + quantity(record, PaperFillFields.QTY) + " " + symbol(record) + " at "
            + display.price(price(record, PaperFillFields.PRICE)) + " | position "
            + quantity(record, PaperFillFields.POSITION);
    }

    private String refusal(Event record) {
        return "REFUSED: " + Side.of(record.get(RiskRefusalFields.SIDE)).label() + " "
            + quantity(record, RiskRefusalFields.QTY) + " " + symbol(record) + " | "
            + RiskRule.values()[(int) record.get(RiskRefusalFields.RULE)].label();
    }
}
