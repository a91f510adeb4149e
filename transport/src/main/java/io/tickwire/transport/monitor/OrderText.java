package io.tickwire.transport.monitor;

import io.tickwire.engine.account.Money;
import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.ExecutionReason;
import io.tickwire.engine.event.OrderEvent;
import io.tickwire.engine.event.OrderFields;
import io.tickwire.engine.event.OrderIntentFields;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.PositionFields;
import io.tickwire.engine.event.ReplaceIntentFields;
import io.tickwire.engine.event.RiskRefusalFields;
import io.tickwire.engine.event.RiskRule;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.SignalFields;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.order.OrderRequests;
import io.tickwire.engine.text.ForeignText;
import io.tickwire.transport.venue.VenueDisplay;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Lines about signals, orders and positions, for people. One thread uses it at a time. */
final class OrderText {
    private static final long MICRO = 1_000_000L;
    private static final TimeInForce[] TIMES = TimeInForce.values();
    private static final ExecutionReason[] REASONS = ExecutionReason.values();

    private final InstrumentTable instruments;
    private final VenueDisplay display;
    /** Of orders that may stay in the market: how they were asked for, by handle. */
    private final Map<Long, String> staying = new HashMap<>();

    OrderText(InstrumentTable instruments, VenueDisplay display) {
        this.instruments = instruments;
        this.display = display;
    }

    private String symbol(Event record) {
        int id = record.instrument();
        return id == 0 ? "?" : instruments.symbol(id);
    }

    private static String quantity(Event record, int field) {
        return plain(record.get(field), record.quantityExponent());
    }

    private static String price(Event record, int field) {
        return Decimals.toString(record.get(field), record.priceExponent());
    }

    private static String money(Event record, int field) {
        return plain(record.get(field), Money.EXPONENT);
    }

    private static String plain(long mantissa, int exponent) {
        if (mantissa == Event.ABSENT) {
            return "?";
        }
        BigDecimal number = BigDecimal.valueOf(mantissa, -exponent);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    String signal(Event record) {
        return String.format(Locale.ROOT, "SIGNAL: %s | %.3f | %s",
            Side.of(record.get(SignalFields.SIDE)).label(),
            record.get(SignalFields.CONFIDENCE) / (double) MICRO,
            ForeignText.line(record.varText()))
            + " | " + symbol(record);
    }

    String intent(Event record) {
        boolean market = record.get(OrderIntentFields.TYPE) == OrderType.MARKET.ordinal();
        TimeInForce time = TIMES[(int) record.get(OrderIntentFields.TIF)];
        if (!market && (time == TimeInForce.GTC || time == TimeInForce.GTX)) {
            staying.put(record.get(OrderIntentFields.HANDLE), time.label());
        }
        return "ORDER: " + Side.of(record.get(OrderIntentFields.SIDE)).label() + " "
            + quantity(record, OrderIntentFields.QTY) + " " + symbol(record) + " "
            + (market ? "MARKET" : "LIMIT " + price(record, OrderIntentFields.PRICE)) + " "
            + time.label()
            + (record.get(OrderIntentFields.REDUCE_ONLY) == 1 ? " reduce only" : "")
            + " | paper | " + record.varText();
    }

    String cancel(Event record) {
        return "CANCEL: " + symbol(record) + " | " + record.varText();
    }

    String replace(Event record) {
        return "REPLACE: " + Side.of(record.get(ReplaceIntentFields.SIDE)).label() + " "
            + quantity(record, ReplaceIntentFields.QTY) + " " + symbol(record) + " LIMIT "
            + price(record, ReplaceIntentFields.PRICE) + " | " + record.varText();
    }

    /** Whether an order that was accepted may stay in the market. */
    boolean stays(Event order) {
        return staying.containsKey(order.get(OrderFields.HANDLE));
    }

    /** No more will be said of an order. */
    void over(Event order) {
        staying.remove(order.get(OrderFields.HANDLE));
    }

    /** What happened to an order, fills apart. */
    String order(Event record) {
        OrderEvent event = OrderEvent.of(record.get(OrderFields.EVENT));
        String reason = REASONS[(int) record.get(OrderFields.REASON)].label();
        long filled = record.get(OrderFields.FILLED_QTY);
        long quantity = record.get(OrderFields.QTY);
        // Of one that was filled whole nothing is left to speak of.
        String which = Side.of(record.get(OrderFields.SIDE)).label() + " "
            + plain(filled == quantity ? quantity : quantity - filled, record.quantityExponent())
            + " "
            + symbol(record);
        String limit = record.get(OrderFields.PRICE) == Event.ABSENT ? ""
            : " LIMIT " + price(record, OrderFields.PRICE);
        return switch (event) {
            case ACCEPTED -> "OPEN: " + which + limit;
            case REPLACED -> "REPLACED: " + which + limit;
            case CANCEL_REJECTED -> "NOT CANCELLED: " + which;
            case REPLACE_REJECTED -> "NOT REPLACED: " + which;
            default -> event.label().toUpperCase(Locale.ROOT) + ": " + which;
        } + (reason.isEmpty() ? "" : " | " + reason)
            + (filled == 0 ? "" : " | filled before: "
                + plain(filled, record.quantityExponent()));
    }

    /** A fill; {@link #positionBehind} is its end. */
    String fill(Event record) {
        long leaves = record.get(OrderFields.QTY) - record.get(OrderFields.FILLED_QTY);
        return "FILL: " + Side.of(record.get(OrderFields.SIDE)).label() + " "
            + quantity(record, OrderFields.LAST_QTY) + " " + symbol(record) + " at "
            + display.price(price(record, OrderFields.LAST_PRICE))
            + (leaves == 0 ? "" : " | left: " + plain(leaves, record.quantityExponent()))
            + " | " + (record.get(OrderFields.MAKER) == 1 ? "maker" : "taker") + ", fee "
            + money(record, OrderFields.FEE);
    }

    String positionBehind(Event position) {
        return " | position " + quantity(position, PositionFields.POSITION);
    }

    String funding(Event position) {
        return "FUNDING: " + symbol(position) + " | position "
            + quantity(position, PositionFields.POSITION) + " | so far "
            + money(position, PositionFields.FUNDING);
    }

    /** The account behind a fill or funding. */
    String account(Event position) {
        return "cash: " + display.money(Money.cents(position.get(PositionFields.CASH)));
    }

    String refusal(Event record, RiskRule rule) {
        if (record.instrument() == 0) {
            return "REFUSED: no order has the handle " + record.get(RiskRefusalFields.HANDLE)
                + " | " + rule.label();
        }
        String why = why(record, rule);
        return "REFUSED: " + Side.of(record.get(RiskRefusalFields.SIDE)).label() + " "
            + quantity(record, RiskRefusalFields.QTY) + " " + symbol(record) + " | "
            + rule.label() + (why.isEmpty() ? "" : ": " + why);
    }

    private String why(Event record, RiskRule rule) {
        String limit = quantity(record, RiskRefusalFields.LIMIT);
        int id = record.instrument();
        return switch (rule) {
            case LIMITS_UNKNOWN -> "the venue has not stated the scale of its numbers yet";
            case MAX_ORDER_QTY, MAX_QTY -> "at most " + limit;
            case MAX_POSITION -> "at most " + limit + ", with all that is open";
            case MIN_QTY -> "at least " + limit;
            case LOT_SIZE -> "in steps of " + limit;
            case TICK_SIZE -> "prices in steps of "
                + plain(instruments.tickSize(id), instruments.priceExponent(id));
            case MIN_NOTIONAL -> "worth at least "
                + plain(instruments.minNotional(id), instruments.priceExponent(id));
            case MAX_NOTIONAL -> "worth more than risk.maxNotional, with all that is open";
            case REDUCE_ONLY -> "no position that it would make smaller";
            case NO_QUOTE -> "no quote with two sides that do not cross to judge it by";
            case STALE_FEED -> "quotes are not fresh, so no position is opened";
            case INVALID_PRICE -> "a limit has to be above 0";
            case PRICE_BAND -> "too far from the market";
            case COLLAR -> "worse than the market by more than risk.collar";
            case TIME_IN_FORCE -> "a market order is over at once: IOC";
            case TOO_MANY -> "and all behind it; one tick may ask for " + OrderRequests.MAX
                + ", and not everything may be on its way at once";
            case RATE -> "more in a second than risk.maxOrdersPerSecond";
            case MAX_OPEN_ORDERS -> "more than risk.maxOpenOrders";
            case DAILY_LOSS -> "as much as risk.maxDailyLoss is lost since midnight UTC";
            case NO_SUCH_ORDER -> "to be cancelled or replaced";
            case NOT_OPEN -> "it is over, or that was asked for already";
            default -> "";
        };
    }
}
