package io.tickwire.engine.event;

/** How far a feed can be trusted. */
public enum FeedFlag implements Label {
    /** Every stream is fresh from its socket. */
    GREEN,
    /** Some stream is not. */
    YELLOW,
    /** No fresh ticks from any source. */
    RED;

    @Override
    public String label() {
        return name();
    }

    private static final FeedFlag[] VALUES = values();

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
