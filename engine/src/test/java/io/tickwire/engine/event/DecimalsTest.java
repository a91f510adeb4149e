package io.tickwire.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers at the edge of what a long holds. */
final class DecimalsTest {
    @ParameterizedTest
    @CsvSource({
        // 2^63 does not fit; the double before it does.
        "0x1p63, 0, -9223372036854775808", "0x1.fffffffffffffp62, 0, 9223372036854774784",
        "-0x1p63, 0, -9223372036854775808", "-0x1.fffffffffffffp62, 0, -9223372036854774784",
        "NaN, 0, -9223372036854775808", "Infinity, -2, -9223372036854775808",
        "9.0, -18, 9000000000000000000", "9.3, -18, -9223372036854775808",
        "0.5, 0, 1", "0.49999999999999994, 0, 0", "-0.5, 0, -1", "1.5, 0, 2", "2.5, 0, 3",
        "0.57, -2, 57", "1.15, -1, 12", "-0.0, -2, 0"})
    void theMantissaNearestToADouble(double value, int exponent, long expected) {
        assertThat(Decimals.ofDouble(value, exponent)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "5, -1, 0, 1", "4, -1, 0, 0", "-5, -1, 0, -1", "-4, -1, 0, 0", "15, -1, 0, 2",
        "500000000000000000, -18, 0, 1", "499999999999999999, -18, 0, 0",
        "9223372036854775807, -18, 0, 9", "-9223372036854775808, -18, 0, -9223372036854775808",
        "7, 0, -18, 7000000000000000000", "10, 0, -18, -9223372036854775808"})
    void lostDigitsAreRoundedHalfUp(long mantissa, int from, int to, long expected) {
        assertThat(Decimals.rescaleHalfUp(mantissa, from, to)).isEqualTo(expected);
    }
}
