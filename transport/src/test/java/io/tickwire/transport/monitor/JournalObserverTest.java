package io.tickwire.transport.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** Woken when it says, or at the end, whatever is written meanwhile. */
    @Test
    void oneIsNotWokenBeforeItWantsToBe() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        List<EventType> read = new CopyOnWriteArrayList<>();
        RecordObserver patient = new RecordObserver() {
            @Override
            public void onRecord(Event record) {
                read.add(record.type());
            }

            @Override
            public long lagNs() {
                looks.incrementAndGet();
                looked.countDown();
                return TimeUnit.HOURS.toNanos(1);
            }
        };
        try (SessionScript script = SessionScript.begin(data, "2026-03-01T10:15:00Z")) {
            JournalObserver observer = JournalObserver.start(
                script.path().resolve("journal"), 1, patient, words -> { });
            assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
            script.write(Records.record(EventType.TIMER, 0, 0, 1));
            observer.close();
        }
        assertThat(read).containsExactly(EventType.TIMER);
        assertThat(looks).hasValue(1);
    }

    private static void take(Event record, Semaphore mayRead, List<EventType> read) {
        mayRead.acquireUninterruptibly();
        read.add(record.type());
    }
}
