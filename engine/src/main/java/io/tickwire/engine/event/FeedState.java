package io.tickwire.engine.event;

/** Where the ticks of a venue come from, over all its streams. */
public enum FeedState implements Label {
    /** Not about a venue. */
    NONE,
    /** The session or incarnation began; within the deadline of the first tick. */
    STARTING,
    /** Every stream comes by its socket. */
    STREAMING,
    /** As before, and a socket is being replaced before it breaks. */
    ROTATING,
    /** Some stream is polled, and no socket that carries it is open. */
    POLLING,
    /** Some stream is polled, and its socket is open again but not yet trusted. */
    RECOVERING,
    /** No stream has fresh ticks from any source. */
    DOWN;

    private static final FeedState[] VALUES = values();

    @Override
    public String label() {
        return this == NONE ? "" : Label.super.label();
    }

    /**
     * The constant of a journaled value, without allocating.
     *
     * @param value its ordinal
     * @return the constant
     */
    public static FeedState of(long value) {
        return VALUES[(int) value];
    }
}
