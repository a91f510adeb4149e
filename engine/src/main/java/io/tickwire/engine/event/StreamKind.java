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

    /**
     * The kind of stream that a tick belongs to.
     *
     * @param tick QUOTE, TRADE, STATS or MARK
     * @return its kind
     */
    public static StreamKind ofTick(EventType tick) {
        switch (tick) {
            case QUOTE:
                return QUOTE;
            case TRADE:
                return TRADE;
            case STATS:
                return STATS;
            case MARK:
                return MARK;
            default:
                throw new IllegalArgumentException("no tick: " + tick);
        }
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
