package io.tickwire.transport.loopback.rest;

/** How many orders an account may place (protocols A5). */
public final class OrderCountLimits {
    /** In ten seconds of the UTC clock. */
    public static final int TEN_SECONDS = 300;
    /** In its minute. */
    public static final int MINUTE = 1200;

    private OrderCountLimits() {
    }
}
