package io.tickwire.engine.latency;

import java.util.Locale;

/**
 * A measured section of the path from receive to decision; its name is the tag of its histograms in
 * the {@code .hlog}. What comes by REST has rows of its own: its way begins with the reply, and a
 * backfill is worked off in one go. So have the first seconds of a run, in which code is still
 * loaded and compiled. Sections within the process are sampled, of warm ticks from sockets.
 */
public enum Hop {
    /** Receive to decided: every tick from a socket, the whole way through the process. */
    TOTAL,
    /** The same of ticks that were polled. */
    POLLED,
    /** The same of trades that were missed and fetched. */
    BACKFILL,
    /** The same of ticks from a socket in the first seconds of a run. */
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

    /** One tick in so many has its sections measured; a power of two. */
    public static final int SAMPLED_ONE_IN = 64;
    /** How long after its first tick a run counts as warming up, ns. */
    public static final long WARM_UP_NS = 5_000_000_000L;

    /** @return as it stands in the log */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
