package io.tickwire.engine.latency;

import java.util.Locale;

/**
 * A measured section of the path from receive to decision; its name is the tag of its histograms in
 * the {@code .hlog}.
 */
public enum Hop {
    /** Receive to decided: every tick, the whole way through the process. */
    TOTAL,
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

    /** @return as it stands in the log */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
