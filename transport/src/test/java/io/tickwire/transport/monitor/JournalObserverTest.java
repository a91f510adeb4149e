package io.tickwire.transport.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An observer that is slower than the engine. */
final class JournalObserverTest {
    @TempDir
    private Path data;

    @Test
    void oneThatReadsOnIsWaitedForAndWhoWaitsIsToldAgainAndAgain() throws Exception {
        List<EventType> read = new CopyOnWriteArrayList<>();
        Semaphore mayRead = new Semaphore(0);
        try (SessionScript script = SessionScript.begin(data, "2026-03-01T10:15:00Z")) {
            for (int second = 0; second < 3; second++) {
                script.write(Records.record(EventType.TIMER, 0, 0, second));
            }
            JournalObserver observer = JournalObserver.start(
                script.path().resolve("journal"), 1, record -> take(record, mayRead, read),
                words -> { });
            observer.close(mayRead::release);
        }
        assertThat(read).containsOnly(EventType.TIMER).hasSize(3);
    }

    private static void take(Event record, Semaphore mayRead, List<EventType> read) {
        mayRead.acquireUninterruptibly();
        read.add(record.type());
    }
}
