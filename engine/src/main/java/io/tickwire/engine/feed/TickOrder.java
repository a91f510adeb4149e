package io.tickwire.engine.feed;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Mark;
import io.tickwire.engine.event.Quote;
import io.tickwire.engine.event.Stats;
import io.tickwire.engine.event.Trade;

/**
 * How a tick stands to those before it in its stream. Order keys: the update id of a quote, the
 * id of a trade, the venue's time of anything else.
 */
enum TickOrder {
    /** New, and nothing known to be missing before it. */
    NEXT,
    /** New, and ids before it are missing. */
    AFTER_HOLE,
    /** The same as the last one. */
    DUPLICATE,
    /** Older than one seen. */
    OLDER;

    /**
     * Judges a tick and remembers it if it is new.
     *
     * @param tick   QUOTE, TRADE, STATS or MARK
     * @param stream it belongs to
     * @return how it stands; for AFTER_HOLE {@code stream.lastKey} is still the old one
     */
    static TickOrder judge(Event tick, StreamState stream) {
        EventType type = tick.type();
        if (type == EventType.TRADE) {
            return tick.get(Trade.AGGREGATE) == 1
                ? aggregate(tick.get(Trade.ID), stream) : single(tick.get(Trade.ID), stream);
        }
        return ordered(key(tick, type), stream);
    }

    private static long key(Event tick, EventType type) {
        switch (type) {
            case QUOTE:
                long updateId = tick.get(Quote.UPDATE_ID);
                return updateId == Event.ABSENT ? tick.get(Quote.EVENT_MS) : updateId;
            case STATS:
                return tick.get(Stats.EVENT_MS);
            default:
                return tick.get(Mark.EVENT_MS);
        }
    }

    private static TickOrder ordered(long key, StreamState stream) {
        if (key == Event.ABSENT || key > stream.lastKey) {
            stream.lastKey = Math.max(key, stream.lastKey);
            return NEXT;
        }
        return key == stream.lastKey ? DUPLICATE : OLDER;
    }

    private static TickOrder aggregate(long id, StreamState stream) {
        if (id == stream.lastKey + 1 || stream.lastKey < 0) {
            stream.lastKey = id;
            return NEXT;
        }
        if (id > stream.lastKey) {
            return AFTER_HOLE;
        }
        return id == stream.lastKey ? DUPLICATE : OLDER;
    }

    /** Ids of single trades have honest holes. */
    private static TickOrder single(long id, StreamState stream) {
        if (id > stream.lastTradeId) {
            stream.lastTradeId = id;
            return NEXT;
        }
        return id == stream.lastTradeId ? DUPLICATE : OLDER;
    }

    /**
     * The venue's time of a tick.
     *
     * @param tick QUOTE, TRADE, STATS or MARK
     * @return ms, {@link Event#ABSENT} where it has none
     */
    static long eventMs(Event tick) {
        switch (tick.type()) {
            case QUOTE:
                return tick.get(Quote.EVENT_MS);
            case TRADE:
                return tick.get(Trade.TRANSACT_MS);
            case STATS:
                return tick.get(Stats.EVENT_MS);
            default:
                return tick.get(Mark.EVENT_MS);
        }
    }
}
