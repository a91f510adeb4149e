package io.tickwire.transport.monitor;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.ExpiryReason;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.OrderIntentFields;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.PaperExpiryFields;
import io.tickwire.engine.event.PaperFillFields;
import io.tickwire.engine.event.RiskRefusalFields;
import io.tickwire.engine.event.RiskRule;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.SignalFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.order.OrderRequests;
import io.tickwire.engine.text.ForeignText;
import io.tickwire.transport.venue.VenueDisplay;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;

/**
 * Prints signals and what becomes of orders, one line each, and counts them. A signal on which no
 * order was asked for while the quotes of its symbol were not fresh would look like an oversight:
 * that is told once when the flag of the quotes has changed, and every ten seconds. One thread uses
 * it at a time.
 */
final class OrderLog {
    private static final long MICRO = 1_000_000L;
    private static final long NO_ORDER_EVERY_NS = 10_000_000_000L;
    private static final RiskRule[] RULES = RiskRule.values();
    private static final ExpiryReason[] EXPIRIES = ExpiryReason.values();
    private static final TimeInForce[] TIMES = TimeInForce.values();

    /** When and with which flag it was last told that a symbol has signals but no orders. */
    private record Told(FeedFlag flag, long ns) {
    }

    private final InstrumentTable instruments;
    private final FeedWatch watch;
    private final Consumer<String> data;
    private final VenueDisplay display;
    private final boolean paper;

    /** Symbols with a signal in the input that is being read, and no order yet. */
    private final Set<Integer> unanswered = new LinkedHashSet<>();
    private long signalSequence;
    private final Map<Integer, Told> told = new HashMap<>();

    private final Map<RiskRule, Long> refused = new EnumMap<>(RiskRule.class);
    private long signals;
    private long filled;
    private long filledInPart;
    private long expired;

    /**
     * Prints nothing yet.
     *
     * @param instruments kept up to date by the caller
     * @param watch       of the same journal; has not taken the record yet that is given here
     * @param data        takes the lines
     * @param display     of the venue
     * @param mode        of the session
     */
    OrderLog(InstrumentTable instruments, FeedWatch watch, Consumer<String> data,
        VenueDisplay display, Config.Mode mode) {
        this.instruments = instruments;
        this.watch = watch;
        this.data = data;
        this.display = display;
        this.paper = mode == Config.Mode.PAPER;
    }

    /** Takes any record, in journal order. */
    void onRecord(Event record) {
        if (!unanswered.isEmpty() && record.sequence() != signalSequence) {
            unanswered.forEach(this::noOrder);
            unanswered.clear();
        }
        switch (record.type()) {
            case SIGNAL -> {
                signals++;
                signalSequence = record.sequence();
                unanswered.add(record.instrument());
                data.accept(signal(record));
            }
            case ORDER_INTENT -> {
                unanswered.remove(record.instrument());
                data.accept(intent(record));
            }
            case PAPER_FILL -> {
                filled++;
                filledInPart += record.get(PaperFillFields.LEAVES_QTY) > 0 ? 1 : 0;
                data.accept(fill(record));
            }
            case PAPER_EXPIRY -> {
                expired++;
                data.accept(expiry(record));
            }
            case RISK_REFUSAL -> {
                unanswered.remove(record.instrument());
                RiskRule rule = RULES[(int) record.get(RiskRefusalFields.RULE)];
                refused.merge(rule, 1L, Long::sum);
                data.accept(refusal(record, rule));
            }
            default -> { }
        }
    }

    private void noOrder(int id) {
        StreamWatch quotes = watch.symbols().get(id - 1).stream(StreamKind.QUOTE);
        if (!paper || !quotes.isDegraded()) {
            told.remove(id);
            return;
        }
        Told before = told.get(id);
        if (before == null || before.flag() != quotes.flag
            || watch.nowNs() - before.ns() >= NO_ORDER_EVERY_NS) {
            told.put(id, new Told(quotes.flag, watch.nowNs()));
            data.accept("NO ORDER: " + instruments.symbol(id) + " | quotes " + quotes.flag.label()
                + ", " + FeedText.stream(quotes, watch) + ": the strategy asked for none");
        }
    }

    private String symbol(Event record) {
        return instruments.symbol(record.instrument());
    }

    private static String quantity(Event record, int field) {
        return plain(record.get(field), record.quantityExponent());
    }

    private static String plain(long mantissa, int exponent) {
        if (mantissa == Event.ABSENT) {
            return "?";
        }
        BigDecimal number = BigDecimal.valueOf(mantissa, -exponent);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
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
            + (market ? "MARKET" : "LIMIT " + Decimals.toString(
                record.get(OrderIntentFields.PRICE), record.priceExponent())) + " "
            + TIMES[(int) record.get(OrderIntentFields.TIF)].label() + " | paper | "
            + record.varText();
    }

    private String fill(Event record) {
        String price =
            Decimals.toString(record.get(PaperFillFields.PRICE), record.priceExponent());
        return "FILL: " + Side.of(record.get(PaperFillFields.SIDE)).label() + " "
            + quantity(record, PaperFillFields.QTY) + " " + symbol(record) + " at "
            + display.price(price) + " | position " + quantity(record, PaperFillFields.POSITION)
            + (record.get(PaperFillFields.LEAVES_QTY) > 0
                ? " | rest expired: " + quantity(record, PaperFillFields.LEAVES_QTY) : "");
    }

    private String expiry(Event record) {
        return "EXPIRED: " + Side.of(record.get(PaperExpiryFields.SIDE)).label() + " "
            + quantity(record, PaperExpiryFields.QTY) + " " + symbol(record) + " | "
            + EXPIRIES[(int) record.get(PaperExpiryFields.REASON)].label();
    }

    private String refusal(Event record, RiskRule rule) {
        String why = why(record, rule);
        return "REFUSED: " + Side.of(record.get(RiskRefusalFields.SIDE)).label() + " "
            + quantity(record, RiskRefusalFields.QTY) + " " + symbol(record) + " | "
            + rule.label() + (why.isEmpty() ? "" : ": " + why);
    }

    private String why(Event record, RiskRule rule) {
        String limit = quantity(record, RiskRefusalFields.LIMIT);
        int id = record.instrument();
        switch (rule) {
            case LIMITS_UNKNOWN:
                return "the venue has not stated the scale of its numbers yet";
            case MAX_ORDER_QTY, MAX_POSITION, MAX_QTY:
                return "at most " + limit;
            case MIN_QTY:
                return "at least " + limit;
            case LOT_SIZE:
                return "in steps of " + limit;
            case TICK_SIZE:
                return "prices in steps of "
                    + plain(instruments.tickSize(id), instruments.priceExponent(id));
            case MIN_NOTIONAL:
                return "worth at least "
                    + plain(instruments.minNotional(id), instruments.priceExponent(id));
            case MAX_NOTIONAL:
                return "worth more than risk.maxNotional";
            case REDUCE_ONLY:
                return "no position that it would make smaller";
            case NO_QUOTE:
                return "no price to fill it at";
            case STALE_FEED:
                return "quotes are not fresh, so no position is opened";
            case INVALID_PRICE:
                return "a limit has to be above 0";
            case PRICE_BAND:
                return "too far from the market";
            case TIME_IN_FORCE:
                return "paper takes IOC alone";
            case TOO_MANY:
                return "and all behind it; one tick may ask for " + OrderRequests.MAX;
            default:
                return "";
        }
    }

    /** One line over all that was seen. */
    String summary() {
        String signalled = signals == 1 ? "1 signal" : signals + " signals";
        if (filled + expired == 0 && refused.isEmpty()) {
            return "orders: none" + (paper ? "" : ", monitor mode") + ", " + signalled;
        }
        StringJoiner rules = new StringJoiner(", ", " (", ")");
        rules.setEmptyValue("");
        refused.forEach((rule, count) -> rules.add(rule.label() + " " + count));
        return "orders: " + filled + " filled"
            + (filledInPart == 0 ? "" : " (" + filledInPart + " in part)") + ", " + expired
            + " expired, " + refused.values().stream().mapToLong(Long::longValue).sum()
            + " refused" + rules + ", " + signalled;
    }
}
