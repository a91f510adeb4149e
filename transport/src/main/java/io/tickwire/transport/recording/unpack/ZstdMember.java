package io.tickwire.transport.recording.unpack;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * One frame of RFC 8878. The library's own stream reads beyond the end of a frame, and so cannot
 * tell where what follows begins. Needs at most 128 MiB, the library's limit of a window.
 */
final class ZstdMember extends InputStream {
    /** Short, since of what one step unpacks nothing comes out when it fails. */
    private static final int STEP_LENGTH = 512;
    private static final int UNPACKED_LENGTH = 1 << 17;

    private final InputStream packed;
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final byte[] bytes = new byte[STEP_LENGTH];
    private final ByteBuffer step = ByteBuffer.allocateDirect(STEP_LENGTH).limit(0);
    private final ByteBuffer unpacked = ByteBuffer.allocateDirect(UNPACKED_LENGTH).limit(0);
    private boolean hasMore;
    private boolean ended;

    ZstdMember(InputStream packed) {
        this.packed = packed;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (!unpacked.hasRemaining()) {
            if (ended) {
                return -1;
            }
            unpack();
        }
        int read = Math.min(length, unpacked.remaining());
        unpacked.get(into, offset, read);
        return read;
    }

    private void unpack() throws IOException {
        if (!step.hasRemaining() && !hasMore) {
            packed.mark(STEP_LENGTH);
            int filled = packed.read(bytes);
            if (filled < 0) {
                throw new EOFException();
            }
            step.clear().put(bytes, 0, filled).flip();
        }
        unpacked.clear();
        ended = context.decompressDirectByteBufferStream(unpacked, step);
        // It may hold back what there was no room for.
        hasMore = !unpacked.hasRemaining();
        unpacked.flip();
        if (ended) {
            packed.reset();
            packed.skipNBytes(step.position());
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() {
        context.close();
    }
}
