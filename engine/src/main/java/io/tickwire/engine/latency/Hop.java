package io.tickwire.engine.latency;

import java.util.Locale;

/**
 * A measured section of the path from receive to decision; its name is the tag of its histograms in
 * the {@code .hlog}. What comes by REST has rows of its own: its way begins with the reply, and a
 * backfill is worked off in one go. So have the first seconds of a run, in which code is still
 * loaded and compiled. Warm ticks from sockets, which are nearly all, are sampled, the sections of
 * their way more sparsely: to record a value costs as much as to journal a tick.
 */
public enum Hop {
    /** Receive to decided: the whole way of ticks from a socket through the process; a sample. */
    TOTAL,
    /** The same of every tick that was polled. */
    POLLED,
    /** The same of every trade that was missed and fetched. */
    BACKFILL,
    /** The same of every tick from a socket in the first seconds of a run. */
    WARMUP,
    /** Receive to claimed: reading, copying and decoding on the I/O thread; a sample. */
    DECODE,
    /** Claimed to taken by the engine thread: the ring; a sample. */
    RING,
    /** Written to the journal; a sample. */
    JOURNAL,
    /** Feed supervision; a sample. */
    HEARTBEAT,
    /** Strategies; a sample. */
    SIGNAL,
    /** Risk, orders, fills; a sample. */
    ORDER;

    /** One warm tick from a socket in so many has its whole way measured; a power of two. */
    public static final int TOTAL_ONE_IN = 16;
    /** One tick in so many has its sections measured; a power of two. */
    public static final int SAMPLED_ONE_IN = 64;
    /** How long after its first tick a run counts as warming up, ns. */
    public static final long WARM_UP_NS = 5_000_000_000L;

    /** @return as it stands in the log */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
