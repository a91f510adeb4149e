package io.tickwire.transport.json;

/** Why a {@link JsonScanner} stopped. */
public enum JsonFault {
    /** Nothing is wrong so far. */
    NONE,
    /** Not JSON by RFC 8259, or not UTF-8. */
    MALFORMED,
    /** Nested deeper than {@link JsonScanner#MAX_DEPTH}. */
    TOO_DEEP
}
