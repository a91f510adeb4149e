package io.tickwire.engine.event;

/** How far a feed can be trusted; see the table in the README. */
public enum FeedFlag implements Label {
    /** Every stream is fresh from its socket. */
    GREEN(0),
    /** Some stream is not. */
    YELLOW(1),
    /** No fresh ticks from any source. */
    RED(2);

    @Override
    public String label() {
        return name();
    }

    private static final FeedFlag[] VALUES = values();

    private final int severity;

    FeedFlag(int severity) {
        this.severity = severity;
    }

    /**
     * Whether a feed under this flag can be trusted less.
     *
     * @param other flag
     * @return whether it can
     */
    public boolean isWorseThan(FeedFlag other) {
        return severity > other.severity;
    }

    /**
     * The constant of a journaled value, without allocating.
     *
     * @param value its ordinal
     * @return the constant
     */
    public static FeedFlag of(long value) {
        return VALUES[(int) value];
    }
}
