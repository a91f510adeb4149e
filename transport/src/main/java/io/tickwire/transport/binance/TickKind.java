package io.tickwire.transport.binance;

import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.MarkFields;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.StatsFields;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.transport.binance.TickField.Form;
import io.tickwire.transport.json.JsonText;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** The messages that become ticks, by the name of their event. */
enum TickKind {
    /** Statistics of 24 hours. */
    TICKER("24hrTicker", TickShape.of(EventType.STATS)
        .needs('E', Form.TIME, StatsFields.EVENT_MS).needs('c', Form.PRICE, StatsFields.LAST)
        .needs('v', Form.VOLUME, StatsFields.VOLUME).may('o', Form.PRICE, StatsFields.OPEN)
        .may('h', Form.PRICE, StatsFields.HIGH).may('l', Form.PRICE, StatsFields.LOW)
        .may('q', Form.QUOTE_VOLUME, StatsFields.QUOTE_VOLUME)
        .may('P', Form.RATE, StatsFields.CHANGE_PCT)
        .may('n', Form.INTEGER, StatsFields.COUNT)),
    /** The same with fewer members. */
    MINI_TICKER("24hrMiniTicker", TickShape.of(EventType.STATS)
        .needs('E', Form.TIME, StatsFields.EVENT_MS).needs('c', Form.PRICE, StatsFields.LAST)
        .needs('v', Form.VOLUME, StatsFields.VOLUME).may('o', Form.PRICE, StatsFields.OPEN)
        .may('h', Form.PRICE, StatsFields.HIGH).may('l', Form.PRICE, StatsFields.LOW)
        .may('q', Form.QUOTE_VOLUME, StatsFields.QUOTE_VOLUME)),
    /** Best bid and ask; the spot venue gives neither times nor the name of the event. */
    BOOK_TICKER("bookTicker", TickShape.of(EventType.QUOTE)
        .needs('u', Form.INTEGER, QuoteFields.UPDATE_ID).needs('b', Form.PRICE, QuoteFields.BID)
        .needs('B', Form.QUANTITY, QuoteFields.BID_QTY).needs('a', Form.PRICE, QuoteFields.ASK)
        .needs('A', Form.QUANTITY, QuoteFields.ASK_QTY)
        .may('T', Form.TIME, QuoteFields.TRANSACT_MS)
        .may('E', Form.TIME, QuoteFields.EVENT_MS)),
    /** Trades of one aggressor at one price. */
    AGG_TRADE("aggTrade", TickShape.ofAggregate().needs('E', Form.TIME, TradeFields.EVENT_MS)
        .needs('a', Form.INTEGER, TradeFields.ID).needs('p', Form.PRICE, TradeFields.PRICE)
        .needs('q', Form.QUANTITY, TradeFields.QTY)
        .needs('T', Form.TIME, TradeFields.TRANSACT_MS)
        .needs('m', Form.BOOL, TradeFields.BUYER_MAKER).may('f', Form.INTEGER, TradeFields.FIRST_ID)
        .may('l', Form.INTEGER, TradeFields.LAST_ID)),
    /** One trade. */
    TRADE("trade", TickShape.of(EventType.TRADE).needs('E', Form.TIME, TradeFields.EVENT_MS)
        .needs('t', Form.INTEGER, TradeFields.ID).needs('p', Form.PRICE, TradeFields.PRICE)
        .needs('q', Form.QUANTITY, TradeFields.QTY)
        .needs('T', Form.TIME, TradeFields.TRANSACT_MS)
        .needs('m', Form.BOOL, TradeFields.BUYER_MAKER)),
    /** Mark price and funding; a contract without funding has an empty rate and time 0. */
    MARK_PRICE("markPriceUpdate", TickShape.of(EventType.MARK)
        .needs('E', Form.TIME, MarkFields.EVENT_MS).needs('p', Form.PRICE, MarkFields.MARK)
        .may('i', Form.PRICE, MarkFields.INDEX).may('r', Form.RATE, MarkFields.FUNDING_RATE)
        .may('T', Form.TIME, MarkFields.NEXT_FUNDING_MS));

    private static final TickKind[] VALUES = values();

    private final byte[] eventName;
    private final TickShape shape;

    TickKind(String eventName, TickShape.Builder shape) {
        this.eventName = eventName.getBytes(StandardCharsets.US_ASCII);
        this.shape = shape.end();
    }

    /**
     * The kind that an event name stands for.
     *
     * @param buffer holds the name
     * @param start  offset of the first byte
     * @param length bytes
     * @return the kind, null where no tick is made of it
     */
    static TickKind of(UnsafeBuffer buffer, int start, int length) {
        for (TickKind kind : VALUES) {
            if (JsonText.equal(buffer, start, length, kind.eventName)) {
                return kind;
            }
        }
        return null;
    }

    /** @return which members make which event */
    TickShape shape() {
        return shape;
    }
}
