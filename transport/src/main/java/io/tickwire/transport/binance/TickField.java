package io.tickwire.transport.binance;

/**
 * One member of a tick and the field it goes to.
 *
 * @param slot     of its key in {@link RowFields}
 * @param form     how the venue writes it
 * @param offset   of the field in the event
 * @param required whether a tick without it is refused
 */
record TickField(int slot, Form form, int offset, boolean required) {
    /** How the venue writes a value, and which exponent it shares. */
    enum Form {
        /** An id or a time: a JSON integer. */
        INTEGER,
        /** A JSON boolean. */
        BOOL,
        /** A plain decimal in a string, one of the event's prices. */
        PRICE,
        /** As PRICE, but what it says about decimals is not the instrument's. */
        RATE,
        /** A plain decimal in a string, one of the event's quantities. */
        QUANTITY,
        /** As QUANTITY, but absent and flagged where it does not fit. */
        VOLUME,
        /** As VOLUME, in the quote asset. */
        QUOTE_VOLUME
    }
}
