package io.tickwire.transport.loopback.wire;

/**
 * The venue's own pings.
 *
 * @param pingEveryNs  between two of them
 * @param pongWithinNs without an answer for so long the connection is cut
 */
public record Keepalive(long pingEveryNs, long pongWithinNs) {
    /** The usual one (protocols A2). */
    public static final Keepalive USUAL = new Keepalive(180_000_000_000L, 600_000_000_000L);
}
