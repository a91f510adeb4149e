package io.tickwire.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.journal.JournalWriter;
import io.tickwire.engine.latency.LatencyRecorder;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.VirtualClock;
import io.tickwire.engine.stage.RecordedOutputs;
import io.tickwire.engine.stage.StateReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * State written and read back is the whole state: after random sessions the same bytes, and the
 * same decisions for whatever follows. The engine thread decides what the inline engine decides.
 */
final class StagesStateTest {
    private static final int SESSIONS = 20;
    private static final int STEPS = 1_500;

    @TempDir
    Path temporary;

    private static Config config() {
        return ConfigReader.read("venue: {name: loopback}\nengine: {ringSlots: 64, arena: 1MiB, "
            + "wait: block}\njournal: {segment: 1280KiB}\nstrategy: {class: "
            + CountingStrategy.class.getName() + "}\nrisk: {maxOrderQty: 0.4, maxPosition: 1}\n");
    }

    private interface Driver {
        /** Journals a script; returns the hash of the state at its end. */
        String run(long seed, JournalWriter writer, Stages stages, VirtualClock clock);
    }

    private Path journal(String name, long seed, Driver driver) throws IOException {
        Path directory = Files.createDirectory(temporary.resolve(name + seed));
        Config config = config();
        JournalWriter writer = JournalWriter.open(new JournalWriter.Settings(directory, "s", 1, 1,
            ConfigReader.toYaml(config), config.journal().segment(), 0, 60_000_000_000L));
        Stages stages =
            Stages.create(config, "s", Strategies.create(config.strategy()));
        driver.run(seed, writer, stages, new VirtualClock());
        return directory;
    }

    private static String inline(
        long seed, JournalWriter writer, Stages stages, VirtualClock clock) {
        try (writer) {
            JournalStage journal = new JournalStage(writer, stages, null);
            journal.writeHead(0);
            InlineEngine engine = new InlineEngine(stages, journal, clock, 1 << 20, true);
            Script script = new Script(seed, engine, clock);
            script.begin();
            for (int i = 0; i < STEPS; i++) {
                script.step();
            }
            return journal.stateHash();
        }
    }

    private static String threaded(
        long seed, JournalWriter writer, Stages stages, VirtualClock clock) {
        Config config = config();
        TickRing ring = new TickRing(config.engine().ringSlots(), config.engine().arena(),
            WaitStrategies.of(config.engine().waiting(), 2), clock, 1, true);
        JournalStage journal = new JournalStage(writer, stages, null);
        journal.writeHead(0);
        Engine engine = Engine.start(
            ring, writer, journal, stages, () -> 0L, new LatencyRecorder());
        Script script = new Script(seed, ring, clock);
        script.begin();
        for (int i = 0; i < STEPS; i++) {
            script.step();
        }
        ring.claim(EventType.END, Source.ENGINE, 0, 0);
        ring.publish();
        engine.ended().join();
        return journal.stateHash();
    }

    private static List<byte[]> records(Path journal) throws IOException {
        List<byte[]> records = new ArrayList<>();
        JournalReader reader = JournalReader.open(journal);
        Event event;
        while ((event = reader.next()) != null) {
            if (event.type() != EventType.END && (event.flags() & Flags.HEAD) == 0) {
                byte[] record = new byte[event.recordLength() - Header.TYPE];
                event.buffer().getBytes(event.offset() + Header.TYPE, record);
                records.add(record);
            }
        }
        assertThat(reader.damages()).isEmpty();
        return records;
    }

    private static long seed() {
        long seed = new Random().nextLong();
        System.out.println("StagesStateTest seed " + seed);
        return seed;
    }

    @Test
    void bothEnginesJournalTheSame() throws IOException {
        long seed = seed();
        for (long s = seed; s < seed + 3; s++) {
            List<byte[]> inline = records(journal("inline", s, StagesStateTest::inline));
            List<byte[]> threaded = records(journal("threaded", s, StagesStateTest::threaded));
            assertThat(threaded).as("seed %d", s).hasSameSizeAs(inline);
            for (int i = 0; i < inline.size(); i++) {
                assertThat(threaded.get(i)).as("seed %d, record %d", s, i)
                    .isEqualTo(inline.get(i));
            }
        }
    }

    @Test
    void stateReadBackIsTheWholeState() throws IOException {
        long first = seed();
        for (long seed = first; seed < first + SESSIONS; seed++) {
            check(seed, journal("state", seed, StagesStateTest::inline));
        }
    }

    private static void check(long seed, Path journal) throws IOException {
        Random random = new Random(seed);
        RecordedOutputs outputs = new RecordedOutputs();
        RecordedOutputs others = new RecordedOutputs();
        Stages stages = stages();
        Stages copy = copy(stages);
        JournalReader reader = JournalReader.open(journal);
        Event event;
        int decisions = 0;
        while ((event = reader.next()) != null) {
            if (event.ordinal() > 0 || (event.flags() & Flags.HEAD) != 0) {
                continue;
            }
            outputs.begin(event);
            stages.onEvent(event, outputs);
            others.begin(event);
            copy.onEvent(event, others);
            List<String> decided = outputs.take();
            decisions += decided.size();
            assertThat(others.take()).as("seed %d, sequence %d", seed, event.sequence())
                .isEqualTo(decided);
            if (random.nextInt(40) == 0) {
                copy = copy(stages);
                assertThat(TestSession.state(copy)).as("seed %d, sequence %d", seed,
                    event.sequence()).isEqualTo(TestSession.state(stages));
            }
        }
        assertThat(TestSession.state(copy)).as("seed %d", seed)
            .isEqualTo(TestSession.state(stages));
        assertThat(decisions).as("seed %d", seed).isGreaterThan(100);
    }

    private static Stages stages() {
        Config config = config();
        return Stages.create(config, "s", Strategies.create(config.strategy()));
    }

    private static Stages copy(Stages stages) {
        Stages copy = stages();
        Event record = new Event().wrapRecord(
            new UnsafeBuffer(ByteBuffer.allocateDirect(Header.SLOT_LENGTH * 2)), 0);
        for (int id = 1; id <= stages.instruments().count(); id++) {
            record.header(EventType.INSTRUMENT, 0, 0, id, 0, 0, 0, 0);
            stages.instruments().write(id, record);
            copy.instruments().apply(record);
        }
        byte[] state = TestSession.state(stages);
        copy.readState(new StateReader(new UnsafeBuffer(state), 0, state.length));
        return copy;
    }
}
