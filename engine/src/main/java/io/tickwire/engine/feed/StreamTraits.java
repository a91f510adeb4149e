package io.tickwire.engine.feed;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.MarkFields;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.StatsFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;

/**
 * What the supervision has to know of each kind of stream, in one table.
 *
 * <pre>
 *           silence          order key              polled                     filled after a gap
 *   QUOTE   may be honest    update id, else time   the present state          next state is enough
 *   TRADE   may be honest    trade id               all that came since an id  by id
 *   STATS   has a cadence    venue time             the present state          next state is enough
 *   MARK    has a cadence    venue time             the present state          next state is enough
 * </pre>
 */
enum StreamTraits {
    /** Best bid and ask. */
    QUOTE(StreamKind.QUOTE, EventType.QUOTE, OrderKey.UPDATE_ID, FeedCall.QUOTE,
        new Times(QuoteFields.TRANSACT_MS, QuoteFields.EVENT_MS), QuoteFields.UPDATE_ID,
        true, false, false),
    /** Trades. */
    TRADE(StreamKind.TRADE, EventType.TRADE, OrderKey.TRADE_ID, FeedCall.TRADE,
        new Times(TradeFields.TRANSACT_MS, TradeFields.TRANSACT_MS), TradeFields.ID,
        true, true, false),
    /** 24 h statistics. */
    STATS(StreamKind.STATS, EventType.STATS, OrderKey.VENUE_TIME, FeedCall.PRICE,
        new Times(StatsFields.EVENT_MS, StatsFields.EVENT_MS), StatsFields.EVENT_MS,
        false, false, false),
    /** Mark price and funding. */
    MARK(StreamKind.MARK, EventType.MARK, OrderKey.VENUE_TIME, FeedCall.MARK,
        new Times(MarkFields.EVENT_MS, MarkFields.EVENT_MS), MarkFields.EVENT_MS,
        false, false, true);

    /** By what ticks are put in order. */
    enum OrderKey {
        /** Number of the quote, or where a source has none, its venue time. */
        UPDATE_ID,
        /** Number of the trade; that of an aggregate is one more than the last. */
        TRADE_ID,
        /** The venue's time in it. */
        VENUE_TIME
    }

    /** Offsets of the venue's time in a tick: where it has no first one, the other counts. */
    private record Times(int first, int other) {
    }

    private static final StreamTraits[] BY_KIND = new StreamTraits[StreamKind.values().length];
    private static final StreamTraits[] BY_TYPE = new StreamTraits[EventType.values().length];

    static {
        for (StreamTraits traits : values()) {
            BY_KIND[traits.kind.ordinal()] = traits;
            BY_TYPE[traits.type.ordinal()] = traits;
        }
    }

    private final StreamKind kind;
    private final EventType type;
    final OrderKey orderKey;
    /** The call that tells whether there is something new. */
    final FeedCall call;
    private final int timeOffset;
    private final int otherTimeOffset;
    /** Offset of the order key in a tick. */
    final int numberOffset;
    /** Whether its silence can be honest, so that it takes a REST call to judge it. */
    final boolean mayBeQuiet;
    /**
     * Whether each tick counts: polls bring all that came since an id, and what is missing is
     * fetched by its ids. Of the others polls bring the present state, and the next is enough.
     */
    final boolean isHistory;
    /** Whether polls, too, have to bring something new; others may honestly show the same again. */
    final boolean movesInPolls;

    StreamTraits(StreamKind kind, EventType type, OrderKey orderKey, FeedCall call, Times times,
        int numberOffset, boolean mayBeQuiet, boolean isHistory, boolean movesInPolls) {
        this.kind = kind;
        this.type = type;
        this.orderKey = orderKey;
        this.call = call;
        this.timeOffset = times.first;
        this.otherTimeOffset = times.other;
        this.numberOffset = numberOffset;
        this.mayBeQuiet = mayBeQuiet;
        this.isHistory = isHistory;
        this.movesInPolls = movesInPolls;
    }

    /** Those of a kind of stream other than NONE. */
    static StreamTraits of(StreamKind kind) {
        return BY_KIND[kind.ordinal()];
    }

    /** Those of the stream that a tick belongs to. */
    static StreamTraits of(Event tick) {
        return BY_TYPE[tick.type().ordinal()];
    }

    StreamKind kind() {
        return kind;
    }

    /** Whether a tick has a number that is an id: it is put in order by that, whatever its time. */
    boolean hasNumber(Event tick) {
        return orderKey != OrderKey.VENUE_TIME && number(tick) != Event.ABSENT;
    }

    /** The order key of a tick; {@link Event#ABSENT} where it has none. */
    long number(Event tick) {
        return tick.get(numberOffset);
    }

    /** The venue's time of a tick, ms; {@link Event#ABSENT} where it has none. */
    long venueMs(Event tick) {
        long ms = tick.get(timeOffset);
        return ms == Event.ABSENT ? tick.get(otherTimeOffset) : ms;
    }
}
