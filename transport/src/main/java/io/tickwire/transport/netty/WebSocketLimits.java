package io.tickwire.transport.netty;

/**
 * Limits for what a server may send; exceeding one closes the connection with 1009.
 *
 * @param frame     payload bytes of one data frame
 * @param message   bytes of one message
 * @param fragments data frames of one message
 */
public record WebSocketLimits(int frame, int message, int fragments) {
    /** Room for an array of hundreds of symbols, several times over. */
    public static final WebSocketLimits DEFAULT = new WebSocketLimits(2 << 20, 2 << 20, 1024);

    /** Checks the limits. */
    public WebSocketLimits {
        if (frame < 1 || message < 1 || fragments < 1) {
            throw new IllegalArgumentException("limits must be positive: frame=" + frame
                + ", message=" + message + ", fragments=" + fragments);
        }
    }
}
