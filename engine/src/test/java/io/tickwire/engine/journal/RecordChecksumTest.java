package io.tickwire.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Header;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checksum is the one of JOURNAL.md at any length, and reading it changes no byte. */
final class RecordChecksumTest {
    private static final int START = 24;
    private static final int LONGEST = 10_000;

    private final Random random = new Random(5);
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(START + LONGEST);

    RecordChecksumTest() {
        for (int i = 0; i < bytes.capacity(); i++) {
            bytes.put(i, (byte) random.nextInt());
        }
    }

    private int described(int seed, int length) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, seed));
        crc.update(bytes.duplicate().clear().limit(START + length).position(START + 8));
        return (int) crc.getValue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 0x1234_abcd})
    void isAsDescribedAtAnyLength(int seed) {
        RecordChecksum checksum = new RecordChecksum(seed);
        ByteBuffer before = ByteBuffer.allocate(bytes.capacity()).put(bytes.duplicate().clear());
        for (int length = Header.LENGTH; length <= LONGEST; length++) {
            assertThat(checksum.of(bytes, START, START + length)).as("length %s", length)
                .isEqualTo(described(seed, length));
        }
        assertThat(bytes.clear()).isEqualTo(before.flip());
    }

    @Test
    void piecesAddUp() {
        RecordChecksum checksum = new RecordChecksum(77);
        checksum.of(bytes, 0, LONGEST);
        checksum.begin();
        checksum.add(bytes.duplicate().limit(START + 100).position(START + 8));
        checksum.add(bytes.duplicate().limit(START + LONGEST).position(START + 100));
        assertThat(checksum.value()).isEqualTo(described(77, LONGEST));
    }
}
