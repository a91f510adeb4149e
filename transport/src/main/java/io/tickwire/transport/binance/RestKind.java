package io.tickwire.transport.binance;

import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.MarkFields;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.StatsFields;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.transport.binance.TickField.Form;

/** The rows of REST replies that become ticks, the same ones as those of the sockets. */
enum RestKind {
    /** Best bid and ask; without the update id that a socket gives. */
    QUOTE(FeedCall.QUOTE, TickShape.of(EventType.QUOTE)
        .needs(RestKeys.BID_PRICE, Form.PRICE, QuoteFields.BID)
        .needs(RestKeys.BID_QTY, Form.QUANTITY, QuoteFields.BID_QTY)
        .needs(RestKeys.ASK_PRICE, Form.PRICE, QuoteFields.ASK)
        .needs(RestKeys.ASK_QTY, Form.QUANTITY, QuoteFields.ASK_QTY)
        .needs(RestKeys.TIME, Form.TIME, QuoteFields.TRANSACT_MS)),
    /** The last price. */
    PRICE(FeedCall.PRICE, TickShape.of(EventType.STATS)
        .needs(RestKeys.TIME, Form.TIME, StatsFields.EVENT_MS)
        .needs(RestKeys.PRICE, Form.PRICE, StatsFields.LAST)),
    /** Statistics of 24 hours. */
    STATS(FeedCall.STATS, TickShape.of(EventType.STATS)
        .needs(RestKeys.CLOSE_TIME, Form.TIME, StatsFields.EVENT_MS)
        .needs(RestKeys.LAST_PRICE, Form.PRICE, StatsFields.LAST)
        .needs(RestKeys.VOLUME, Form.VOLUME, StatsFields.VOLUME)
        .may(RestKeys.OPEN_PRICE, Form.PRICE, StatsFields.OPEN)
        .may(RestKeys.HIGH_PRICE, Form.PRICE, StatsFields.HIGH)
        .may(RestKeys.LOW_PRICE, Form.PRICE, StatsFields.LOW)
        .may(RestKeys.QUOTE_VOLUME, Form.QUOTE_VOLUME, StatsFields.QUOTE_VOLUME)
        .may(RestKeys.PRICE_CHANGE_PERCENT, Form.RATE, StatsFields.CHANGE_PCT)
        .may(RestKeys.COUNT, Form.INTEGER, StatsFields.COUNT)),
    /** Mark price and funding. */
    MARK(FeedCall.MARK, TickShape.of(EventType.MARK)
        .needs(RestKeys.TIME, Form.TIME, MarkFields.EVENT_MS)
        .needs(RestKeys.MARK_PRICE, Form.PRICE, MarkFields.MARK)
        .may(RestKeys.INDEX_PRICE, Form.PRICE, MarkFields.INDEX)
        .may(RestKeys.LAST_FUNDING_RATE, Form.RATE, MarkFields.FUNDING_RATE)
        .may(RestKeys.NEXT_FUNDING_TIME, Form.TIME, MarkFields.NEXT_FUNDING_MS)),
    /** Aggregate trades; the row names no symbol and no time of the event. */
    TRADE(FeedCall.TRADE, TickShape.ofAggregate().needs('a', Form.INTEGER, TradeFields.ID)
        .needs('p', Form.PRICE, TradeFields.PRICE).needs('q', Form.QUANTITY, TradeFields.QTY)
        .needs('T', Form.TIME, TradeFields.TRANSACT_MS)
        .needs('m', Form.BOOL, TradeFields.BUYER_MAKER)
        .may('f', Form.INTEGER, TradeFields.FIRST_ID).may('l', Form.INTEGER, TradeFields.LAST_ID));

    private static final RestKind[] BY_CALL = new RestKind[FeedCall.values().length];

    static {
        for (RestKind kind : values()) {
            BY_CALL[kind.call.ordinal()] = kind;
        }
    }

    private final FeedCall call;
    private final TickShape shape;

    RestKind(FeedCall call, TickShape.Builder shape) {
        this.call = call;
        this.shape = shape.end();
    }

    /**
     * The kind of a call's rows.
     *
     * @param call that brings ticks
     * @return the kind
     */
    static RestKind of(FeedCall call) {
        RestKind kind = BY_CALL[call.ordinal()];
        if (kind == null) {
            throw new IllegalArgumentException("brings no ticks: " + call);
        }
        return kind;
    }

    /** @return which members make which event */
    TickShape shape() {
        return shape;
    }
}
