package io.tickwire.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.journal.MemoryJournal;
import io.tickwire.engine.journal.RecordSource;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.engine.signal.StrategyException;
import io.tickwire.engine.signal.Trade;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the loop does with each kind of record, over the records of a session in memory. */
final class ReplayLoopTest {
    private static final int TRADES = 60;
    /**
     * Sequence of the last input: an instrument, five about its link; a quote and a trade each time
     * with their frames, timers and frames that nothing is decoded from; the end.
     */
    private static final long LAST = 1 + 5 + 2 * TRADES + TRADES / 4 + TRADES / 7 + 1;
    private static final int UNKNOWN_TYPE = 250;

    private final List<byte[]> records = new ArrayList<>();
    private final List<String> met = new ArrayList<>();
    private final Stages stages = stages();
    private byte[] live;
    private long decisions;

    /** Records in order, each in the place of the last, until one cannot be read or is missing. */
    private final class Listed implements RecordSource {
        private final UnsafeBuffer window = new UnsafeBuffer(new byte[TestSession.SHORT_SEGMENT]);
        private final Event record = new Event();
        private int given;
        private int missing = Integer.MAX_VALUE;
        private int unreadable = Integer.MAX_VALUE;

        @Override
        public Event next() throws IOException {
            if (given == unreadable) {
                throw new IOException("record " + given);
            }
            window.setMemory(0, window.capacity(), (byte) 0x5a);
            if (given == records.size()) {
                return null;
            }
            window.putBytes(0, records.get(given++));
            return record.wrapRecord(window, 0);
        }

        @Override
        public boolean isWhole() {
            return given <= missing;
        }
    }

    /** Notes what it is told. */
    private class Noting extends ReplayHandler {
        @Override
        protected void onInput(Event input) {
            note("input", input);
        }

        @Override
        protected void onSurplus(Event recorded) {
            note("surplus", recorded);
        }

        @Override
        protected void onSnapshot(Event recorded) {
            note("snapshot", recorded);
        }

        final void note(String what, Event event) {
            met.add(what + " " + event.sequence() + " " + event.type());
        }
    }

    private static Stages stages() {
        return Stages.create(TestConfigs.counting(), "test-session",
            Strategies.create(TestConfigs.counting().strategy()));
    }

    @BeforeEach
    void record() {
        MemoryJournal journal = MemoryJournal.open("test-session", TestConfigs.COUNTING,
            TestSession.SHORT_SEGMENT, (segment, firstRecord, length) -> {
                Event record = new Event();
                for (int at = firstRecord; at < length; at += record.recordLength()) {
                    record.wrapRecord(segment, at);
                    byte[] bytes = new byte[record.recordLength()];
                    segment.getBytes(at, bytes);
                    records.add(bytes);
                }
            });
        try (TestSession session = TestSession.inMemory(journal, TestConfigs.counting())) {
            session.instrument(1, "BTCUSDT");
            session.opened(1);
            session.traffic(1, TRADES);
            session.end();
            live = session.state();
            decisions = session.decisions();
        }
    }

    private long count(String what) {
        return met.stream().filter(each -> each.startsWith(what + " ")).count();
    }

    private static byte[] bytes(Event record) {
        byte[] bytes = new byte[record.recordLength()];
        record.buffer().getBytes(record.offset(), bytes);
        return bytes;
    }

    private static Event event(byte[] record) {
        return new Event().wrapRecord(new UnsafeBuffer(record), 0);
    }

    /** Index of the n-th record of a type, from 0. */
    private int indexOf(EventType type, int n) {
        int left = n;
        for (int i = 0; i < records.size(); i++) {
            if (event(records.get(i)).type() == type && left-- == 0) {
                return i;
            }
        }
        throw new AssertionError("no such record");
    }

    private long inputsBefore(int index) {
        return records.subList(0, index).stream().map(ReplayLoopTest::event).filter(event ->
            event.ordinal() == 0 && event.type() != EventType.SNAPSHOT).count();
    }

    @Test
    void inputsLeadToTheStateTheyLedTo() {
        new ReplayLoop(new Listed()).run(stages, new Noting());

        assertThat(TestSession.state(stages)).isEqualTo(live);
        assertThat(met.stream().filter(each -> each.startsWith("input "))
            .map(each -> Long.parseLong(each.split(" ")[1])).distinct().toList())
            .isEqualTo(LongStream.rangeClosed(1, LAST).boxed().toList());
        assertThat(met).filteredOn(each -> each.endsWith(" INSTRUMENT")).hasSize(1);
        // At the head of each segment, and behind the end.
        assertThat(count("snapshot")).isGreaterThan(3);
        assertThat(met.get(0)).isEqualTo("snapshot 0 SNAPSHOT");
        assertThat(met.get(met.size() - 1)).isEqualTo("snapshot " + LAST + " SNAPSHOT");
        // Nobody has asked for one.
        assertThat(count("surplus")).isEqualTo(decisions).isGreaterThan(TRADES / 3);
    }

    @Test
    void outputsAreHandedOutAsTheyWereRecorded() {
        ReplayLoop loop = new ReplayLoop(new Listed());
        loop.run(stages, new Noting() {
            private Event running;
            private byte[] before;

            @Override
            protected void onInput(Event input) {
                running = input;
                before = bytes(input);
            }

            @Override
            protected void onOutput(Event made) {
                Event recorded = loop.recordedOutput();
                assertThat(bytes(running)).isEqualTo(before);
                assertThat(recorded.sequence()).isEqualTo(made.sequence());
                assertThat(recorded.ordinal()).isEqualTo(made.ordinal());
                assertThat(recorded.type()).isEqualTo(made.type());
                note("output", recorded);
            }
        });

        assertThat(count("output")).isEqualTo(decisions);
        assertThat(count("surplus")).isZero();
        assertThat(TestSession.state(stages)).isEqualTo(live);
    }

    @Test
    void outputsOfAnotherInputAreNotHandedOut() {
        // Without their own input, as damage may leave them.
        int signal = indexOf(EventType.SIGNAL, 0);
        long sequence = event(records.get(signal)).sequence();
        records.removeIf(record -> event(record).sequence() == sequence
            && event(record).ordinal() == 0);
        ReplayLoop loop = new ReplayLoop(new Listed());
        loop.run(stages, new Noting() {
            @Override
            protected void onInput(Event input) {
                Event recorded;
                while ((recorded = loop.recordedOutput()) != null) {
                    assertThat(recorded.sequence()).isEqualTo(input.sequence());
                    note("output", recorded);
                }
            }
        });

        assertThat(met).contains("surplus " + sequence + " SIGNAL",
            "surplus " + sequence + " ORDER_INTENT");
        assertThat(count("output") + count("surplus")).isEqualTo(decisions);
        assertThat(loop.peek()).isNull();
    }

    @Test
    void aFrameThatStandsAloneIsTheLastInput() {
        int alone = records.size() - 1;
        while (event(records.get(alone)).type() != EventType.FRAME
            || event(records.get(alone)).sequence() == event(records.get(alone + 1)).sequence()) {
            alone--;
        }
        records.subList(alone + 1, records.size()).clear();
        new ReplayLoop(new Listed()).run(stages, new Noting());

        assertThat(stages.lastSequence()).isEqualTo(event(records.get(alone)).sequence());
    }

    @Test
    void nothingIsRunFromAMissingRecordOn() {
        Listed source = new Listed();
        source.missing = indexOf(EventType.TRADE, 7);
        new ReplayLoop(source).run(stages, new Noting());

        assertThat(met.get(met.size() - 1)).startsWith("input ").endsWith(" FRAME");
        assertThat(met.stream().filter(each -> each.endsWith(" TRADE"))).hasSize(7);
    }

    @Test
    void nothingIsReadOnceTheHandlerWantsNoMore() {
        Listed source = new Listed();
        new ReplayLoop(source).run(stages, new Noting() {
            @Override
            protected boolean isDone() {
                return count("input") == 3;
            }
        });

        assertThat(count("input")).isEqualTo(3);
        assertThat(inputsBefore(source.given)).isEqualTo(3);
    }

    @Test
    void aTypeOfALaterVersionIsPassedOver() {
        byte[] later = records.get(indexOf(EventType.TIMER, 3));
        later[Header.TYPE] = (byte) UNKNOWN_TYPE;
        assertThat(event(later).type()).isNull();
        new ReplayLoop(new Listed()).run(stages, new Noting());

        assertThat(met).noneMatch(each -> each.endsWith(" null"));
        assertThat(stages.lastSequence()).isEqualTo(LAST);
    }

    @Test
    void whatAStageThrowsIsTheHandlers() {
        // An instrument that the table does not know.
        byte[] trade = records.get(indexOf(EventType.TRADE, 2));
        new UnsafeBuffer(trade).putInt(Header.INSTRUMENT, 99);
        Noting watching = new Noting() {
            @Override
            protected void onFailure(Event input, RuntimeException failure) {
                note("failure", input);
            }
        };
        assertThatThrownBy(() -> new ReplayLoop(new Listed()).run(stages(), new ReplayHandler()))
            .isInstanceOf(RuntimeException.class);
        new ReplayLoop(new Listed()).run(stages, watching);

        assertThat(met.stream().filter(each -> each.startsWith("failure "))).singleElement()
            .asString().endsWith(" TRADE");
        assertThat(stages.lastSequence()).isEqualTo(LAST);
    }

    @Test
    void aJournalThatCannotBeReadIsNoFailureOfAStage() {
        Listed source = new Listed();
        source.unreadable = indexOf(EventType.ORDER_INTENT, 2);
        ReplayLoop loop = new ReplayLoop(source);
        assertThatThrownBy(() -> loop.run(stages, new Noting() {
            @Override
            protected void onOutput(Event made) {
                loop.recordedOutput();
            }

            @Override
            protected void onFailure(Event input, RuntimeException failure) {
                note("failure", input);
            }
        })).isInstanceOf(UncheckedIOException.class).hasMessageContaining("record ");

        assertThat(count("failure")).isZero();
    }

    @Test
    void aHeadIsWhereToBegin() {
        int second = indexOf(EventType.SNAPSHOT, 1);
        long sequence = event(records.get(second)).sequence();
        List<byte[]> all = List.copyOf(records);
        records.subList(0, second - 1).clear();
        ReplayLoop loop = new ReplayLoop(new Listed());
        assertThat(loop.beginFromHead(stages).sequence()).isEqualTo(sequence);
        assertThat(stages.instruments().count()).isEqualTo(1);
        assertThat(stages.lastSequence()).isEqualTo(sequence);
        loop.run(stages, new ReplayHandler());
        assertThat(TestSession.state(stages)).isEqualTo(live);

        // Cut off behind its instrument, before it, and no head at all.
        records.subList(1, records.size()).clear();
        assertThat(new ReplayLoop(new Listed()).beginFromHead(stages())).isNull();
        records.clear();
        assertThat(new ReplayLoop(new Listed()).beginFromHead(stages())).isNull();
        records.addAll(all.subList(second + 1, all.size()));
        assertThat(new ReplayLoop(new Listed()).beginFromHead(stages())).isNull();
    }

    @Test
    void theStrategysFailureComesAsItWasThrown() {
        Stages failing = Stages.create(TestConfigs.counting(), "test-session", new Strategy() {
            @Override
            public void onTrade(Trade trade, StrategyContext context) {
                throw new IllegalStateException("told to throw");
            }
        });
        assertThatThrownBy(() -> new ReplayLoop(new Listed()).run(failing, new ReplayHandler()))
            .isInstanceOf(StrategyException.class).hasMessageContaining("told to throw");
    }
}
