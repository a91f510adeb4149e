package io.tickwire.engine.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms 30s 5m 1h}. */
public final class Durations {
    /** What a duration looks like, for messages. */
    public static final String EXAMPLES = "a whole number and a unit such as 500ms, 30s, 5m, 1h";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})(ms|s|m|h)");
    private static final String[] UNITS = {"h", "m", "s", "ms"};

    private Durations() {
    }

    /**
     * Reads a duration.
     *
     * @param text such as {@code 30s}
     * @return ns
     * @throws IllegalArgumentException if it is none, or longer than 292 years
     */
    public static long parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a duration");
        }
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), unitNs(matcher.group(2)));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("duration too long", e);
        }
    }

    /**
     * Writes a duration in the largest unit that leaves a whole number.
     *
     * @param ns 0 or more, a multiple of a millisecond
     * @return text that {@link #parse} takes
     */
    public static String format(long ns) {
        if (ns < 0 || ns % unitNs("ms") != 0) {
            throw new IllegalArgumentException("not whole milliseconds: ns=" + ns);
        }
        String unit = "ms";
        for (int i = 0; i < UNITS.length && ns > 0; i++) {
            if (ns % unitNs(UNITS[i]) == 0) {
                unit = UNITS[i];
                break;
            }
        }
        return ns / unitNs(unit) + unit;
    }

    private static long unitNs(String unit) {
        return switch (unit) {
            case "h" -> 3_600_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "s" -> 1_000_000_000L;
            default -> 1_000_000L;
        };
    }
}
