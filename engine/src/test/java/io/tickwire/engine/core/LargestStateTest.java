package io.tickwire.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.InstrumentFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.MarkFields;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatsFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.journal.JournalWriter;
import io.tickwire.engine.ring.InputPublisher;
import io.tickwire.engine.ring.VirtualClock;
import io.tickwire.engine.stage.StateReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many instruments as there may be, each with all it can have, fit into one SNAPSHOT. */
final class LargestStateTest {
    /** Most ranges of missing ids that a stream keeps. */
    private static final int HOLES = 16;

    @TempDir
    Path temporary;

    @Test
    void everythingThereMayBeFitsIntoASnapshot() throws IOException {
        Config config = ConfigReader.read("venue: {name: loopback}\n");
        Path directory = Files.createDirectory(temporary.resolve("journal"));
        VirtualClock clock = new VirtualClock();
        clock.advanceTo(TestSession.START_NS);
        try (JournalWriter writer = JournalWriter.open(new JournalWriter.Settings(directory, "s",
            1, 1, ConfigReader.toYaml(config), config.journal().segment(), 0, Long.MAX_VALUE))) {
            Stages stages = Stages.create(config, "s", Strategies.create(config.strategy()));
            JournalStage journal = new JournalStage(writer, stages, null);
            journal.writeHead(0);
            InlineEngine engine = new InlineEngine(stages, journal, clock, 1 << 20, true);
            for (int id = 1; id <= InstrumentTable.MAX_INSTRUMENTS; id++) {
                instrument(engine, id);
            }
            InputPublisher inputs = new InputPublisher(engine);
            inputs.planned(1, 1, "all");
            for (int id = 1; id <= InstrumentTable.MAX_INSTRUMENTS; id++) {
                for (StreamKind kind : StreamKind.values()) {
                    if (kind != StreamKind.NONE) {
                        inputs.carries(1, id, kind);
                    }
                }
            }
            inputs.opened(1, 1);
            for (int id = 1; id <= InstrumentTable.MAX_INSTRUMENTS; id++) {
                clock.advanceTo(clock.nowNs() + 1_000);
                ticks(engine, clock, id);
            }
            journal.writeFoot();
        }
        byte[] state = null;
        Stages restored = Stages.create(config, "s", Strategies.create(config.strategy()));
        JournalReader reader = JournalReader.open(directory);
        for (Event event = reader.next(); event != null; event = reader.next()) {
            if (event.type() == EventType.INSTRUMENT) {
                restored.instruments().apply(event);
            } else if (event.type() == EventType.SNAPSHOT) {
                state = new byte[event.varLength()];
                event.varBuffer().getBytes(event.varOffset(), state);
            }
        }
        assertThat(reader.damages()).isEmpty();
        // The streams alone are 22 MB.
        assertThat(state).hasSizeGreaterThan(24_000_000);
        restored.readState(new StateReader(new UnsafeBuffer(state), 0, state.length));
        assertThat(TestSession.state(restored)).isEqualTo(state);
    }

    private static void instrument(InlineEngine engine, int id) {
        byte[] symbol = ("SYM" + id).getBytes(StandardCharsets.UTF_8);
        int position = engine.arena().claim(symbol.length);
        engine.arena().buffer().putBytes(position, symbol);
        engine.claim(EventType.INSTRUMENT, Source.REST, 0, id).exponents(-2, -3)
            .set(InstrumentFields.LOT_SIZE, id).varInArena(position, symbol.length);
        engine.publish();
    }

    private static void ticks(InlineEngine engine, VirtualClock clock, int id) {
        long ms = clock.nowNs() / 1_000_000;
        engine.beginFrame(1, Source.SOCKET, FrameFormat.TEXT, clock.nowNs(), 0, 0);
        engine.claim(EventType.QUOTE, id).exponents(-2, -3).set(QuoteFields.UPDATE_ID, 1)
            .set(QuoteFields.BID, 100).set(QuoteFields.BID_QTY, 1).set(QuoteFields.ASK, 101)
            .set(QuoteFields.ASK_QTY, 1)
            .set(QuoteFields.EVENT_MS, ms);
        engine.publish();
        engine.claim(EventType.STATS, id).exponents(-2, -3).set(StatsFields.LAST, 1)
            .set(StatsFields.EVENT_MS, ms);
        engine.publish();
        engine.claim(EventType.MARK, id).exponents(-2, 0).set(MarkFields.MARK, 1)
            .set(MarkFields.EVENT_MS, ms);
        engine.publish();
        for (int i = 0; i <= HOLES + 1; i++) {
            engine.claim(EventType.TRADE, id).exponents(-2, -3).set(TradeFields.ID, 1 + 2 * i)
                .set(TradeFields.PRICE, 100).set(TradeFields.QTY, 1).set(TradeFields.BUYER_MAKER, 0)
                .set(TradeFields.AGGREGATE, 1).set(TradeFields.TRANSACT_MS, ms);
            engine.publish();
        }
        engine.endFrame();
    }
}
