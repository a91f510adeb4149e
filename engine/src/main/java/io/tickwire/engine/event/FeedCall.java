package io.tickwire.engine.event;

/** A REST call that the engine may ask for. The venue's package maps it to a path. */
public enum FeedCall implements Label {
    /** No call. */
    NONE(StreamKind.NONE),
    /** Best bid and ask. */
    QUOTE(StreamKind.QUOTE),
    /** Last price only: statistics between two full ones. */
    PRICE(StreamKind.STATS),
    /** Statistics of 24 hours. */
    STATS(StreamKind.STATS),
    /** Mark price and funding. */
    MARK(StreamKind.MARK),
    /** Aggregate trades of one symbol, from an id on or the last one. */
    TRADE(StreamKind.TRADE),
    /** The venue's time; answered by a VENUE_CLOCK as well. */
    CLOCK(StreamKind.NONE),
    /**
     * The venue's list of symbols; answered by INSTRUMENT, TRADING_STATUS and BUDGET_WINDOW as
     * well.
     */
    LISTING(StreamKind.NONE);

    private static final FeedCall[] VALUES = values();

    private final StreamKind kind;

    FeedCall(StreamKind kind) {
        this.kind = kind;
    }

    /** @return the kind of stream whose ticks it brings, NONE where it brings none */
    public StreamKind kind() {
        return kind;
    }

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
    public static FeedCall of(long value) {
        return VALUES[(int) value];
    }
}
