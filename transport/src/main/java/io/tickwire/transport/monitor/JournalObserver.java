package io.tickwire.transport.monitor;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.journal.JournalTail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.SleepingIdleStrategy;

/**
 * Tails the journal of a running session on a thread of its own and passes on each record, so that
 * the engine never waits for an observer. A slow observer sees records later; none is lost.
 */
public final class JournalObserver implements AutoCloseable {
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int CLOSE_TIMEOUT_MS = 1_000;

    private final AgentRunner runner;

    private JournalObserver(AgentRunner runner) {
        this.runner = runner;
    }

    /**
     * Starts to follow.
     *
     * @param directory    the session's {@code journal} folder
     * @param segmentIndex first segment of this run
     * @param onRecord     gets each record, on the observer's thread
     * @param onFailure    told, on the same thread, why it ends before its time
     * @return a running observer
     */
    public static JournalObserver start(
        Path directory, int segmentIndex, Consumer<Event> onRecord,
        Consumer<String> onFailure) {
        // An observer must not stop the engine; its own output ends and says so.
        AgentRunner runner = new AgentRunner(new SleepingIdleStrategy(IDLE_NS),
            failure -> onFailure.accept("monitor ended: " + cause(failure)), null,
            new Follower(JournalTail.open(directory, segmentIndex), onRecord));
        AgentRunner.startOnThread(runner, task -> {
            Thread thread = new Thread(task, "tickwire-observer");
            thread.setDaemon(true);
            return thread;
        });
        return new JournalObserver(runner);
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof AgentTerminationException ? failure.getCause() : failure;
    }

    /** Duty cycle of the thread: reads everything written so far. */
    private static final class Follower implements Agent {
        private final JournalTail tail;
        private final Consumer<Event> onRecord;
        private boolean failed;

        Follower(JournalTail tail, Consumer<Event> onRecord) {
            this.tail = tail;
            this.onRecord = onRecord;
        }

        @Override
        public int doWork() {
            int records = 0;
            try {
                Event record;
                while ((record = tail.poll()) != null) {
                    onRecord.accept(record);
                    records++;
                }
            } catch (IOException | RuntimeException unreadable) {
                failed = true;
                throw new AgentTerminationException(unreadable);
            }
            return records;
        }

        /** What was written between the last round and the wish to end belongs to it, too. */
        @Override
        public void onClose() {
            try (tail) {
                if (!failed) {
                    doWork();
                }
            } catch (IOException unreadable) {
                throw new AgentTerminationException(unreadable);
            }
        }

        @Override
        public String roleName() {
            return "tickwire-observer";
        }
    }

    /** Reads what is written by now and ends. */
    @Override
    public void close() {
        runner.close(CLOSE_TIMEOUT_MS, late -> { });
    }
}
