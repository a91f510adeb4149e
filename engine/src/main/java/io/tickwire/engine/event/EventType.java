package io.tickwire.engine.event;

import java.util.ArrayList;
import java.util.List;

/**
 * The layout table: every record type, its code and the longs of its body in order. Flyweights,
 * CSV, divergence reports, the schema in each segment and the check of JOURNAL.md are all made
 * from it. Codes and offsets are part of the journal format: add, never change.
 */
public enum EventType {
    /** Best bid and ask. */
    QUOTE(1, body().number("update_id").price("bid").quantity("bid_qty").price("ask")
        .quantity("ask_qty").ms("transact_ms").ms("event_ms")),
    /** One trade, or one aggregate of trades of one aggressor at one price. */
    TRADE(2, body().number("id").price("price").quantity("qty").number("first_id")
        .number("last_id").bool("buyer_maker").bool("aggregate").ms("transact_ms")
        .ms("event_ms")),
    /** Statistics of the rolling 24 hours. */
    STATS(3, body().price("last").price("open").price("high").price("low").quantity("volume")
        .quantity("quote_volume").price("change_pct").number("count").ms("event_ms")),
    /** Mark price, index price and funding. */
    MARK(4, body().price("mark").price("index").price("funding_rate").ms("next_funding_ms")
        .ms("event_ms")),
    /** A symbol (the variable part) gets its id; limits absent where unknown. */
    INSTRUMENT(16, body().price("tick_size").quantity("lot_size").quantity("min_qty")
        .quantity("max_qty").price("min_notional").withVariablePart()),
    /** A fact about a link; each field belongs to the facts that say so, elsewhere it is absent. */
    LINK(17, body().label("fact", LinkFact.values()).number("attempt").number("group")
        .label("kind", StreamKind.values()).number("close_code").number("http_status")
        .number("error_code").ns("wait_ns").ns("keep_alive_ns").withVariablePart()),
    /** A REST call has ended; the variable part is its path, or what was said against it. */
    CALL(18, body().label("outcome", CallOutcome.values()).number("request")
        .label("call", FeedCall.values()).number("http_status").ns("duration_ns").ns("wait_ns")
        .withVariablePart()),
    /** What a call costs in one of the venue's windows. */
    CALL_COST(19, body().label("call", FeedCall.values()).number("window").number("symbol_cost")
        .number("all_cost").number("batch")),
    /** How much the venue allows in a time. */
    BUDGET_WINDOW(20, body().number("window").label("window_kind", WindowKind.values())
        .ns("duration_ns").number("limit")),
    /** What the venue says is used of a window; stands before the CALL that it came with. */
    BUDGET_USED(21, body().number("request").number("window").number("used")),
    /** The venue's clock minus ours, estimated. */
    VENUE_CLOCK(22, body().ns("offset_ns")),
    /** Time passed. */
    TIMER(23, body().ns("late_ns")),
    /** The venue's list of symbols says whether it trades one; the variable part is its word. */
    TRADING_STATUS(24, body().label("status", TradingStatus.values()).withVariablePart()),
    /** Traffic as it was: the variable part. */
    FRAME(26, body().label("format", FrameFormat.values()).bool("sent").withVariablePart()),
    /** Traffic that could not be taken: the variable part, cut to its limit. */
    REJECTED(27, body().label("reason", RejectReason.values()).number("length")
        .number("frame_offset").withVariablePart()),
    /** A new incarnation began: all links are down, all streams stale. */
    RESUMED(28, body().number("incarnation")),
    /** State at the head of a segment: the variable part; repeats, is no input. */
    SNAPSHOT(29, body().number("segment").withVariablePart()),
    /** Closed cleanly. */
    END(30, body()),
    /** A run that goes on: client ids and handles of orders are made with this key from here. */
    ORDER_KEY(31, body().number("order_key")),
    /**
     * What the feed supervision found out about a stream; with no kind about a symbol, with no
     * symbol either about the venue.
     */
    FEED_STATUS(32, body().label("kind", StreamKind.values()).label("flag", FeedFlag.values())
        .label("reason", StatusReason.values()).ms("silence_ms").number("gap_messages")
        .ms("gap_ms").number("first_missing_id").number("last_missing_id")
        .label("fed_by", Source.values()).label("state", FeedState.values()).ns("since_ns")
        .ms("lag_ms")),
    /**
     * What the feed supervision asks the I/O thread to do. Of a connection it names the
     * {@code attempt}, of a poll the {@code request}. A poll is of the record's instrument, 0 = of
     * all; of {@code instruments} by their ids from that one on. Of trades it wants {@code rows}
     * from {@code from_id} on, absent = the last ones.
     */
    FEED_REQUEST(33, body().label("action", FeedAction.values()).number("attempt")
        .label("reason", RequestReason.values()).number("request")
        .label("call", FeedCall.values()).number("instruments").number("from_id")
        .number("rows")),
    /** A strategy's opinion; the variable part gives its reasons. */
    SIGNAL(34, body().number("cause").label("side", Side.values()).micro("confidence")
        .withVariablePart()),
    /** An order to be sent; the variable part is the client id. */
    ORDER_INTENT(35, body().number("cause").number("cause_ordinal").label("side", Side.values())
        .label("type", OrderType.values()).label("tif", TimeInForce.values()).price("price")
        .quantity("qty").bool("reduce_only").number("handle").withVariablePart()),
    /** An order that a risk rule held back. */
    RISK_REFUSAL(36, body().number("cause").number("cause_ordinal")
        .label("rule", RiskRule.values()).label("side", Side.values()).quantity("qty")
        .quantity("limit").number("handle")),
    /**
     * A fill against the quote, in paper mode, which ends the order: {@code leaves_qty} expires.
     * The variable part is the client id. Only in sessions up to state version 2.
     */
    PAPER_FILL(37, body().number("cause").number("cause_ordinal").label("side", Side.values())
        .price("price").quantity("qty").quantity("leaves_qty").quantity("position")
        .number("handle").withVariablePart()),
    /**
     * A paper order ended with nothing filled; the variable part is the client id. Only in sessions
     * up to state version 2.
     */
    PAPER_EXPIRY(38, body().number("cause").number("cause_ordinal")
        .label("reason", ExpiryReason.values()).label("side", Side.values()).quantity("qty")
        .number("handle").withVariablePart()),
    /**
     * Something happened to an order of ours, and how it stands then: {@code price} and {@code qty}
     * are the order's, {@code last_price}, {@code last_qty}, {@code fee} and {@code maker} of the
     * fill, {@code filled_value} is the sum of the fills' price times quantity. The variable part
     * is the client id.
     */
    ORDER(39, body().label("event", OrderEvent.values()).label("state", OrderState.values())
        .label("reason", ExecutionReason.values()).label("side", Side.values()).price("price")
        .quantity("qty").quantity("filled_qty").money("filled_value").price("last_price")
        .quantity("last_qty").money("fee").bool("maker").number("handle").withVariablePart()),
    /**
     * A position of ours after a fill (of the order with the handle) or funding. {@code cost} is
     * what it was entered for, not negative; {@code realised} is without fees and funding;
     * {@code cash} is the account's.
     */
    POSITION(40, body().label("reason", PositionReason.values()).quantity("position")
        .money("cost").money("realised").money("fees").money("funding").money("cash")
        .number("handle")),
    /** An open order is to be cancelled; the variable part is its client id. */
    CANCEL_INTENT(41, body().number("cause").number("cause_ordinal").number("handle")
        .withVariablePart()),
    /** An open order is to have this price and quantity; the variable part is its client id. */
    REPLACE_INTENT(42, body().number("cause").number("cause_ordinal")
        .label("side", Side.values()).price("price").quantity("qty").number("handle")
        .withVariablePart());

    /** Codes of ticks come before it: four today, and room for those of order books. */
    private static final int FIRST_FACT = 16;
    private static final int FIRST_DECISION = 32;
    /** Most longs of a decision. */
    public static final int MAX_DECISION_LONGS = 16;
    private static final EventType[] BY_CODE = new EventType[256];

    static {
        for (EventType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final List<Field> fields;
    private final int bodyLength;
    private final boolean variablePart;

    EventType(int code, Body body) {
        this.code = code;
        this.fields = List.copyOf(body.fields);
        this.bodyLength = fields.size() * Long.BYTES;
        this.variablePart = body.variablePart;
        // Only inputs lie in slots.
        int most = isDecision(code) ? MAX_DECISION_LONGS
            : variablePart ? Header.MAX_BODY_LONGS - 1 : Header.MAX_BODY_LONGS;
        if (fields.size() > most) {
            throw new IllegalArgumentException(
                name() + " has " + fields.size() + " fields, at most " + most);
        }
    }

    /**
     * Type of a code in a record.
     *
     * @param code unsigned byte
     * @return the type, or null where this version knows none
     */
    public static EventType ofCode(int code) {
        return BY_CODE[code & 0xff];
    }

    /** @return the unsigned byte that stands in the header */
    public int code() {
        return code;
    }

    /** @return the body, in order */
    public List<Field> fields() {
        return fields;
    }

    /** @return bytes of the body without the variable part */
    public int bodyLength() {
        return bodyLength;
    }

    /** @return whether records of this type may have a variable part */
    public boolean hasVariablePart() {
        return variablePart;
    }

    /** @return whether the engine decides records of this type, so that a replay makes them anew */
    public boolean isDecision() {
        return isDecision(code);
    }

    private static boolean isDecision(int code) {
        return code >= FIRST_DECISION;
    }

    /** @return whether this is a market-data tick */
    public boolean isTick() {
        return code < FIRST_FACT;
    }

    /**
     * Looks a field up; for class initialisation and cold code.
     *
     * @param name as in the table
     * @return the field
     */
    public Field field(String name) {
        for (Field field : fields) {
            if (field.name().equals(name)) {
                return field;
            }
        }
        throw new IllegalArgumentException(name() + " has no field " + name);
    }

    /**
     * Offset of a field from the start of the record.
     *
     * @param name as in the table
     * @return bytes
     */
    public int offset(String name) {
        return field(name).offset();
    }

    private static Body body() {
        return new Body();
    }

    private static final class Body {
        private final List<Field> fields = new ArrayList<>();
        private boolean variablePart;

        private Body add(String name, Unit unit, List<String> labels) {
            int offset = Header.LENGTH + fields.size() * Long.BYTES;
            fields.add(new Field(name, unit, offset, labels));
            return this;
        }

        private Body price(String name) {
            return add(name, Unit.PRICE, List.of());
        }

        private Body quantity(String name) {
            return add(name, Unit.QUANTITY, List.of());
        }

        private Body number(String name) {
            return add(name, Unit.NUMBER, List.of());
        }

        private Body ms(String name) {
            return add(name, Unit.MS, List.of());
        }

        private Body ns(String name) {
            return add(name, Unit.NS, List.of());
        }

        private Body micro(String name) {
            return add(name, Unit.MICRO, List.of());
        }

        private Body money(String name) {
            return add(name, Unit.MONEY, List.of());
        }

        private Body bool(String name) {
            return add(name, Unit.BOOL, List.of());
        }

        private Body label(String name, Label[] labels) {
            List<String> names = new ArrayList<>();
            for (Label label : labels) {
                names.add(label.label());
            }
            return add(name, Unit.LABEL, List.copyOf(names));
        }

        private Body withVariablePart() {
            variablePart = true;
            return this;
        }
    }
}
