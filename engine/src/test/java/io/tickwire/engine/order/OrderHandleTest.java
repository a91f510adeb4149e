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
        "0, 1, 1, 0, 35184372088864", "0, 1, 1, 31, 35184372088895",
        "0, 1, 2, 0, 35184372088896", "0, 2, 1, 0, 70368744177696",
        "1, 1, 1, 0, 36063981391052832",
        "0, 1, 1099511627775, 31, 70368744177663",
        "0, 1023, 1099511627775, 31, 36028797018963967",
        "255, 1023, 1099511627775, 31, 9223372036854775807",
        // Of the key only the low byte counts.
        "256, 1, 1, 0, 35184372088864", "-1, 1023, 1099511627775, 31, 9223372036854775807"})
    void bitsLieAsDrawn(long key, long incarnation, long sequence, int ordinal, long expected) {
        assertThat(OrderHandle.of(key, incarnation, sequence, ordinal)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1024, 1, 0, 'incarnation=1024, limit=1023'", "0, 1, 0, 'incarnation=0, limit=1023'",
        "1, 1099511627776, 0, 'sequence=1099511627776, limit=1099511627775'",
        "1, 0, 0, 'sequence=0, limit=1099511627775'",
        "1, 1, 32, 'ordinal=32, limit=31'", "1, 1, -1, 'ordinal=-1, limit=31'"})
    void oneFurtherWouldBeTheHandleOfAnother(
        long incarnation, long sequence, int ordinal, String message) {
        assertThatThrownBy(() -> OrderHandle.of(0, incarnation, sequence, ordinal))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("no handle for another order: " + message);
    }

    @Test
    void anInputHasOneForEachOfItsRequests() {
        assertThat(OrderRequests.MAX).isEqualTo(32);
        assertThat(OrderHandle.MAX_ORDINAL).isEqualTo(31);
    }
}
