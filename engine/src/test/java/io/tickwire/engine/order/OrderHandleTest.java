package io.tickwire.engine.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each part of a handle at its limits and one past them. */
final class OrderHandleTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, 32", "0, 1, 31, 63", "0, 2, 0, 64", "1, 1, 0, 35184372088864",
        "0, 1099511627775, 31, 35184372088831",
        "262143, 1099511627775, 31, 9223372036854775807",
        // Of the key only the 18 low bits count.
        "262144, 1, 0, 32", "-1, 1099511627775, 31, 9223372036854775807"})
    void bitsLieAsDrawn(long key, long sequence, int ordinal, long expected) {
        assertThat(OrderHandle.of(key, sequence, ordinal)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1099511627776, 0, 'sequence=1099511627776, limit=1099511627775'",
        "0, 0, 'sequence=0, limit=1099511627775'",
        "1, 32, 'ordinal=32, limit=31'", "1, -1, 'ordinal=-1, limit=31'"})
    void oneFurtherWouldBeTheHandleOfAnother(long sequence, int ordinal, String message) {
        assertThatThrownBy(() -> OrderHandle.of(0, sequence, ordinal))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("no handle for another order: " + message);
    }

    @Test
    void anInputHasOneForEachOfItsRequests() {
        assertThat(OrderRequests.MAX).isEqualTo(32);
        assertThat(OrderHandle.MAX_ORDINAL).isEqualTo(31);
    }
}
