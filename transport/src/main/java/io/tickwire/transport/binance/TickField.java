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
        /** An id or a count: a JSON integer. */
        INTEGER(Form.NO_SCALE, false, false),
        /** A time: a JSON integer, see {@link TimeText}. */
        TIME(Form.NO_SCALE, false, false),
        /** A JSON boolean. */
        BOOL(Form.NO_SCALE, false, false),
        /** A plain decimal in a string, one of the event's prices. */
        PRICE(Form.PRICE_SCALE, true, false),
        /** As PRICE, but what it says about decimals is not the instrument's. */
        RATE(Form.PRICE_SCALE, false, false),
        /** A plain decimal in a string, one of the event's quantities. */
        QUANTITY(Form.QUANTITY_SCALE, true, false),
        /** As QUANTITY, but absent and flagged where it does not fit. */
        VOLUME(Form.QUANTITY_SCALE, true, true),
        /** As VOLUME, in the quote asset. */
        QUOTE_VOLUME(Form.QUANTITY_SCALE, false, true);

        /** Not scaled. */
        static final int NO_SCALE = -1;
        /** Shares the price exponent. */
        static final int PRICE_SCALE = 0;
        /** Shares the quantity exponent. */
        static final int QUANTITY_SCALE = 1;

        final int scale;
        final boolean ofInstrument;
        final boolean mayBeDropped;

        Form(int scale, boolean ofInstrument, boolean mayBeDropped) {
            this.scale = scale;
            this.ofInstrument = ofInstrument;
            this.mayBeDropped = mayBeDropped;
        }
    }
}
