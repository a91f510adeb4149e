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
 * A segment file being written: fully allocated with real zeros, metadata in place, mapped and
 * touched. The thread of {@link SegmentSupply} prepares and closes it, the engine thread writes it
 * in between; the queues between the two hand it over.
 */
final class SegmentFile extends Segment {
    private static final int ZEROS_LENGTH = 1 << 20;
    private static final int PAGE_LENGTH = 4096;

    private final Path file;
    private final MappedByteBuffer mapped;
    private final Consumer<SegmentFile> finished;
    private int writtenLength;

    private SegmentFile(Path file, int index, MappedByteBuffer mapped, int metadataLength,
        int seed, Consumer<SegmentFile> finished) {
        super(index, mapped, metadataLength, seed);
        this.file = file;
        this.mapped = mapped;
        this.finished = finished;
    }

    /**
     * Makes the file. Zeros go through the channel, so that a full disk is an exception here and
     * not a lost store in a mapped page later.
     *
     * @param finished engine: gets it back
     * @throws IOException if the disk is full or the file exists
     */
    static SegmentFile prepare(Path directory, SegmentMetadata metadata, int length,
        Consumer<SegmentFile> finished) throws IOException {
        Path file = JournalFormat.segmentFile(directory, metadata.segment());
        byte[] document = metadata.toBytes();
        try (FileChannel channel = OwnerOnly.open(file, StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            writeFully(channel, ByteBuffer.wrap(document), 0);
            ByteBuffer zeros = ByteBuffer.allocateDirect(Math.min(ZEROS_LENGTH, length));
            for (long at = document.length; at < length; at += zeros.limit()) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), length - at));
                writeFully(channel, zeros, at);
            }
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, length);
            for (int at = PAGE_LENGTH * 2; at < length; at += PAGE_LENGTH) {
                if (at >= document.length) {
                    mapped.put(at, (byte) 0);
                }
            }
            return new SegmentFile(file, metadata.segment(), mapped, document.length,
                SegmentMetadata.seed(document), finished);
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
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(writtenLength);
        }
    }
}
