package io.tickwire.transport.binance;

import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.Mark;
import io.tickwire.engine.event.Quote;
import io.tickwire.engine.event.Stats;
import io.tickwire.engine.event.Trade;
import io.tickwire.transport.binance.TickField.Form;

/** The rows of REST replies that become ticks, the same ones as those of the sockets. */
enum RestKind {
    /** Best bid and ask; without the update id that a socket gives. */
    QUOTE(FeedCall.QUOTE, TickShape.of(EventType.QUOTE)
        .needs(RestKeys.BID_PRICE, Form.PRICE, Quote.BID)
        .needs(RestKeys.BID_QTY, Form.QUANTITY, Quote.BID_QTY)
        .needs(RestKeys.ASK_PRICE, Form.PRICE, Quote.ASK)
        .needs(RestKeys.ASK_QTY, Form.QUANTITY, Quote.ASK_QTY)
        .needs(RestKeys.TIME, Form.INTEGER, Quote.TRANSACT_MS)),
    /** The last price. */
    PRICE(FeedCall.PRICE, TickShape.of(EventType.STATS)
        .needs(RestKeys.TIME, Form.INTEGER, Stats.EVENT_MS)
        .needs(RestKeys.PRICE, Form.PRICE, Stats.LAST)),
    /** Statistics of 24 hours. */
    STATS(FeedCall.STATS, TickShape.of(EventType.STATS)
        .needs(RestKeys.CLOSE_TIME, Form.INTEGER, Stats.EVENT_MS)
        .needs(RestKeys.LAST_PRICE, Form.PRICE, Stats.LAST)
        .needs(RestKeys.VOLUME, Form.VOLUME, Stats.VOLUME)
        .may(RestKeys.OPEN_PRICE, Form.PRICE, Stats.OPEN)
        .may(RestKeys.HIGH_PRICE, Form.PRICE, Stats.HIGH)
        .may(RestKeys.LOW_PRICE, Form.PRICE, Stats.LOW)
        .may(RestKeys.QUOTE_VOLUME, Form.QUOTE_VOLUME, Stats.QUOTE_VOLUME)
        .may(RestKeys.PRICE_CHANGE_PERCENT, Form.RATE, Stats.CHANGE_PCT)
        .may(RestKeys.COUNT, Form.INTEGER, Stats.COUNT)),
    /** Mark price and funding. */
    MARK(FeedCall.MARK, TickShape.of(EventType.MARK)
        .needs(RestKeys.TIME, Form.INTEGER, Mark.EVENT_MS)
        .needs(RestKeys.MARK_PRICE, Form.PRICE, Mark.MARK)
        .may(RestKeys.INDEX_PRICE, Form.PRICE, Mark.INDEX)
        .may(RestKeys.LAST_FUNDING_RATE, Form.RATE, Mark.FUNDING_RATE)
        .may(RestKeys.NEXT_FUNDING_TIME, Form.INTEGER, Mark.NEXT_FUNDING_MS)),
    /** Aggregate trades; the row names no symbol and no time of the event. */
    TRADE(FeedCall.TRADE, TickShape.ofAggregate().needs('a', Form.INTEGER, Trade.ID)
        .needs('p', Form.PRICE, Trade.PRICE).needs('q', Form.QUANTITY, Trade.QTY)
        .needs('T', Form.INTEGER, Trade.TRANSACT_MS).needs('m', Form.BOOL, Trade.BUYER_MAKER)
        .may('f', Form.INTEGER, Trade.FIRST_ID).may('l', Form.INTEGER, Trade.LAST_ID));

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
