package io.tickwire.transport.binance;

import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Mark;
import io.tickwire.engine.event.Quote;
import io.tickwire.engine.event.Stats;
import io.tickwire.engine.event.Trade;
import io.tickwire.transport.binance.TickField.Form;
import io.tickwire.transport.json.JsonText;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** The messages that become ticks, by the name of their event. */
enum TickKind {
    /** Statistics of 24 hours. */
    TICKER("24hrTicker", TickShape.of(EventType.STATS)
        .needs('E', Form.INTEGER, Stats.EVENT_MS).needs('c', Form.PRICE, Stats.LAST)
        .needs('v', Form.VOLUME, Stats.VOLUME).may('o', Form.PRICE, Stats.OPEN)
        .may('h', Form.PRICE, Stats.HIGH).may('l', Form.PRICE, Stats.LOW)
        .may('q', Form.QUOTE_VOLUME, Stats.QUOTE_VOLUME).may('P', Form.RATE, Stats.CHANGE_PCT)
        .may('n', Form.INTEGER, Stats.COUNT)),
    /** The same with fewer members. */
    MINI_TICKER("24hrMiniTicker", TickShape.of(EventType.STATS)
        .needs('E', Form.INTEGER, Stats.EVENT_MS).needs('c', Form.PRICE, Stats.LAST)
        .needs('v', Form.VOLUME, Stats.VOLUME).may('o', Form.PRICE, Stats.OPEN)
        .may('h', Form.PRICE, Stats.HIGH).may('l', Form.PRICE, Stats.LOW)
        .may('q', Form.QUOTE_VOLUME, Stats.QUOTE_VOLUME)),
    /** Best bid and ask; the spot venue gives neither times nor the name of the event. */
    BOOK_TICKER("bookTicker", TickShape.of(EventType.QUOTE)
        .needs('u', Form.INTEGER, Quote.UPDATE_ID).needs('b', Form.PRICE, Quote.BID)
        .needs('B', Form.QUANTITY, Quote.BID_QTY).needs('a', Form.PRICE, Quote.ASK)
        .needs('A', Form.QUANTITY, Quote.ASK_QTY).may('T', Form.INTEGER, Quote.TRANSACT_MS)
        .may('E', Form.INTEGER, Quote.EVENT_MS)),
    /** Trades of one aggressor at one price. */
    AGG_TRADE("aggTrade", TickShape.ofAggregate().needs('E', Form.INTEGER, Trade.EVENT_MS)
        .needs('a', Form.INTEGER, Trade.ID).needs('p', Form.PRICE, Trade.PRICE)
        .needs('q', Form.QUANTITY, Trade.QTY).needs('T', Form.INTEGER, Trade.TRANSACT_MS)
        .needs('m', Form.BOOL, Trade.BUYER_MAKER).may('f', Form.INTEGER, Trade.FIRST_ID)
        .may('l', Form.INTEGER, Trade.LAST_ID)),
    /** One trade. */
    TRADE("trade", TickShape.of(EventType.TRADE).needs('E', Form.INTEGER, Trade.EVENT_MS)
        .needs('t', Form.INTEGER, Trade.ID).needs('p', Form.PRICE, Trade.PRICE)
        .needs('q', Form.QUANTITY, Trade.QTY).needs('T', Form.INTEGER, Trade.TRANSACT_MS)
        .needs('m', Form.BOOL, Trade.BUYER_MAKER)),
    /** Mark price and funding; a contract without funding has an empty rate and time 0. */
    MARK_PRICE("markPriceUpdate", TickShape.of(EventType.MARK)
        .needs('E', Form.INTEGER, Mark.EVENT_MS).needs('p', Form.PRICE, Mark.MARK)
        .may('i', Form.PRICE, Mark.INDEX).may('r', Form.RATE, Mark.FUNDING_RATE)
        .may('T', Form.INTEGER, Mark.NEXT_FUNDING_MS));

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
