package io.tickwire.engine.journal;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/**
 * The journal's background thread: prepares segments ahead of the engine and closes and forces full
 * ones behind it, so that the engine thread only ever gets fully allocated segments and never waits
 * for a disk.
 * <pre>
 *   helper -- ready --> engine -- finished --> helper
 * </pre>
 */
final class SegmentSupply implements Segments {
    private static final int AHEAD = 1;
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

    // Helper only.
    private int nextIndex;
    private long nextTryNs = System.nanoTime();
    private long lastForceNs;

    // Engine writes; the helper forces what it sees.
    private volatile SegmentFile current;
    private volatile boolean closing;
    // Why no more segments come. What is written already is not touched by it.
    private volatile IOException failure;
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
        SegmentFile segment = ready.poll();
        if (segment == null) {
            segment = await(timeoutNs);
        }
        if (segment != null) {
            current = segment;
        }
        LockSupport.unpark(thread);
        return segment;
    }

    private SegmentFile await(long timeoutNs) throws IOException {
        long startNs = System.nanoTime();
        SegmentFile segment;
        while ((segment = ready.poll()) == null) {
            if (closing) {
                throw new IOException("the journal is closed");
            }
            long waitedNs = System.nanoTime() - startNs;
            IOException why = failure;
            if (why != null && waitedNs > Math.min(timeoutNs, FAILURE_PATIENCE_NS)) {
                throw why;
            }
            if (waitedNs > timeoutNs) {
                return null;
            }
            LockSupport.unpark(thread);
            LockSupport.parkNanos(100_000L);
        }
        return segment;
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
            closeFinished();
            if (last) {
                discardReady();
                return;
            }
            prepareAhead();
            forceCurrent();
            idle();
        }
    }

    /** Until somebody has something for it: the engine wakes it, and what is due by time does. */
    private void idle() {
        boolean forces = forceNs > 0 && current != null;
        if (failure == null && !forces) {
            LockSupport.park(this);
            return;
        }
        long nowNs = System.nanoTime();
        long waitNs = forces ? forceNs - (nowNs - lastForceNs) : RETRY_NS;
        LockSupport.parkNanos(this,
            Math.max(1, failure == null ? waitNs : Math.min(waitNs, nextTryNs - nowNs)));
    }

    private void prepareAhead() {
        if (ready.size() >= AHEAD || System.nanoTime() - nextTryNs < 0) {
            return;
        }
        Path file = JournalFormat.segmentFile(directory, nextIndex);
        try {
            SegmentMetadata metadata = template.withSegment(nextIndex);
            ready.offer(
                SegmentFile.prepare(directory, metadata, segmentLength, this::finish));
            nextIndex++;
            failure = null;
        } catch (FileAlreadyExistsException others) {
            // Whatever is in it, it is not ours to write over or to delete.
            failure = new IOException("cannot prepare journal segment " + file
                + ": a file of this name is there already", others);
        } catch (IOException | RuntimeException cannot) {
            failure = new IOException("cannot prepare journal segment " + file + ": "
                + cannot.getMessage(), cannot);
            deleteHalfMade(file);
        }
        // Room may come back before the engine needs it.
        nextTryNs = failure == null ? System.nanoTime() : System.nanoTime() + RETRY_NS;
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
