package io.tickwire.engine.paper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices of different scales. */
final class PaperPricesTest {
    @ParameterizedTest
    @CsvSource({"10000, -2, 100000, -3, 0", "10001, -2, 100009, -3, 1", "10000, -2, 100001, -3, -1",
        "0, 0, 0, -8, 0", "1, 0, 0, -18, 1",
        // Longer than a long, once both have as many decimals.
        "9223372036854775807, 0, 9223372036854775807, -18, 1",
        "9223372036854775807, 0, 9223372036854775807, 0, 0"})
    void areComparedWithoutRounding(long a, int aExponent, long b, int bExponent, int sign) {
        assertThat(PaperPrices.compare(a, aExponent, b, bExponent)).isEqualTo(sign);
        assertThat(PaperPrices.compare(b, bExponent, a, aExponent)).isEqualTo(-sign);
    }
}
