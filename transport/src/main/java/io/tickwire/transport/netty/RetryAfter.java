package io.tickwire.transport.netty;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The Retry-After header of RFC 9110, section 10.2.3: seconds, or a date. */
public final class RetryAfter {
    /** The header is absent or makes no sense. */
    public static final long ABSENT = -1;
    /** Longest that a server is obeyed, whatever it says: a week. */
    public static final long MAX_WAIT_NS = TimeUnit.DAYS.toNanos(7);

    private RetryAfter() {
    }

    /**
     * How long to wait. A date is measured against the answer's own Date, so that a wrong clock
     * of ours does no harm.
     *
     * @param headers of the answer, by names in any case
     * @return seconds, or {@link #ABSENT}
     */
    public static long seconds(UnaryOperator<String> headers) {
        String value = headers.apply("Retry-After");
        if (value == null) {
            return ABSENT;
        }
        try {
            return value.trim().matches("[0-9]{1,18}")
                ? Long.parseLong(value.trim())
                : Math.max(0, Duration.between(
                    instant(headers.apply("Date")), instant(value)).getSeconds());
        } catch (DateTimeException e) {
            return ABSENT;
        }
    }

    /**
     * The same as a time to wait.
     *
     * @param seconds or {@link #ABSENT}
     * @return ns, at most {@link #MAX_WAIT_NS}, 0 where the server says nothing
     */
    public static long waitNs(long seconds) {
        return Math.min(MAX_WAIT_NS, TimeUnit.SECONDS.toNanos(Math.max(0, seconds)));
    }

    private static Instant instant(String date) {
        if (date == null) {
            throw new DateTimeException("absent");
        }
        return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.trim(), Instant::from);
    }
}
