package io.tickwire.engine.journal;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.session.RegularFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Gives back what a killed run had allocated and not used: the zeros behind the last record of a
 * segment, and segments at the journal's end that were prepared and never begun. Only zeros go;
 * what is torn stays as it is, and what is damaged is not touched.
 */
public final class JournalTrim {
    private final SegmentBytes bytes;
    private long freed;

    private JournalTrim(SegmentBytes bytes) {
        this.bytes = bytes;
    }

    /**
     * Trims a journal that nobody writes.
     *
     * @param directory the session's {@code journal} folder
     * @return bytes given back
     * @throws IOException if a segment cannot be read or cut
     */
    public static long trim(Path directory) throws IOException {
        List<Path> files = JournalReader.segments(directory);
        try (SegmentBytes bytes = new SegmentBytes()) {
            JournalTrim trim = new JournalTrim(bytes);
            boolean atEnd = true;
            for (int i = files.size() - 1; i >= 0; i--) {
                Path file = files.get(i);
                if (atEnd || mayBeUnclosed(file)) {
                    // The first one stays in any case: it says which session that was.
                    atEnd = trim.trimFile(file, atEnd && i > 0);
                }
            }
            return trim.freed;
        }
    }

    /** Closed segments, which are most, end in a record, and hardly any record ends in zeros. */
    private static boolean mayBeUnclosed(Path file) throws IOException {
        try (FileChannel channel = RegularFiles.openToRead(file)) {
            ByteBuffer last = ByteBuffer.allocate(Long.BYTES);
            channel.read(last, Math.max(0, channel.size() - Long.BYTES));
            return last.getLong(0) == 0;
        }
    }

    /** Whether nothing is left of it. */
    private boolean trimFile(Path file, boolean mayDelete) throws IOException {
        SegmentScan scan = SegmentScan.open(file, bytes);
        Event record = new Event();
        while (scan.next(record)) {
            if (scan.takeDamage() != null) {
                return false;
            }
        }
        // One of zeros alone has no metadata, and so nothing damaged either.
        boolean isDamaged = scan.metadata().damage() != null && scan.metadata().length() > 0;
        if (isDamaged || scan.end() == SegmentScan.End.UNSEARCHED) {
            return false;
        }
        if (scan.isEmpty() && mayDelete) {
            freed += bytes.limit();
            Files.delete(file);
            return true;
        }
        int used = scan.usedLength();
        if (used < bytes.limit()) {
            freed += bytes.limit() - used;
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(used);
            }
        }
        return false;
    }
}
