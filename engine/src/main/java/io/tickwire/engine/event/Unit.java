package io.tickwire.engine.event;

/** Unit of a body field; decides how it is printed. */
public enum Unit {
    /** Mantissa of the record's price exponent. */
    PRICE,
    /** Mantissa of the record's quantity exponent. */
    QUANTITY,
    /** An identifier or a plain number. */
    NUMBER,
    /** Milliseconds, an instant since the epoch or a duration. */
    MS,
    /** Nanoseconds, an instant since the epoch or a duration. */
    NS,
    /** Millionths. */
    MICRO,
    /** 0 or 1. */
    BOOL,
    /** Index into the field's labels. */
    LABEL,
    /** An amount of money in hundred-millionths of the currency of settlement. */
    MONEY
}
