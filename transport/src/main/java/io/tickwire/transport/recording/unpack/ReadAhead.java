package io.tickwire.transport.recording.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Unpacks on a thread of its own while somebody else works on what came before: which takes about
 * as long. What goes wrong is told where it stands, behind all that came before it. The begin of
 * a stream is unpacked by who reads it, so that a short one, or a look at the first lines, takes
 * no thread. One thread reads; blocks go round between the two.
 */
final class ReadAhead extends InputStream {
    private static final int BLOCK_LENGTH = 1 << 17;
    private static final int BLOCKS = 4;
    private static final int OWN_LENGTH = 1 << 20;
    private static final long HANGS_AFTER_MS = 1_000;

    private final InputStream packed;
    private final byte[] one = new byte[1];
    private final BlockingQueue<Block> empty = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Block> filled = new ArrayBlockingQueue<>(BLOCKS);
    private Thread thread;
    private long own;
    private Block current;
    private int position;

    /** Some bytes, and what came behind them if that was no more bytes. */
    private static final class Block {
        private final byte[] bytes = new byte[BLOCK_LENGTH];
        private int length;
        private boolean last;
        private IOException failure;
    }

    ReadAhead(InputStream packed) {
        this.packed = packed;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (thread == null && own < OWN_LENGTH) {
            int read = packed.read(into, offset, length);
            own += Math.max(0, read);
            return read;
        }
        if (thread == null) {
            begin();
        }
        while (current == null || position == current.length) {
            if (current != null && current.failure != null) {
                throw current.failure;
            }
            if (current != null && current.last) {
                return -1;
            }
            next();
        }
        int read = Math.min(length, current.length - position);
        System.arraycopy(current.bytes, position, into, offset, read);
        position += read;
        return read;
    }

    private void begin() {
        for (int i = 0; i < BLOCKS; i++) {
            empty.add(new Block());
        }
        thread = new Thread(this::unpack, "tickwire-unpack");
        thread.setDaemon(true);
        thread.start();
    }

    private void next() throws IOException {
        try {
            if (current != null) {
                empty.put(current);
            }
            current = filled.take();
            position = 0;
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException().initCause(hurry);
        }
    }

    private void unpack() {
        try {
            boolean more = true;
            while (more) {
                Block block = empty.take();
                fill(block);
                more = !block.last;
                filled.put(block);
            }
        } catch (InterruptedException closed) {
            // Nobody wants the rest.
            return;
        }
    }

    private void fill(Block block) {
        block.length = 0;
        try {
            while (block.length < BLOCK_LENGTH && !block.last) {
                int read = packed.read(
                    block.bytes, block.length, BLOCK_LENGTH - block.length);
                block.last = read < 0;
                block.length += Math.max(0, read);
            }
        } catch (IOException damaged) {
            block.failure = damaged;
            block.last = true;
        } catch (RuntimeException | Error broken) {
            // Who reads would wait for ever.
            block.failure = new IOException(broken.toString(), broken);
            block.last = true;
        }
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** What is being read is not closed under it: of a pipe into which nobody writes, for ever. */
    @Override
    public void close() throws IOException {
        if (thread != null) {
            thread.interrupt();
            join();
            if (thread.isAlive()) {
                return;
            }
        }
        packed.close();
    }

    private void join() throws IOException {
        try {
            thread.join(HANGS_AFTER_MS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException().initCause(hurry);
        }
    }
}
