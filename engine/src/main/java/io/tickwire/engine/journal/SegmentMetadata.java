package io.tickwire.engine.journal;

import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Field;
import io.tickwire.engine.session.OrderKey;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The first document of a segment: self-describing Wire, so that a reader in ten years needs
 * nothing else. Its last eight bytes are the CRC32C, in hexadecimal, of everything between the
 * length word and them; that number seeds the checksums of the segment's records.
 *
 * @param session     session id
 * @param orderKey    tells its orders from those of every other session
 * @param incarnation 1 for the first run, one more for each resume
 * @param segment     index, from 1
 * @param config      the frozen configuration
 * @param schema      the layout table
 * @param stateVersion of the state in SNAPSHOTs
 */
record SegmentMetadata(
    String session, long orderKey, int incarnation, int segment, String config,
    String schema, int stateVersion) {

    private static final int CRC_LENGTH = 8;

    /** As this build writes it. */
    SegmentMetadata(
        String session, long orderKey, int incarnation, int segment, String config,
        String schema) {
        this(session, orderKey, incarnation, segment, config, schema,
            JournalFormat.STATE_VERSION);
    }

    /** Of a session whose order key follows from its id. */
    SegmentMetadata(
        String session, int incarnation, int segment, String config, String schema) {
        this(session, OrderKey.of(session), incarnation, segment, config, schema);
    }

    /** Of another segment of the same run. */
    SegmentMetadata withSegment(int index) {
        return new SegmentMetadata(
            session, orderKey, incarnation, index, config, schema, stateVersion);
    }

    /** Throws where another build has to run the inputs, since this one has another state. */
    void checkStateVersion() throws IOException {
        if (stateVersion != JournalFormat.STATE_VERSION) {
            boolean isEarlier = stateVersion < JournalFormat.STATE_VERSION;
            throw new IOException("session " + session + " was recorded by "
                + (isEarlier ? "an earlier" : "a later") + " build (state version " + stateVersion
                + ", here " + JournalFormat.STATE_VERSION + "): only builds of that version can"
                + " resume or replay it; journal describe, dump and verify read it");
        }
    }

    /** The layout table of this version, as it goes into each segment. */
    static String currentSchema() {
        StringBuilder schema = new StringBuilder(4096);
        for (EventType type : EventType.values()) {
            schema.append(type.name()).append(' ').append(type.code());
            for (Field field : type.fields()) {
                schema.append(' ').append(field.name()).append(':')
                    .append(field.unit().name()).append('@').append(field.offset());
                if (!field.labels().isEmpty()) {
                    schema.append('[').append(String.join(",", field.labels())).append(']');
                }
            }
            schema.append(type.hasVariablePart() ? " var\n" : "\n");
        }
        return schema.toString();
    }

    /** The document with its length word; a multiple of 8 long. */
    byte[] toBytes() {
        byte[] document = encode("");
        int missing = -document.length & 7;
        document = encode(" ".repeat(missing));
        if ((document.length & 7) != 0 || document.length > JournalFormat.MAX_METADATA_LENGTH) {
            throw new IllegalStateException("metadata length: length=" + document.length
                + ", limit=" + JournalFormat.MAX_METADATA_LENGTH);
        }
        int crcOffset = document.length - CRC_LENGTH;
        byte[] crc = hex(crc(document, crcOffset));
        System.arraycopy(crc, 0, document, crcOffset, CRC_LENGTH);
        return document;
    }

    private byte[] encode(String padding) {
        Bytes<byte[]> bytes = Bytes.allocateElasticOnHeap(16 * 1024);
        Wire wire = WireType.BINARY_LIGHT.apply(bytes);
        wire.usePadding(false);
        wire.writeDocument(true, out -> {
            out.write("format").int32(JournalFormat.VERSION);
            out.write("session").text(session);
            out.write("order_key").text(HexFormat.of().toHexDigits(orderKey));
            out.write("incarnation").int32(incarnation);
            out.write("segment").int32(segment);
            out.write("config").text(config);
            out.write("schema").text(schema);
            out.write("state_version").int32(stateVersion);
            // Longer than any short form, so that padding never changes the encoding around it.
            out.write("padding").text("................................" + padding);
            out.write("crc").text("00000000");
        });
        return bytes.toByteArray();
    }

    /** Seed that the records of a segment with this document use. */
    static int seed(byte[] document) {
        return crc(document, document.length - CRC_LENGTH);
    }

    private static int crc(byte[] document, int end) {
        CRC32C crc = new CRC32C();
        crc.update(document, Integer.BYTES, end - Integer.BYTES);
        return (int) crc.getValue();
    }

    private static byte[] hex(int crc) {
        return HexFormat.of().toHexDigits(crc).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * What stands at the front of a segment.
     *
     * @param metadata null where it cannot be read or its checksum is wrong
     * @param length   bytes up to the first record, 0 where there is no document at all
     * @param damage   what is wrong with it in words, null where nothing is
     * @param seed     of the records
     * @param otherSeed seed to try where the first fits no record
     */
    record Found(
        SegmentMetadata metadata, int length, String damage, int seed, int otherSeed) {
    }

    /**
     * Finds the document at the front of a segment. Where it is damaged, so much is saved that the
     * records behind it can be read: its length and their seed. Its fields are trusted only as far
     * as its checksum goes.
     */
    static Found find(UnsafeBuffer buffer, int limit) {
        int length = lengthByWord(buffer, limit);
        if (length > 0 && hasItsChecksum(copy(buffer, length))) {
            byte[] document = copy(buffer, length);
            SegmentMetadata metadata = decode(document);
            int seed = seed(document);
            return new Found(metadata, length,
                metadata == null ? "metadata cannot be decoded" : null, seed, seed);
        }
        int proved = lengthByChecksum(buffer, limit);
        if (proved > 0) {
            byte[] document = copy(buffer, proved);
            int word = JournalFormat.META_DATA | proved - Integer.BYTES;
            new UnsafeBuffer(document).putInt(0, word, ByteOrder.LITTLE_ENDIAN);
            int seed = seed(document);
            return new Found(
                decode(document), proved, "metadata length word is wrong", seed, seed);
        }
        if (length > 0) {
            byte[] document = copy(buffer, length);
            int computed = seed(document);
            int stored = isHex(buffer, length - CRC_LENGTH)
                ? parseHex(document, length - CRC_LENGTH) : computed;
            return new Found(null, length, "metadata checksum differs", computed, stored);
        }
        return new Found(null, 0, "no metadata", 0, 0);
    }

    /** Compares text, not numbers: capital digits would be damage too. */
    private static boolean hasItsChecksum(byte[] document) {
        int at = document.length - CRC_LENGTH;
        return Arrays.equals(hex(crc(document, at)), 0, CRC_LENGTH, document, at, document.length);
    }

    private static int lengthByWord(UnsafeBuffer buffer, int limit) {
        if (limit < Integer.BYTES) {
            return 0;
        }
        int word = buffer.getInt(0, ByteOrder.LITTLE_ENDIAN);
        int length = (word & JournalFormat.LENGTH_MASK) + Integer.BYTES;
        boolean plausible = (word & ~JournalFormat.LENGTH_MASK) == JournalFormat.META_DATA
            && (length & 7) == 0 && length > CRC_LENGTH + Integer.BYTES && length <= limit
            && length <= JournalFormat.MAX_METADATA_LENGTH;
        return plausible ? length : 0;
    }

    /** Where the length word is damaged, the document still ends in its own checksum. */
    private static int lengthByChecksum(UnsafeBuffer buffer, int limit) {
        CRC32C crc = new CRC32C();
        int most = Math.min(limit, JournalFormat.MAX_METADATA_LENGTH);
        byte[] bytes = copy(buffer, most & ~7);
        int done = Integer.BYTES;
        for (int length = 24; length <= bytes.length; length += 8) {
            crc.update(bytes, done, length - CRC_LENGTH - done);
            done = length - CRC_LENGTH;
            if (isHex(buffer, done) && parseHex(bytes, done) == (int) crc.getValue()) {
                return length;
            }
        }
        return 0;
    }

    private static SegmentMetadata decode(byte[] document) {
        try {
            Wire wire = WireType.BINARY_LIGHT.apply(Bytes.wrapForRead(document));
            wire.usePadding(false);
            SegmentMetadata[] read = new SegmentMetadata[1];
            wire.readDocument(in -> {
                in.read("format").int32();
                String session = in.read("session").text();
                long orderKey = HexFormat.fromHexDigitsToLong(in.read("order_key").text());
                int incarnation = in.read("incarnation").int32();
                int segment = in.read("segment").int32();
                String config = in.read("config").text();
                String schema = in.read("schema").text();
                // Wire gives 0 where there is no such field.
                int stateVersion = Math.max(
                    JournalFormat.FIRST_STATE_VERSION, in.read("state_version").int32());
                read[0] = new SegmentMetadata(
                    session, orderKey, incarnation, segment, config, schema, stateVersion);
            }, null);
            return read[0];
        } catch (RuntimeException damaged) {
            // The caller reports it as damage; Wire has no common type for what it may throw here.
            return null;
        }
    }

    private static byte[] copy(UnsafeBuffer buffer, int length) {
        byte[] copy = new byte[length];
        buffer.getBytes(0, copy);
        return copy;
    }

    private static boolean isHex(UnsafeBuffer buffer, int offset) {
        for (int i = 0; i < CRC_LENGTH; i++) {
            if (Character.digit(buffer.getByte(offset + i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int parseHex(byte[] document, int offset) {
        return Integer.parseUnsignedInt(
            new String(document, offset, CRC_LENGTH, StandardCharsets.US_ASCII), 16);
    }
}
