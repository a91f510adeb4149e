package io.tickwire.perf.bench;

import io.tickwire.engine.journal.JournalReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The floor of whatever reads a journal: its bytes, record by record, each with its checksum, and
 * nothing else. Takes a sound journal; compares no checksum with anything.
 *
 * @param records of all segments
 * @param bytes   of those
 * @param sum     of the checksums, so that none is left out
 */
record BareRead(long records, long bytes, long sum) {
    private static final int WINDOW_LENGTH = 1 << 20;
    private static final int LENGTH_MASK = 0x3fff_ffff;
    /** Behind length word and checksum. */
    private static final int CHECKED_FROM = 8;

    /** Reads all segments of a journal. */
    static BareRead of(Path journal) throws IOException {
        ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_LENGTH)
            .order(ByteOrder.LITTLE_ENDIAN);
        BareRead all = new BareRead(0, 0, 0);
        for (Path file : JournalReader.segments(journal)) {
            try (FileChannel channel = FileChannel.open(file)) {
                BareRead segment = read(channel, window);
                all = new BareRead(all.records + segment.records, all.bytes + segment.bytes,
                    all.sum + segment.sum);
            }
        }
        return all;
    }

    private static BareRead read(FileChannel channel, ByteBuffer shared) throws IOException {
        ByteBuffer window = shared;
        CRC32C crc = new CRC32C();
        long sum = 0;
        long records = 0;
        long bytes = 0;
        long next = 0;
        while (true) {
            window.clear();
            if (channel.read(window, next) <= 0) {
                return new BareRead(records, bytes, sum);
            }
            int limit = window.position();
            int at = 0;
            int length = 0;
            while (limit - at >= CHECKED_FROM) {
                int word = window.getInt(at);
                length = (word & LENGTH_MASK) + Integer.BYTES;
                if (word == 0 || length > limit - at) {
                    break;
                }
                crc.reset();
                crc.update(window.limit(at + length).position(at + CHECKED_FROM));
                window.limit(limit);
                sum += crc.getValue();
                // The metadata is no record, but has to be read as well.
                records += word == length - Integer.BYTES ? 1 : 0;
                bytes += length;
                at += length;
            }
            if (at == 0 && length > window.capacity()) {
                window = ByteBuffer.allocateDirect(length).order(ByteOrder.LITTLE_ENDIAN);
            } else if (at == 0) {
                return new BareRead(records, bytes, sum);
            }
            next += at;
        }
    }
}
