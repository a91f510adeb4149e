package io.tickwire.engine.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 64KiB 16MiB 1GiB}. */
public final class Sizes {
    /** What a size looks like, for messages. */
    public static final String EXAMPLES = "a whole number and a unit such as 64KiB, 16MiB, 1GiB";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(KiB|MiB|GiB)");
    private static final String[] UNITS = {"GiB", "MiB", "KiB"};

    private Sizes() {
    }

    /**
     * Reads a size.
     *
     * @param text such as {@code 16MiB}
     * @return bytes
     * @throws IllegalArgumentException if it is none
     */
    public static long parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a size");
        }
        return Long.parseLong(matcher.group(1)) * unitLength(matcher.group(2));
    }

    /**
     * Writes a size in the largest unit that leaves a whole number.
     *
     * @param bytes 0 or more, a multiple of 1024
     * @return text that {@link #parse} takes
     */
    public static String format(long bytes) {
        if (bytes < 0 || bytes % unitLength("KiB") != 0) {
            throw new IllegalArgumentException("not whole KiB: bytes=" + bytes);
        }
        String unit = "KiB";
        for (int i = 0; i < UNITS.length && bytes > 0; i++) {
            if (bytes % unitLength(UNITS[i]) == 0) {
                unit = UNITS[i];
                break;
            }
        }
        return bytes / unitLength(unit) + unit;
    }

    private static long unitLength(String unit) {
        return switch (unit) {
            case "GiB" -> 1L << 30;
            case "MiB" -> 1L << 20;
            default -> 1L << 10;
        };
    }
}
