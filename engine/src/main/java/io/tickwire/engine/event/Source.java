package io.tickwire.engine.event;

/** Where an event came from; the source byte of its header. */
public enum Source implements Label {
    /** The engine itself: timers, session facts, decisions. */
    ENGINE,
    /** A venue's socket, live or recorded. */
    SOCKET,
    /** A REST poll. */
    POLL,
    /** A REST call that filled a hole. */
    BACKFILL,
    /** A REST call at the start. */
    REST;

    private static final Source[] VALUES = values();

    /**
     * The constant of a journaled code, without allocating.
     *
     * @param code its ordinal
     * @return the constant
     */
    public static Source of(int code) {
        return VALUES[code];
    }
}
