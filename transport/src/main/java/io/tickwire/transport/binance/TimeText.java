package io.tickwire.transport.binance;

import io.tickwire.engine.event.Event;
import io.tickwire.transport.json.IntegerText;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Parses the times of messages: milliseconds since the epoch, or where somebody asked for them,
 * with {@code timeUnit=MICROSECOND} or the header {@code X-MBX-TIME-UNIT}, microseconds
 * (protocols/binance.md B, Units). Which it is, their size tells: as microseconds the lowest that
 * is taken for them is of 1973, as milliseconds of the year 5138.
 */
final class TimeText {
    private static final long LEAST_MICROS = 100_000_000_000_000L;
    private static final long MOST_MICROS = 100_000_000_000_000_000L;
    private static final long MICROS_A_MS = 1_000;

    private TimeText() {
    }

    /**
     * The time.
     *
     * @param buffer holds its text, a JSON integer
     * @param start  offset of the first byte
     * @param length bytes
     * @return ms since the epoch, cut; {@link Event#ABSENT} where no clock can show it
     */
    static long parse(UnsafeBuffer buffer, int start, int length) {
        return ms(IntegerText.parse(buffer, start, length));
    }

    /**
     * The time that a number means.
     *
     * @param time in either unit
     * @return ms since the epoch, cut; {@link Event#ABSENT} where no clock can show it
     */
    static long ms(long time) {
        if (time < 0 || time >= MOST_MICROS) {
            return Event.ABSENT;
        }
        return time < LEAST_MICROS ? time : time / MICROS_A_MS;
    }
}
