package io.tickwire.engine.journal;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/**
 * The journal's background thread: allocates segments ahead of the engine and closes and forces
 * full ones behind it, so that the engine thread only ever writes to what is allocated and never
 * waits for a disk. It allocates just so far ahead that the zeros are still in memory when the data
 * come, and do not go to the disk before them.
 * <pre>
 *   helper -- ready --> engine -- finished --> helper
 * </pre>
 * Long because preparing, allocating, forcing and closing are one loop over the same segments.
 */
final class SegmentSupply implements Segments {
    private static final int AHEAD = 1;
    /** So much is allocated ahead of the engine, in this segment and the next. */
    static final int AHEAD_LENGTH = 16 << 20;
    /** The same where a disk that is forced may hold the helper up meanwhile. */
    private static final int FORCED_AHEAD_LENGTH = 64 << 20;
    /** How far the engine goes between two times that it says where it is. */
    private static final int TELL_EVERY = 2 << 20;
    private static final long RETRY_NS = 200_000_000L;
    private static final long FAILURE_PATIENCE_NS = 1_000_000_000L;

    private final Path directory;
    private final SegmentMetadata template;
    private final int segmentLength;
    private final long forceNs;
    private final Consumer<MappedByteBuffer> disk;
    private final OneToOneConcurrentArrayQueue<SegmentFile> ready =
        new OneToOneConcurrentArrayQueue<>(AHEAD + 1);
    private final OneToOneConcurrentArrayQueue<SegmentFile> finished =
        new OneToOneConcurrentArrayQueue<>(16);
    private final Thread thread;

    // Engine only; fields, because waiting must not allocate either.
    private final BooleanSupplier isReady = () -> !ready.isEmpty();
    private final BooleanSupplier isAllocated = this::isAllocated;
    private int wantedLength;

    // Helper only.
    private SegmentFile newest;
    private int nextIndex;
    private long nextTryNs = System.nanoTime();
    private long nextAllocateNs = nextTryNs;
    private long lastForceNs;

    // Engine writes; the helper forces what it sees.
    private volatile SegmentFile current;
    private volatile int writtenLength;
    private volatile boolean closing;
    // Why no more segments come, or no more of one. What is written already is not touched by it.
    private volatile IOException failure;
    private volatile IOException allocateFailure;
    private volatile IOException closeFailure;

    private SegmentSupply(Path directory, SegmentMetadata template, int segmentLength,
        long forceNs, Consumer<MappedByteBuffer> disk) {
        this.directory = directory;
        this.template = template;
        this.segmentLength = segmentLength;
        this.forceNs = forceNs;
        this.disk = disk;
        this.nextIndex = template.segment();
        this.thread = new Thread(this::run, "tickwire-journal-helper");
        this.thread.setDaemon(true);
    }

    /**
     * Starts the helper.
     *
     * @param template   metadata; its segment index is the first one's
     * @param forceNs    how often to force, 0 = never
     */
    static SegmentSupply start(
        Path directory, SegmentMetadata template, int segmentLength, long forceNs) {
        return start(directory, template, segmentLength, forceNs, MappedByteBuffer::force);
    }

    /** As above, with a disk of its own, which is given what has to survive a loss of power. */
    static SegmentSupply start(Path directory, SegmentMetadata template, int segmentLength,
        long forceNs, Consumer<MappedByteBuffer> disk) {
        SegmentSupply supply =
            new SegmentSupply(directory, template, segmentLength, forceNs, disk);
        supply.thread.start();
        return supply;
    }

    @Override
    public SegmentFile take(long timeoutNs) throws IOException {
        if (!await(isReady, timeoutNs)) {
            return null;
        }
        SegmentFile segment = ready.poll();
        writtenLength = 0;
        current = segment;
        LockSupport.unpark(thread);
        return segment;
    }

    @Override
    public int writtenTo(int position) {
        writtenLength = position;
        LockSupport.unpark(thread);
        return position + TELL_EVERY;
    }

    @Override
    public boolean awaitAllocated(int length, long timeoutNs) throws IOException {
        wantedLength = length;
        // A long snapshot takes more than is kept ahead.
        writtenLength = Math.max(writtenLength, length - AHEAD_LENGTH);
        return await(isAllocated, timeoutNs);
    }

    private boolean isAllocated() {
        return current.allocatedLength() >= wantedLength;
    }

    private boolean await(BooleanSupplier done, long timeoutNs) throws IOException {
        long startNs = System.nanoTime();
        while (!done.getAsBoolean()) {
            if (closing) {
                throw new IOException("the journal is closed");
            }
            long waitedNs = System.nanoTime() - startNs;
            IOException why = done == isReady ? failure : allocateFailure;
            if (why != null && waitedNs > Math.min(timeoutNs, FAILURE_PATIENCE_NS)) {
                throw why;
            }
            if (waitedNs > timeoutNs) {
                return false;
            }
            LockSupport.unpark(thread);
            LockSupport.parkNanos(100_000L);
        }
        return true;
    }

    /** Engine: a segment is full or the journal ends; the helper closes it. */
    private void finish(SegmentFile segment) {
        if (current == segment) {
            current = null;
        }
        while (!finished.offer(segment)) {
            LockSupport.unpark(thread);
            Thread.onSpinWait();
        }
        LockSupport.unpark(thread);
    }

    private void run() {
        while (true) {
            boolean last = closing;
            // First: the others wait for the disk.
            allocateAhead();
            closeFinished();
            if (last) {
                discardReady();
                return;
            }
            prepareAhead();
            allocateAhead();
            forceCurrent();
            idle();
        }
    }

    /** Until somebody has something for it: the engine wakes it, and what is due by time does. */
    private void idle() {
        boolean forces = forceNs > 0 && current != null;
        boolean fails = failure != null || allocateFailure != null;
        if (!fails && !forces) {
            LockSupport.park(this);
            return;
        }
        long nowNs = System.nanoTime();
        long waitNs = forces ? forceNs - (nowNs - lastForceNs) : RETRY_NS;
        LockSupport.parkNanos(this,
            Math.max(1, fails ? Math.min(waitNs, RETRY_NS) : waitNs));
    }

    private void prepareAhead() {
        if (ready.size() >= AHEAD || System.nanoTime() - nextTryNs < 0) {
            return;
        }
        Path file = JournalFormat.segmentFile(directory, nextIndex);
        try {
            SegmentMetadata metadata = template.withSegment(nextIndex);
            newest = SegmentFile.prepare(directory, metadata, segmentLength, this::finish);
            ready.offer(newest);
            nextIndex++;
            failure = null;
        } catch (FileAlreadyExistsException others) {
            // Whatever is in it, it is not ours to write over or to delete.
            failure = new IOException("cannot prepare journal segment " + file
                + ": a file of this name is there already", others);
        } catch (IOException | RuntimeException cannot) {
            failure = cannotPrepare(file, cannot);
            deleteHalfMade(file);
        }
        // Room may come back before the engine needs it.
        nextTryNs = failure == null ? System.nanoTime() : System.nanoTime() + RETRY_NS;
    }

    private static IOException cannotPrepare(Path file, Exception cause) {
        return new IOException(
            "cannot prepare journal segment " + file + ": " + cause.getMessage(), cause);
    }

    private void allocateAhead() {
        SegmentFile segment = current;
        if (segment == null || System.nanoTime() - nextAllocateNs < 0) {
            return;
        }
        int length = writtenLength + (forceNs > 0 ? FORCED_AHEAD_LENGTH : AHEAD_LENGTH);
        try {
            segment.allocate(Math.min(length, segmentLength));
            if (length > segmentLength && newest != segment) {
                segment = newest;
                segment.allocate(Math.min(length - segmentLength, segmentLength));
            }
            allocateFailure = null;
        } catch (IOException | RuntimeException cannot) {
            allocateFailure = cannotPrepare(segment.file(), cannot);
            nextAllocateNs = System.nanoTime() + RETRY_NS;
        }
    }

    private void deleteHalfMade(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException cannot) {
            failure.addSuppressed(cannot);
        }
    }

    private void forceCurrent() {
        SegmentFile segment = current;
        if (forceNs > 0 && segment != null && System.nanoTime() - lastForceNs >= forceNs) {
            disk.accept(segment.mapped());
            lastForceNs = System.nanoTime();
        }
    }

    private void closeFinished() {
        SegmentFile done;
        while ((done = finished.poll()) != null) {
            try {
                if (forceNs > 0) {
                    disk.accept(done.mapped());
                }
                done.close();
            } catch (IOException | RuntimeException cannot) {
                closeFailure = new IOException("cannot close journal segment "
                    + done.file() + ": " + cannot.getMessage(), cannot);
            }
        }
    }

    private void discardReady() {
        SegmentFile unused;
        while ((unused = ready.poll()) != null) {
            try {
                unused.close();
                Files.delete(unused.file());
            } catch (IOException cannot) {
                closeFailure = cannot;
            }
        }
    }

    /**
     * Engine: closes what is finished, discards what was prepared for nothing, ends the helper.
     *
     * @throws IOException if a segment could not be closed
     */
    @Override
    public void close() throws IOException {
        closing = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (closeFailure != null) {
            throw closeFailure;
        }
    }
}
