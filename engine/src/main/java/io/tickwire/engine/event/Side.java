package io.tickwire.engine.event;

/** Buy or sell. */
public enum Side implements Label {
    /** Buy. */
    BUY,
    /** Sell. */
    SELL;

    @Override
    public String label() {
        return name();
    }

    private static final Side[] VALUES = values();

    /**
     * The constant of a journaled value, without allocating.
     *
     * @param value its ordinal
     * @return the constant
     */
    public static Side of(long value) {
        return VALUES[(int) value];
    }
}
