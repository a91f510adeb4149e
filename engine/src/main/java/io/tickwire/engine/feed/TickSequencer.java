package io.tickwire.engine.feed;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * How far a stream has come, and how the next tick stands to that. Order keys: the update id of a
 * quote or, where a source has none, its venue time; the id of a trade; the venue time of anything
 * else. Single trades and aggregates count apart. All ticks given to one are of one kind. Engine
 * thread only.
 */
final class TickSequencer implements State {
    private static final int NONE = -1;
    /** No market numbers so much between two ticks, nor begins anew so far below. */
    private static final long LEAP = 1_000_000_000_000L;

    /** Of its kind, not asked for at each tick again. */
    private final StreamTraits traits;
    /** Highest update id or aggregate id seen; -1 = none. */
    private long id = NONE;
    /** Highest id of a single trade; -1 = none. */
    private long singleId = NONE;
    /** Latest venue time seen, ms; -1 = none. */
    private long venueMs = NONE;
    /** Venue time of the latest quote without id, ms; one with an id may be older than it. */
    private long withoutIdMs = NONE;
    /** Whether there is more than one tick: the first may be the mistake. */
    private boolean many;
    /** The number that leapt last; -1 = none did since the last tick that was taken. */
    private long leaptTo = NONE;
    /** The quote seen last: a poll that shows the same again is no news. */
    private final long[] quote = new long[4];
    private int priceExponent;
    private int quantityExponent;

    /**
     * Has seen nothing.
     *
     * @param traits of the stream whose ticks it will be given
     */
    TickSequencer(StreamTraits traits) {
        this.traits = traits;
    }

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
     * @param tick of the stream
     * @param ms   the venue's time of it; absent where it has none that can be
     * @return its order
     */
    SequenceVerdict judge(Event tick, long ms) {
        if (hasLeapt(tick)) {
            return SequenceVerdict.LEAPT;
        }
        switch (traits.orderKey) {
            case TRADE_ID:
                return tick.get(TradeFields.AGGREGATE) == 1
                    ? aggregate(tick.get(TradeFields.ID))
                    : byKey(tick.get(TradeFields.ID), singleId);
            case UPDATE_ID:
                return quote(tick, ms);
            default:
                return byKey(ms, venueMs);
        }
    }

    /** Far below is older, and tells of a new numbering in time. */
    private boolean hasLeapt(Event tick) {
        long last = lastOf(tick);
        return last != NONE && traits.hasNumber(tick) && !isNear(traits.number(tick), last)
            && (!many || traits.number(tick) > last || traits.number(tick) < 0);
    }

    /** Number of the latest tick of its sort, -1 = none. */
    private long lastOf(Event tick) {
        boolean single = traits.orderKey == StreamTraits.OrderKey.TRADE_ID
            && tick.get(TradeFields.AGGREGATE) != 1;
        return single ? singleId : id;
    }

    /** Of two numbers of which the second is at least 0. */
    private static boolean isNear(long number, long last) {
        return number >= 0 && Math.abs(number - last) <= LEAP;
    }

    /**
     * A tick was judged LEAPT: one alone proves nothing, as its number may be a mistake.
     *
     * @param tick that
     * @return whether the one before it had leapt to about the same number
     */
    boolean isRepeatedLeap(Event tick) {
        long number = traits.number(tick);
        boolean repeated = leaptTo != NONE && isNear(number, leaptTo);
        leaptTo = number;
        return repeated;
    }

    /** The same of one that was asked for: REST may show one mistake again and again. */
    boolean isContinuedLeap(Event tick) {
        boolean isNext = traits.number(tick) > leaptTo;
        return isRepeatedLeap(tick) && isNext;
    }

    private SequenceVerdict aggregate(long next) {
        if (next == id + 1 || id == NONE) {
            return SequenceVerdict.NEXT;
        }
        return next > id ? SequenceVerdict.AFTER_HOLE
            : next == id ? SequenceVerdict.DUPLICATE : SequenceVerdict.OLDER;
    }

    private SequenceVerdict quote(Event tick, long ms) {
        long updateId = tick.get(QuoteFields.UPDATE_ID);
        if (updateId != Event.ABSENT) {
            SequenceVerdict order = byKey(updateId, id);
            if (order != SequenceVerdict.NEXT || ms == Event.ABSENT || ms > withoutIdMs) {
                return order;
            }
            // Within a millisecond nobody knows which of two was first.
            return ms == withoutIdMs && sameQuote(tick) ? SequenceVerdict.DUPLICATE
                : SequenceVerdict.OLDER;
        }
        if (sameQuote(tick)) {
            return SequenceVerdict.DUPLICATE;
        }
        return byKey(ms, venueMs);
    }

    private static SequenceVerdict byKey(long key, long last) {
        return key == Event.ABSENT || key > last ? SequenceVerdict.NEXT
            : key == last ? SequenceVerdict.DUPLICATE : SequenceVerdict.OLDER;
    }

    /**
     * Remembers a tick that is new.
     *
     * @param tick judged NEXT or AFTER_HOLE
     * @param ms   the venue's time of it; absent where it has none that can be
     */
    void take(Event tick, long ms) {
        many = !isEmpty();
        leaptTo = NONE;
        if (ms != Event.ABSENT) {
            venueMs = Math.max(venueMs, ms);
        }
        switch (traits.orderKey) {
            case TRADE_ID:
                takeTrade(tick);
                break;
            case UPDATE_ID:
                takeQuote(tick, ms);
                break;
            default:
                break;
        }
    }

    private void takeTrade(Event tick) {
        if (tick.get(TradeFields.AGGREGATE) == 1) {
            id = tick.get(TradeFields.ID);
        } else {
            singleId = tick.get(TradeFields.ID);
        }
    }

    private void takeQuote(Event tick, long ms) {
        long updateId = tick.get(QuoteFields.UPDATE_ID);
        if (updateId != Event.ABSENT) {
            id = updateId;
        } else if (ms != Event.ABSENT) {
            withoutIdMs = ms;
        }
        quote[0] = tick.get(QuoteFields.BID);
        quote[1] = tick.get(QuoteFields.BID_QTY);
        quote[2] = tick.get(QuoteFields.ASK);
        quote[3] = tick.get(QuoteFields.ASK_QTY);
        priceExponent = tick.priceExponent();
        quantityExponent = tick.quantityExponent();
    }

    /**
     * Whether an older tick has a lower number although the venue's time went on, so that it is
     * not merely late. Where the time is the number, nobody can tell. What a poll has shown without
     * a number is not new by a lower one.
     */
    boolean isNumberedBack(Event tick, long ms) {
        if (traits.orderKey == StreamTraits.OrderKey.VENUE_TIME) {
            return true;
        }
        return traits.hasNumber(tick) && traits.number(tick) < lastOf(tick)
            && (ms == Event.ABSENT || ms >= venueMs) && !isShownWithoutId(tick, ms);
    }

    private boolean isShownWithoutId(Event tick, long ms) {
        return traits.orderKey == StreamTraits.OrderKey.UPDATE_ID && ms == withoutIdMs
            && sameQuote(tick);
    }

    /** Nothing was seen yet. */
    void reset() {
        id = NONE;
        singleId = NONE;
        venueMs = NONE;
        withoutIdMs = NONE;
        many = false;
        leaptTo = NONE;
    }

    private boolean sameQuote(Event tick) {
        return !isEmpty()
            && same(tick.get(QuoteFields.BID), tick.priceExponent(), quote[0], priceExponent)
            && same(tick.get(QuoteFields.BID_QTY), tick.quantityExponent(), quote[1],
            quantityExponent)
            && same(tick.get(QuoteFields.ASK), tick.priceExponent(), quote[2], priceExponent)
            && same(tick.get(QuoteFields.ASK_QTY), tick.quantityExponent(), quote[3],
                quantityExponent);
    }

    /** Numbers with different exponents are the same where the finer one can write the other. */
    private static boolean same(long a, int exponentA, long b, int exponentB) {
        int finer = Math.min(exponentA, exponentB);
        return Decimals.rescale(a, exponentA, finer) == Decimals.rescale(b, exponentB, finer);
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("id", id).put("singleId", singleId).put("venueMs", venueMs)
            .put("withoutIdMs", withoutIdMs).put("many", many)
            .put("leaptTo", leaptTo);
        for (long number : quote) {
            out.put("quote", number);
        }
        out.put("priceExponent", priceExponent).put("quantityExponent", quantityExponent);
    }

    @Override
    public void readState(StateReader in) {
        id = in.getLong();
        singleId = in.getLong();
        venueMs = in.getLong();
        withoutIdMs = in.getLong();
        many = in.getBoolean();
        leaptTo = in.getLong();
        for (int i = 0; i < quote.length; i++) {
            quote[i] = in.getLong();
        }
        priceExponent = in.getInt();
        quantityExponent = in.getInt();
    }
}
