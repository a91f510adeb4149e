package io.tickwire.engine.journal;

import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Memory of the segment being written: metadata at its front, zeros behind, allocated so far as the
 * engine may write. Subclasses decide where the memory comes from and what happens when it is full;
 * the engine thread only writes to it.
 */
abstract class Segment {
    private final int index;
    private final ByteBuffer bytes;
    private final UnsafeBuffer buffer;
    private final int metadataLength;
    private final RecordChecksum checksum;

    Segment(int index, ByteBuffer bytes, int metadataLength, int seed) {
        this.index = index;
        this.bytes = bytes;
        this.buffer = new UnsafeBuffer(bytes);
        this.metadataLength = metadataLength;
        this.checksum = new RecordChecksum(seed);
    }

    int index() {
        return index;
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    /** The same memory for whoever needs a ByteBuffer; position and limit are the engine's. */
    ByteBuffer bytes() {
        return bytes;
    }

    int metadataLength() {
        return metadataLength;
    }

    /** Of its records; the engine's. */
    RecordChecksum checksum() {
        return checksum;
    }

    /** How far it may be written, from its beginning; may grow up to its capacity. Any thread. */
    int allocatedLength() {
        return bytes.capacity();
    }

    /**
     * Engine: gives it back; nothing more is written into it.
     *
     * @param length bytes that are written
     */
    abstract void finish(int length);
}
