package io.tickwire.engine.event;

/** How a venue counts usage against a limit: in fixed or in sliding windows. */
public enum WindowKind implements Label {
    /** Anew at each multiple of the duration, by its own clock. */
    FIXED,
    /** Over the duration that ends now. */
    SLIDING;

    private static final WindowKind[] VALUES = values();

    /**
     * The constant of a journaled value, without allocating.
     *
     * @param value its ordinal
     * @return the constant
     */
    public static WindowKind of(long value) {
        return VALUES[(int) value];
    }
}
