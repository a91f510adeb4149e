package io.tickwire.engine.event;

/** Why a FEED_STATUS row was written. */
public enum StatusReason implements Label {
    /** Nothing to say. */
    NONE,
    /** Before the first tick, within its deadline. */
    STARTING,
    /** Ticks come as they should. */
    FRESH,
    /** No ticks, and a REST call has shown that there are none; as good as fresh. */
    QUIET,
    /** Subscribed and silent from the start. */
    NO_FIRST_TICK,
    /** Ticks stopped. */
    SILENT,
    /** Ticks come, but the venue's time in them stands still. */
    FROZEN,
    /** Ticks come, but late. */
    LAGGING,
    /** The link under the stream is down. */
    LINK_DOWN,
    /** The socket delivers again but has not yet proved itself. */
    PROVING,
    /** Missing ids are being fetched. */
    FILLING,
    /** The venue has banned us. */
    BANNED,
    /** Contiguous ids have a hole. */
    HOLE,
    /** Missing ids have been fetched and were given to strategies as backfill. */
    FILLED,
    /** Missing ids cannot be had any more. */
    LOST,
    /** Seen before; not shown to strategies. */
    DUPLICATE,
    /** Older than one seen; not shown to strategies. */
    OLDER,
    /** The venue has begun its numbering anew, so its older ticks are new ones. */
    RENUMBERED,
    /** The venue's time in a tick cannot be: nothing is judged by it. */
    BAD_TIME,
    /** The number of a tick is so far from the last one that it must be a mistake. */
    BAD_ID,
    /** The venue's clock, as its time call tells it, is not believed for now. */
    CLOCK_DOUBTED,
    /** The venue's clock is believed again. */
    CLOCK_TRUSTED,
    /** No socket brings it, and REST answers the same again and again, as a cache does. */
    REST_REPEATS,
    /** Ticks come, but their ids are older than those before. */
    OLDER_IDS,
    /** Messages come, but cannot be understood: they were rejected. */
    NOT_UNDERSTOOD,
    /** The venue does not trade the symbol, so nothing is asked or expected of it. */
    NOT_TRADING,
    /** Our process stood still: what is known, or what waited meanwhile, is beyond its limit. */
    STALE,
    /** Ticks come, but look late by a venue's clock that is itself in doubt or not known. */
    AGE_UNKNOWN,
    /**
     * No socket brings it, and nothing moves in what REST answers, or what must move has not done
     * so yet: quiet, or out of a cache.
     */
    UNWITNESSED,
    /** The venue trades the symbol no more, and nobody wants to hear of it again. */
    GONE;

    private static final StatusReason[] VALUES = values();

    @Override
    public String label() {
        return this == NONE ? "" : Label.super.label();
    }

    /** @return whether rows with it are news about single ticks and change no flag */
    public boolean isAboutTicks() {
        return this == HOLE || this == FILLED || this == LOST || this == DUPLICATE
            || this == OLDER || this == RENUMBERED || this == BAD_TIME || this == BAD_ID;
    }

    /** @return whether rows with it are news about the venue's clock and change no flag */
    public boolean isAboutClock() {
        return this == CLOCK_DOUBTED || this == CLOCK_TRUSTED;
    }

    /**
     * The constant of a journaled value, without allocating.
     *
     * @param value its ordinal
     * @return the constant
     */
    public static StatusReason of(long value) {
        return VALUES[(int) value];
    }
}
