package io.tickwire.transport.netty;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** The Retry-After header of RFC 9110, section 10.2.3: seconds, or a date. */
public final class RetryAfter {
    /** The header is absent or makes no sense. */
    public static final long ABSENT = -1;

    private RetryAfter() {
    }

    /**
     * How long to wait. A date is measured against the answer's own Date, so that a wrong clock
     * of ours does no harm.
     *
     * @param headers of the answer
     * @return seconds, or {@link #ABSENT}
     */
    public static long seconds(HttpHeaders headers) {
        String value = headers.get(HttpHeaderNames.RETRY_AFTER);
        if (value == null) {
            return ABSENT;
        }
        try {
            return value.trim().matches("[0-9]{1,18}")
                ? Long.parseLong(value.trim())
                : Math.max(0, Duration.between(
                    instant(headers.get(HttpHeaderNames.DATE)), instant(value)).getSeconds());
        } catch (DateTimeException e) {
            return ABSENT;
        }
    }

    private static Instant instant(String date) {
        if (date == null) {
            throw new DateTimeException("absent");
        }
        return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.trim(), Instant::from);
    }
}
