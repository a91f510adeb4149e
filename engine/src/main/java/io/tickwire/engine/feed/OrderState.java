package io.tickwire.engine.feed;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Mark;
import io.tickwire.engine.event.Quote;
import io.tickwire.engine.event.Stats;
import io.tickwire.engine.event.Trade;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * How far a stream has come, and how the next tick stands to that. Order keys: the update id of a
 * quote or, where a source has none, its venue time; the id of a trade; the venue time of anything
 * else. Single trades and aggregates count apart. Engine thread only.
 */
final class OrderState {
    private static final int NONE = -1;

    /** Highest update id or aggregate id seen; -1 = none. */
    private long id = NONE;
    /** Highest id of a single trade; -1 = none. */
    private long singleId = NONE;
    /** Latest venue time seen, ms; -1 = none. */
    private long venueMs = NONE;
    /** Venue time of the latest quote without id, ms; one with an id may be older than it. */
    private long withoutIdMs = NONE;
    /** The quote seen last: a poll that shows the same again is no news. */
    private final long[] quote = new long[4];
    private int priceExponent;
    private int quantityExponent;

    /** Highest update id or aggregate id seen, -1 = none. */
    long id() {
        return id;
    }

    /** Latest venue time seen, ms; -1 = none. */
    long venueMs() {
        return venueMs;
    }

    boolean isEmpty() {
        return id == NONE && singleId == NONE && venueMs == NONE;
    }

    /**
     * How a tick stands; changes nothing.
     *
     * @param tick QUOTE, TRADE, STATS or MARK
     * @return its order
     */
    TickOrder judge(Event tick) {
        EventType type = tick.type();
        switch (type) {
            case TRADE:
                return tick.get(Trade.AGGREGATE) == 1
                    ? aggregate(tick.get(Trade.ID)) : byKey(tick.get(Trade.ID), singleId);
            case QUOTE:
                return quote(tick);
            default:
                return byKey(venueMs(tick), venueMs);
        }
    }

    private TickOrder aggregate(long next) {
        if (next == id + 1 || id == NONE) {
            return TickOrder.NEXT;
        }
        return next > id ? TickOrder.AFTER_HOLE
            : next == id ? TickOrder.DUPLICATE : TickOrder.OLDER;
    }

    private TickOrder quote(Event tick) {
        long updateId = tick.get(Quote.UPDATE_ID);
        long ms = venueMs(tick);
        if (updateId != Event.ABSENT) {
            TickOrder order = byKey(updateId, id);
            if (order != TickOrder.NEXT || ms == Event.ABSENT || ms > withoutIdMs) {
                return order;
            }
            return ms < withoutIdMs ? TickOrder.OLDER
                : sameQuote(tick) ? TickOrder.DUPLICATE : TickOrder.NEXT;
        }
        if (sameQuote(tick)) {
            return TickOrder.DUPLICATE;
        }
        return byKey(ms, venueMs);
    }

    private static TickOrder byKey(long key, long last) {
        return key == Event.ABSENT || key > last ? TickOrder.NEXT
            : key == last ? TickOrder.DUPLICATE : TickOrder.OLDER;
    }

    /**
     * Remembers a tick that is new.
     *
     * @param tick judged NEXT or AFTER_HOLE
     */
    void take(Event tick) {
        long ms = venueMs(tick);
        if (ms != Event.ABSENT) {
            venueMs = Math.max(venueMs, ms);
        }
        if (tick.type() == EventType.TRADE) {
            if (tick.get(Trade.AGGREGATE) == 1) {
                id = tick.get(Trade.ID);
            } else {
                singleId = tick.get(Trade.ID);
            }
        } else if (tick.type() == EventType.QUOTE) {
            takeQuote(tick, ms);
        }
    }

    private void takeQuote(Event tick, long ms) {
        long updateId = tick.get(Quote.UPDATE_ID);
        if (updateId != Event.ABSENT) {
            id = updateId;
        } else if (ms != Event.ABSENT) {
            withoutIdMs = ms;
        }
        quote[0] = tick.get(Quote.BID);
        quote[1] = tick.get(Quote.BID_QTY);
        quote[2] = tick.get(Quote.ASK);
        quote[3] = tick.get(Quote.ASK_QTY);
        priceExponent = tick.priceExponent();
        quantityExponent = tick.quantityExponent();
    }

    /**
     * Whether an older tick has a lower number although the venue's time went on, so that it is
     * not merely late. Where the time is the number, nobody can tell.
     */
    boolean isNumberedBack(Event tick) {
        EventType type = tick.type();
        if (type != EventType.QUOTE && type != EventType.TRADE) {
            return true;
        }
        long number = type == EventType.QUOTE ? tick.get(Quote.UPDATE_ID) : tick.get(Trade.ID);
        long last = type == EventType.TRADE && tick.get(Trade.AGGREGATE) != 1 ? singleId : id;
        long ms = venueMs(tick);
        return number != Event.ABSENT && number < last
            && (ms == Event.ABSENT || ms >= venueMs);
    }

    /** Nothing was seen yet. */
    void reset() {
        id = NONE;
        singleId = NONE;
        venueMs = NONE;
        withoutIdMs = NONE;
    }

    private boolean sameQuote(Event tick) {
        return !isEmpty()
            && same(tick.get(Quote.BID), tick.priceExponent(), quote[0], priceExponent)
            && same(tick.get(Quote.BID_QTY), tick.quantityExponent(), quote[1], quantityExponent)
            && same(tick.get(Quote.ASK), tick.priceExponent(), quote[2], priceExponent)
            && same(tick.get(Quote.ASK_QTY), tick.quantityExponent(), quote[3],
                quantityExponent);
    }

    /** Numbers with different exponents are the same where the finer one can write the other. */
    private static boolean same(long a, int exponentA, long b, int exponentB) {
        int finer = Math.min(exponentA, exponentB);
        return Decimals.rescale(a, exponentA, finer) == Decimals.rescale(b, exponentB, finer);
    }

    /**
     * The venue's time of a tick.
     *
     * @param tick QUOTE, TRADE, STATS or MARK
     * @return ms, {@link Event#ABSENT} where it has none
     */
    static long venueMs(Event tick) {
        switch (tick.type()) {
            case QUOTE:
                long ms = tick.get(Quote.TRANSACT_MS);
                return ms == Event.ABSENT ? tick.get(Quote.EVENT_MS) : ms;
            case TRADE:
                return tick.get(Trade.TRANSACT_MS);
            case STATS:
                return tick.get(Stats.EVENT_MS);
            default:
                return tick.get(Mark.EVENT_MS);
        }
    }

    void write(StateWriter out) {
        out.put(id).put(singleId).put(venueMs).put(withoutIdMs);
        for (long number : quote) {
            out.put(number);
        }
        out.put(priceExponent).put(quantityExponent);
    }

    void read(StateReader in) {
        id = in.getLong();
        singleId = in.getLong();
        venueMs = in.getLong();
        withoutIdMs = in.getLong();
        for (int i = 0; i < quote.length; i++) {
            quote[i] = in.getLong();
        }
        priceExponent = in.getInt();
        quantityExponent = in.getInt();
    }
}
