package io.tickwire.transport.json;

/**
 * Types of JSON values. Small integers, so that tables of values on the hot path are arrays of
 * primitives.
 */
public final class JsonType {
    /** No value yet. */
    public static final int NONE = 0;
    /** An object, braces included in its span. */
    public static final int OBJECT = 1;
    /** An array, brackets included in its span. */
    public static final int ARRAY = 2;
    /** A string without escapes: the bytes between the quotes are its text. */
    public static final int STRING = 3;
    /** A string with escapes, see {@link JsonText#unescape}. */
    public static final int ESCAPED_STRING = 4;
    /** A number without fraction and exponent. */
    public static final int INTEGER = 5;
    /** A number with a fraction or an exponent. */
    public static final int FRACTION = 6;
    /** The literal true. */
    public static final int TRUE = 7;
    /** The literal false. */
    public static final int FALSE = 8;
    /** The literal null. */
    public static final int NULL = 9;

    private JsonType() {
    }
}
