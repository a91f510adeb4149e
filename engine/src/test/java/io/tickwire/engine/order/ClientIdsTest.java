package io.tickwire.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Client ids as they are specified: each of the three parts in its place, in base 36. */
final class ClientIdsTest {
    private static String id(long key, long sequence, int ordinal) {
        byte[] id = new byte[ClientIds.LENGTH];
        ClientIds.make(key, sequence, ordinal, id);
        return new String(id, StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, 4, 0000000010000000304", "0, 0, 0, 0000000000000000000",
        "0, 1, 9, 0000000000000000109", "0, 1, 10, 000000000000000010A",
        "0, 1, 35, 000000000000000010Z", "0, 1, 36, 0000000000000000110",
        "0, 1, 250, 000000000000000016Y",
        // The last key of nine digits, and the one behind it.
        "101559956668415, 1099511627775, 31, ZZZZZZZZZE13WU1OF0V",
        "101559956668416, 1099511627775, 31, 000000000E13WU1OF0V"})
    void hasEachPartInItsPlace(long key, long sequence, int ordinal, String expected) {
        assertThat(id(key, sequence, ordinal)).hasSize(19).isEqualTo(expected);
    }

    @Test
    void anotherPartIsAnotherId() {
        Set<String> ids = new HashSet<>();
        for (int one = 0; one < 40; one++) {
            ids.add(id(one, 100, 100));
            ids.add(id(100, one, 100));
            ids.add(id(100, 100, one));
        }
        assertThat(ids).hasSize(120);
    }

    @Test
    void aNegativeKeyIsTakenAsUnsigned() {
        // 2^64 - 1 = 3W5E11264SGSF in base 36.
        assertThat(id(-1, 0, 0)).isEqualTo("11264SGSF0000000000");
    }
}
