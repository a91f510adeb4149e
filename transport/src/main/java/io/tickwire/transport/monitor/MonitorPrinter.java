package io.tickwire.transport.monitor;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.StatsFields;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.transport.venue.VenueDisplay;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Prints a journal as lines for people: prices, signals and orders as data, connections and the
 * feed as messages. An observer: it reads records and owns no state of the engine. Safe for the
 * observer's thread and one that asks for the summary.
 */
public final class MonitorPrinter implements RecordObserver {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long POLLED_PRICE_EVERY_NS = 2 * SECOND_NS;
    /** Somebody waits for the first price, which may never come; later ones are a line a second. */
    private static final long FIRST_LAG_NS = 10_000_000L;
    private static final int FIRST_LOOKS = 1_000;
    private static final long LAG_NS = 200_000_000L;

    /** The 24-hour statistics in a symbol's price line; text is made where it is shown. */
    private static final class Day {
        private long volume = Event.ABSENT;
        private int volumeExponent;
        private long change = Event.ABSENT;
        private int changeExponent;
        private long shownNs;

        private void take(Event stats) {
            volume = stats.get(StatsFields.VOLUME);
            volumeExponent = stats.quantityExponent();
            change = stats.get(StatsFields.CHANGE_PCT);
            changeExponent = stats.priceExponent();
        }

        private String volumeText() {
            return volume == Event.ABSENT ? "-"
                : BigDecimal.valueOf(volume, -volumeExponent)
                    .setScale(0, RoundingMode.HALF_UP).toPlainString();
        }

        private String changeText() {
            if (change == Event.ABSENT) {
                return "-";
            }
            BigDecimal rounded =
                BigDecimal.valueOf(change, -changeExponent).setScale(2, RoundingMode.HALF_UP);
            return (rounded.signum() < 0 ? "" : "+") + rounded.toPlainString() + "%";
        }
    }

    private final InstrumentTable instruments = new InstrumentTable();
    private final Map<Integer, Day> days = new HashMap<>();
    private final Consumer<String> data;
    private final VenueDisplay display;
    private final ConnectionLog connections;
    private final ListingLog listings;
    private final FeedLog feed;
    private final OrderLog orders;
    private final boolean everyTick;
    private int looks;

    /**
     * Prints nothing yet.
     *
     * @param data    takes what was asked for: ticks, signals, orders
     * @param log     takes what went on around it
     * @param display of the venue
     * @param mode    of the session
     */
    public MonitorPrinter(
        Consumer<String> data, MonitorLog log, VenueDisplay display, Config.Mode mode) {
        this(data, log, display, mode, false);
    }

    /**
     * The same for whoever reads the lines by program.
     *
     * @param data      takes what was asked for: ticks, signals, orders
     * @param log       takes what went on around it
     * @param display   of the venue
     * @param mode      of the session
     * @param everyTick a line for each statistics tick, not one a symbol and second
     */
    public MonitorPrinter(Consumer<String> data, MonitorLog log, VenueDisplay display,
        Config.Mode mode, boolean everyTick) {
        this.data = data;
        this.everyTick = everyTick;
        this.display = display;
        this.connections = new ConnectionLog(log.info());
        this.listings = new ListingLog(log);
        this.feed = new FeedLog(log, display);
        this.orders = new OrderLog(instruments, feed.watch(), data, display, mode);
    }

    @Override
    public Set<EventType> passedOver() {
        return FeedWatch.PASSED_OVER;
    }

    @Override
    public synchronized long lagNs() {
        looks++;
        return looks <= FIRST_LOOKS && days.isEmpty() ? FIRST_LAG_NS
            : everyTick ? DEFAULT_LAG_NS : LAG_NS;
    }

    @Override
    public synchronized void onRecord(Event record) {
        EventType type = record.type();
        if (type == null) {
            return;
        }
        orders.onRecord(record);
        switch (type) {
            case INSTRUMENT:
                instruments.apply(record);
                listings.onRecord(record, symbol(record));
                break;
            case TRADING_STATUS:
                listings.onRecord(record, symbol(record));
                break;
            case STATS:
                stats(record);
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

    /** @return lines over orders and feed of the whole session; once the last record is in */
    public synchronized List<String> summary() {
        return orders.account().isEmpty() ? List.of(orders.summary(), feed.summary())
            : List.of(orders.summary(), orders.account(), feed.summary());
    }

    private String symbol(Event record) {
        return instruments.symbol(record.instrument());
    }

    /**
     * One line a symbol and second, unless every tick is wanted. A polled price comes without
     * volume and change: it is shown with those seen last, at the cadence of full statistics.
     */
    private void stats(Event record) {
        Day day = days.computeIfAbsent(record.instrument(), any -> new Day());
        boolean full = record.get(StatsFields.VOLUME) != Event.ABSENT
            || record.get(StatsFields.CHANGE_PCT) != Event.ABSENT;
        long second = record.engineNs() / SECOND_NS;
        boolean due = everyTick || (full ? second != day.shownNs / SECOND_NS
            : record.engineNs() - day.shownNs >= POLLED_PRICE_EVERY_NS);
        if (full) {
            day.take(record);
        }
        if (due) {
            day.shownNs = record.engineNs();
            data.accept(symbol(record) + ": "
                + display.price(money(record.get(StatsFields.LAST), record.priceExponent()))
                + " | Vol: " + day.volumeText() + " | 24h: " + day.changeText());
        }
    }

    /** At least cents; zeros beyond come from other fields of the record. */
    private static String money(long mantissa, int exponent) {
        BigDecimal exact = BigDecimal.valueOf(mantissa, -exponent).stripTrailingZeros();
        return exact.setScale(Math.max(exact.scale(), 2)).toPlainString();
    }
}
