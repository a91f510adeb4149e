package io.tickwire.engine.event;

/** What a stream carries; NONE where a record is not about one stream. */
public enum StreamKind implements Label {
    /** Not one stream. */
    NONE,
    /** Best bid and ask. */
    QUOTE,
    /** Trades. */
    TRADE,
    /** 24 h statistics. */
    STATS,
    /** Mark price and funding. */
    MARK;

    @Override
    public String label() {
        return this == NONE ? "" : Label.super.label();
    }

    private static final StreamKind[] VALUES = values();

    /**
     * The constant of a journaled value, without allocating.
     *
     * @param value its ordinal
     * @return the constant
     */
    public static StreamKind of(long value) {
        return VALUES[(int) value];
    }
}
