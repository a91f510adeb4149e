package io.tickwire.transport.monitor;

import io.tickwire.engine.core.ThreadActivity;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.journal.JournalTail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Tails the journal of a running session on a thread of its own and passes on each record, so that
 * the engine never waits for an observer. A slow observer sees records later; none is lost. The
 * thread is not run by {@code AgentRunner}, whose close waits for ever for an agent that hangs, and
 * interrupts it: here an observer that hangs is left behind.
 */
public final class JournalObserver implements AutoCloseable {
    private static final long HANGS_AFTER_MS = 1_000;

    private final JournalTail tail;
    private final RecordObserver observer;
    private final Consumer<String> onFailure;
    private final Thread thread;
    private volatile boolean closing;
    private volatile long seen;
    /** Null until its thread has begun. */
    private volatile ThreadActivity activity;

    private JournalObserver(
        JournalTail tail, RecordObserver observer, Consumer<String> onFailure) {
        this.tail = tail;
        this.observer = observer;
        this.onFailure = onFailure;
        this.thread = new Thread(this::run, "tickwire-observer");
        this.thread.setDaemon(true);
    }

    /**
     * Starts to follow.
     *
     * @param directory    the session's {@code journal} folder
     * @param segmentIndex first segment of this run
     * @param observer     gets each record that it wants, on a thread of its own
     * @param onFailure    told, on the same thread, why it ends before its time
     * @return a running observer
     */
    public static JournalObserver start(
        Path directory, int segmentIndex, RecordObserver observer,
        Consumer<String> onFailure) {
        JournalObserver running = new JournalObserver(
            JournalTail.open(directory, segmentIndex, observer.passedOver()), observer,
            onFailure);
        running.thread.start();
        return running;
    }

    private void run() {
        activity = ThreadActivity.ofCurrent();
        try (tail) {
            while (true) {
                boolean last = closing;
                Event record;
                while ((record = tail.poll()) != null) {
                    observer.onRecord(record);
                    seen++;
                }
                if (last) {
                    return;
                }
                LockSupport.parkNanos(observer.lagNs());
            }
        } catch (IOException | RuntimeException unreadable) {
            // An observer must not stop the engine; its own output ends here and says so.
            onFailure.accept("monitor ended: " + unreadable);
        }
    }

    /** Reads what is written by now and ends; one that hangs at a record is left behind. */
    @Override
    public void close() {
        close(() -> { });
    }

    /**
     * The same where somebody waits for it.
     *
     * @param ending run again and again, on this thread, while it reads on
     */
    public void close(Runnable ending) {
        closing = true;
        LockSupport.unpark(thread);
        try {
            long before;
            do {
                // First: what is read while they are told counts, too.
                before = seen;
                ending.run();
                thread.join(HANGS_AFTER_MS);
            } while (thread.isAlive() && (seen != before || wantsToRun()));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** On a busy machine a thread may get no processor for long, which is not to hang. */
    private boolean wantsToRun() {
        ThreadActivity now = activity;
        return now == null || !now.isAsleep();
    }
}
