package io.tickwire.engine.journal;

import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Header;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Constants of the journal format, shared by writer and readers; specified in {@code
 * engine/JOURNAL.md}. The bits of the length word are those of Chronicle Wire documents; a test
 * asserts them against the library.
 */
final class JournalFormat {
    /** Version of the format, stands in each segment's metadata. */
    static final int VERSION = 2;
    /**
     * Version of what the format does not describe: the layout of the state in SNAPSHOTs, and the
     * decisions that lead to it. To be raised with each change of either that would make recorded
     * sessions replay otherwise; the golden session's recorder insists.
     */
    static final int STATE_VERSION = 3;
    /** Of segments that do not say it. */
    static final int FIRST_STATE_VERSION = 1;
    /** Bit of the length word: being written. */
    static final int NOT_COMPLETE = 0x8000_0000;
    /** Bit of the length word: a metadata document. */
    static final int META_DATA = 0x4000_0000;
    /** Bits of the length word that hold the length. */
    static final int LENGTH_MASK = 0x3fff_ffff;
    /** Longest metadata document, bytes; it holds the configuration and the schema. */
    static final int MAX_METADATA_LENGTH = 256 * 1024;

    private static final Pattern SEGMENT_NAME = Pattern.compile("(\\d{8})\\.journal");

    private JournalFormat() {
    }

    static Path segmentFile(Path directory, int index) {
        return directory.resolve(String.format(Locale.ROOT, "%08d.journal", index));
    }

    /** Index in a segment's file name, 0 where it is no segment. */
    static int segmentIndex(Path file) {
        Matcher matcher = SEGMENT_NAME.matcher(file.getFileName().toString());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /**
     * Length of the record or document at an offset.
     *
     * @return bytes with the length word, 0 where nothing is written, -1 where the word cannot be
     *     that of a complete data document inside the limit
     */
    static int dataLength(UnsafeBuffer buffer, int offset, int limit) {
        if (limit - offset < Header.LENGTH_WORD + Integer.BYTES) {
            return -1;
        }
        int word = buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN);
        if (word == 0) {
            return 0;
        }
        int length = (word & LENGTH_MASK) + Integer.BYTES;
        boolean plausible = (word & ~LENGTH_MASK) == 0 && length >= Header.LENGTH
            && (length & 7) == 0 && length <= limit - offset;
        return plausible ? length : -1;
    }

    /**
     * Whether header and body of a record agree with its length and the layout table; of a type
     * that a later version added only how long its body may be is known. Cheap, and so strict that
     * hardly anything but a record passes.
     */
    static boolean matchesLayout(EventType type, int varLength, int length) {
        if (varLength < 0 || varLength > length - Header.LENGTH) {
            return false;
        }
        if (type == null) {
            int bodyLength = length - Header.recordLength(0, varLength);
            return bodyLength >= 0 && bodyLength <= Header.MAX_BODY_LONGS * Long.BYTES;
        }
        return (varLength == 0 || type.hasVariablePart())
            && Header.recordLength(type.bodyLength(), varLength) == length;
    }
}
