package io.tickwire.replay;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.core.InlineEngine;
import io.tickwire.engine.core.JournalStage;
import io.tickwire.engine.core.JournaledStages;
import io.tickwire.engine.core.Recovery;
import io.tickwire.engine.core.SessionStart;
import io.tickwire.engine.core.Strategies;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.InstrumentFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.journal.JournalWriter;
import io.tickwire.engine.ring.InputPublisher;
import io.tickwire.engine.ring.VirtualClock;
import io.tickwire.engine.stage.Outputs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A session that an engine really ran, on the caller's thread in virtual time. */
final class RunSession implements AutoCloseable {
    private static final int SEGMENT =
        Outputs.MAX_PER_INPUT * JournalWriter.MAX_OUTPUT_LENGTH + (28 << 10);
    private static final int LINK = 3;
    private static final long START_NS = 1_700_000_000_000_000_000L;
    /** Of no relation to the session's id: a replay has it from the journal alone. */
    private static final long ORDER_KEY = 36 * 36 * 36 - 1;

    private final JournalWriter writer;
    private final JournalStage journal;
    private final InlineEngine engine;
    private final InputPublisher inputs;
    private final VirtualClock clock = new VirtualClock();
    private long ids;

    private RunSession(Path session, SessionStart start, String configText, long nowNs) {
        writer = JournalWriter.open(new JournalWriter.Settings(session.resolve("journal"), "run",
            start.orderKey(), start.incarnation(), start.firstSegment(), configText, SEGMENT, 0,
            10_000_000_000L));
        clock.advanceTo(nowNs);
        JournaledStages stages = start.journaled(writer, null);
        journal = stages.journal();
        engine = new InlineEngine(stages.stages(), journal, clock, 1 << 16, true);
        inputs = new InputPublisher(engine);
    }

    static String config(String settings) {
        return String.join("\n", "venue: {name: loopback}", "symbols: [BTCUSDT]", "mode: paper",
            "risk: {maxOrderQty: 1000, maxPosition: 1000, maxNotional: none, collar: none,",
            "  maxOpenOrders: 1000, maxOrdersPerSecond: none, maxDailyLoss: none}",
            "strategy: {class: " + EveryThird.class.getName() + ", settings: {" + settings
                + "}}", "");
    }

    /** Runs by one configuration and records another, as nobody but a test does. */
    static RunSession begin(Path session, String runBy, String recorded) throws IOException {
        Files.createDirectories(session.resolve("journal"));
        Config config = ConfigReader.read(runBy);
        SessionStart start = SessionStart.begin(
            config, "run", ORDER_KEY, Strategies.create(config.strategy()), START_NS);
        RunSession run = new RunSession(session, start, recorded, START_NS);
        run.instrument();
        run.link();
        return run;
    }

    static RunSession resume(Path session, String config, long ids) throws IOException {
        SessionStart start = SessionStart.resume(Recovery.of(session.resolve("journal")));
        RunSession run =
            new RunSession(session, start, config, start.lastEngineNs() + 1_000_000);
        run.ids = ids;
        run.inputs.resumed(start.incarnation());
        run.inputs.orderKey(ORDER_KEY + start.incarnation() - 1);
        run.link();
        return run;
    }

    private void instrument() {
        byte[] symbol = "BTCUSDT".getBytes(StandardCharsets.UTF_8);
        int position = engine.arena().claim(symbol.length);
        engine.arena().buffer().putBytes(position, symbol);
        engine.claim(EventType.INSTRUMENT, Source.REST, 0, 1).exponents(-2, -3)
            .set(InstrumentFields.LOT_SIZE, 1).varInArena(position, symbol.length);
        engine.publish();
    }

    private void link() {
        inputs.planned(LINK, LINK, "market");
        inputs.carries(LINK, 1, StreamKind.QUOTE);
        inputs.carries(LINK, 1, StreamKind.TRADE);
        inputs.timer(0);
        inputs.opened(LINK, 1);
    }

    /** Messages of a quote and a trade each. */
    RunSession traffic(int trades) {
        for (int i = 0; i < trades; i++) {
            clock.advanceTo(clock.nowNs() + 20_000_000);
            long id = ++ids;
            byte[] text = ("{\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8);
            int position = engine.arena().claim(text.length);
            engine.arena().buffer().putBytes(position, text);
            engine.beginFrame(LINK, Source.SOCKET, FrameFormat.TEXT, clock.nowNs() - 900,
                position, text.length);
            engine.claim(EventType.QUOTE, 1).exponents(-2, -3).set(QuoteFields.UPDATE_ID, id)
                .set(QuoteFields.BID, 6_500_000 + id).set(QuoteFields.BID_QTY, 90_000)
                .set(QuoteFields.ASK, 6_500_010 + id).set(QuoteFields.ASK_QTY, 90_000);
            engine.publish();
            engine.claim(EventType.TRADE, 1).exponents(-2, -3).set(TradeFields.ID, id)
                .set(TradeFields.PRICE, 6_500_005 + id).set(TradeFields.QTY, 100)
                .set(TradeFields.AGGREGATE, 1);
            engine.publish();
            engine.endFrame();
            if (id % 5 == 0) {
                inputs.timer(0);
            }
        }
        return this;
    }

    /** A TIMER that comes late. */
    RunSession timer(long lateNs) {
        inputs.timer(lateNs);
        return this;
    }

    RunSession end() {
        inputs.end();
        return this;
    }

    long events() {
        return engine.events();
    }

    long decisions() {
        return journal.decisions();
    }

    String stateHash() {
        return journal.stateHash();
    }

    @Override
    public void close() {
        writer.close();
    }
}
