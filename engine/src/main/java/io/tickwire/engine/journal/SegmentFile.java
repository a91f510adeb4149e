package io.tickwire.engine.journal;

import io.tickwire.engine.session.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.agrona.IoUtil;

/**
 * A segment file being written: mapped in its full length, metadata in place, real zeros in it just
 * ahead of where the engine writes, and these pages touched. Zeros that lie there long before the
 * data go to the disk by themselves, and each of their pages costs the engine a fault afterwards.
 * The thread of {@link SegmentSupply} prepares, allocates and closes it, the engine thread writes
 * it in between; the queues between the two hand it over.
 */
final class SegmentFile extends Segment {
    /** Bytes that are allocated at a time. */
    static final int PIECE_LENGTH = 1 << 20;

    private static final int PAGE_LENGTH = 4096;
    // Only read. The helpers of several journals may share it.
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(PIECE_LENGTH);

    private final Path file;
    private final FileChannel channel;
    private final MappedByteBuffer mapped;
    private final Consumer<SegmentFile> finished;
    private volatile int allocatedLength;
    private int writtenLength;

    private SegmentFile(Path file, FileChannel channel, int index, MappedByteBuffer mapped,
        int metadataLength, int seed, Consumer<SegmentFile> finished) {
        super(index, mapped, metadataLength, seed);
        this.file = file;
        this.channel = channel;
        this.mapped = mapped;
        this.finished = finished;
        this.allocatedLength = metadataLength;
    }

    /**
     * Makes the file and allocates its first piece.
     *
     * @param finished engine: gets it back
     * @throws IOException if the disk is full or the file exists
     */
    static SegmentFile prepare(Path directory, SegmentMetadata metadata, int length,
        Consumer<SegmentFile> finished) throws IOException {
        Path file = JournalFormat.segmentFile(directory, metadata.segment());
        byte[] document = metadata.toBytes();
        FileChannel channel = OwnerOnly.open(file, StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ, StandardOpenOption.WRITE);
        MappedByteBuffer mapped = null;
        try {
            writeFully(channel, ByteBuffer.wrap(document), 0);
            mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, length);
            SegmentFile segment = new SegmentFile(file, channel, metadata.segment(), mapped,
                document.length, SegmentMetadata.seed(document), finished);
            segment.allocate(Math.min(length, PIECE_LENGTH));
            return segment;
        } catch (IOException | RuntimeException cannot) {
            IoUtil.unmap(mapped);
            channel.close();
            throw cannot;
        }
    }

    /**
     * Helper: allocates it so far, by pieces. Zeros go through the channel, so that a full disk is
     * an exception here and not a lost store in a mapped page later.
     *
     * @param length from the beginning, within the capacity
     * @throws IOException if the disk is full; what was allocated before may still be written
     */
    void allocate(int length) throws IOException {
        int from = allocatedLength;
        while (from < length) {
            int to = Math.min(length, from + PIECE_LENGTH);
            writeFully(channel, ZEROS.duplicate().limit(to - from), from);
            for (int at = from & -PAGE_LENGTH; at < to; at += PAGE_LENGTH) {
                if (at >= from) {
                    // Not through the ByteBuffer, whose limit is the engine's.
                    buffer().putByte(at, (byte) 0);
                }
            }
            allocatedLength = to;
            from = to;
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes, long at)
        throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    Path file() {
        return file;
    }

    /** The memory that the engine writes, for the disk to take. */
    MappedByteBuffer mapped() {
        return mapped;
    }

    @Override
    int allocatedLength() {
        return allocatedLength;
    }

    @Override
    void finish(int length) {
        // Before the helper gets the segment back.
        writtenLength = length;
        finished.accept(this);
    }

    /**
     * Unmaps and cuts the file to what was written.
     *
     * @throws IOException if the file cannot be cut
     */
    void close() throws IOException {
        IoUtil.unmap(mapped);
        try (channel) {
            channel.truncate(writtenLength);
        }
    }
}
