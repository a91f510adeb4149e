package io.tickwire.transport.loopback.message;

import io.tickwire.engine.event.Decimals;

/** Builds a compact JSON object in the given order of keys. Values need no escaping. */
public final class JsonText {
    private final StringBuilder text = new StringBuilder(256).append('{');

    public JsonText number(String key, long value) {
        key(key).append(value);
        return this;
    }

    public JsonText bool(String key, boolean value) {
        key(key).append(value);
        return this;
    }

    public JsonText string(String key, String value) {
        key(key).append('"').append(value).append('"');
        return this;
    }

    /** Any JSON as it is. */
    public JsonText json(String key, String value) {
        key(key).append(value);
        return this;
    }

    /** A decimal as a string with all its decimals. */
    public JsonText decimal(String key, long mantissa, int decimals) {
        StringBuilder builder = key(key).append('"');
        appendDecimal(builder, mantissa, decimals);
        builder.append('"');
        return this;
    }

    public String end() {
        return text.append('}').toString();
    }

    public static String decimal(long mantissa, int decimals) {
        StringBuilder builder = new StringBuilder();
        appendDecimal(builder, mantissa, decimals);
        return builder.toString();
    }

    private StringBuilder key(String key) {
        if (text.length() > 1) {
            text.append(',');
        }
        return text.append('"').append(key).append("\":");
    }

    private static void appendDecimal(StringBuilder builder, long mantissa, int decimals) {
        long power = Decimals.powerOfTen(decimals);
        long magnitude = Math.abs(mantissa);
        builder.append(mantissa < 0 ? "-" : "").append(magnitude / power);
        if (decimals > 0) {
            String fraction = Long.toString(magnitude % power);
            builder.append('.').append("0".repeat(decimals - fraction.length())).append(fraction);
        }
    }
}
