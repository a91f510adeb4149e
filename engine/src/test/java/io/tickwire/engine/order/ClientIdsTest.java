package io.tickwire.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Client ids as they are specified: each of the four parts in its place, in base 36. */
final class ClientIdsTest {
    private static String id(long key, long incarnation, long sequence, int ordinal) {
        return new String(
            new ClientIds(key).make(incarnation, sequence, ordinal), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, 3, 4, 0000010200000000304", "0, 1, 0, 0, 0000000100000000000",
        "0, 1, 1, 1, 0000000100000000101", "0, 1, 1, 9, 0000000100000000109",
        "0, 1, 1, 10, 000000010000000010A", "0, 1, 1, 35, 000000010000000010Z",
        "0, 1, 1, 36, 0000000100000000110", "0, 1, 1, 250, 000000010000000016Y",
        "2176782335, 1023, 1099511627775, 31, ZZZZZZSF0E13WU1OF0V"})
    void hasEachPartInItsPlace(
        long key, long incarnation, long sequence, int ordinal, String expected) {
        assertThat(id(key, incarnation, sequence, ordinal)).hasSize(ClientIds.LENGTH);
        assertThat(id(key, incarnation, sequence, ordinal)).isEqualTo(expected);
    }

    @Test
    void anotherPartIsAnotherId() {
        Set<String> ids = new HashSet<>();
        for (int one = 0; one < 40; one++) {
            ids.add(id(one, 100, 100, 100));
            ids.add(id(100, one, 100, 100));
            ids.add(id(100, 100, one, 100));
            ids.add(id(100, 100, 100, one));
        }
        assertThat(ids).hasSize(160);
    }
}
