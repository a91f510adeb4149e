package io.tickwire.engine.journal;

import io.tickwire.engine.event.Header;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Checksum of the records of one segment: CRC32C of the segment's seed, four bytes, and all of the
 * record behind the checksum's place. A CRC is linear, so what the seed adds to it depends on the
 * record's length alone; this is known beforehand for all usual lengths, and the record itself is
 * read where it lies, in whole longs. One thread.
 */
final class RecordChecksum {
    private static final int COVERED_FROM = Header.CRC + Integer.BYTES;
    private static final int USUAL_LENGTH = 1 << 12;
    private static final byte[] ZEROS = new byte[Long.BYTES];

    private final CRC32C crc = new CRC32C();
    private final byte[] seed;
    /** What the seed adds, by longs that are covered. */
    private final int[] ofSeed = new int[USUAL_LENGTH / Long.BYTES];

    /**
     * Of a segment.
     *
     * @param seed its metadata's checksum
     */
    RecordChecksum(int seed) {
        this.seed = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN)
            .putInt(seed).array();
        CRC32C without = new CRC32C();
        begin();
        for (int longs = 0; longs < ofSeed.length; longs++) {
            ofSeed[longs] = (int) (crc.getValue() ^ without.getValue());
            crc.update(ZEROS, 0, ZEROS.length);
            without.update(ZEROS, 0, ZEROS.length);
        }
    }

    /**
     * Of a record in one piece.
     *
     * @param bytes hold it; position and limit are changed
     * @param start index of its length word
     * @param end   index behind it
     */
    int of(ByteBuffer bytes, int start, int end) {
        bytes.limit(end).position(start + COVERED_FROM);
        int covered = bytes.remaining();
        if (covered >= USUAL_LENGTH || covered % Long.BYTES != 0) {
            begin();
            add(bytes);
            return value();
        }
        crc.reset();
        crc.update(bytes);
        return (int) crc.getValue() ^ ofSeed[covered / Long.BYTES];
    }

    /** A record comes that is not in one piece. */
    void begin() {
        crc.reset();
        crc.update(seed, 0, seed.length);
    }

    /** Its next bytes; of the first those behind the checksum's place. */
    void add(ByteBuffer piece) {
        crc.update(piece);
    }

    /** Of all that was added. */
    int value() {
        return (int) crc.getValue();
    }
}
