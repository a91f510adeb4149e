package io.tickwire.engine.core;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.InstrumentFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.MarkFields;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.journal.JournalWriter;
import io.tickwire.engine.journal.MemoryJournal;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.engine.ring.InputPublisher;
import io.tickwire.engine.ring.VirtualClock;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.StateWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** A session made by hand, on the caller's thread in virtual time, journaled as a live one is. */
public final class TestSession implements AutoCloseable {
    /** What the journal keeps free for the outputs of one input, bytes. */
    public static final int RESERVE = Outputs.MAX_PER_INPUT * JournalWriter.MAX_OUTPUT_LENGTH;
    /** Length of segments that hold a few dozen inputs each, bytes. */
    public static final int SHORT_SEGMENT = RESERVE + 24 * 1024;
    /** Engine time of the first event, ns. */
    public static final long START_NS = 1_700_000_000_000_000_000L;

    private static final int LINK = 7;
    private static final int ARENA = 1 << 16;
    /** Made once: to make one takes longer than most tests. */
    private static final ThreadLocal<StateWriter> SCRATCH = ThreadLocal.withInitial(
        () -> new StateWriter(
            new UnsafeBuffer(ByteBuffer.allocateDirect(JournalStage.MAX_STATE_LENGTH))));

    private final Stages stages;
    private final JournalWriter writer;
    private final JournalStage journal;
    private final InlineEngine engine;
    private final InputPublisher inputs;
    private final VirtualClock clock;
    private boolean open = true;
    private int messages;

    private TestSession(JournaledStages start, VirtualClock clock) {
        this.stages = start.stages();
        this.writer = start.writer();
        this.journal = start.journal();
        this.clock = clock;
        this.engine = new InlineEngine(stages, journal, clock, ARENA, true);
        this.inputs = new InputPublisher(engine);
    }

    /** A first incarnation. */
    public static TestSession begin(
        Path directory, Config config, String configText, int segmentLength) {
        return open(directory, begin(config), configText, segmentLength, START_NS);
    }

    /** A first incarnation in memory alone. */
    public static TestSession inMemory(MemoryJournal journal, Config config) {
        return around(journal.writer(), begin(config), START_NS);
    }

    private static SessionStart begin(Config config) {
        return SessionStart.begin(
            config, "test-session", Strategies.create(config.strategy()), START_NS);
    }

    /** The incarnation after a recovery. */
    public static TestSession resume(
        Path directory, Recovery recovery, String configText, int segmentLength) {
        SessionStart start = SessionStart.resume(recovery);
        TestSession session = open(directory, start, configText, segmentLength,
            start.lastEngineNs() + 1_000_000_000L);
        session.inputs.resumed(start.incarnation());
        return session;
    }

    private static TestSession open(
        Path directory, SessionStart start, String configText, int segmentLength,
        long nowNs) {
        return around(JournalWriter.open(new JournalWriter.Settings(
            directory, "test-session", start.incarnation(), start.firstSegment(), configText,
            segmentLength, 0, 10_000_000_000L)), start, nowNs);
    }

    private static TestSession around(JournalWriter writer, SessionStart start, long nowNs) {
        VirtualClock clock = new VirtualClock();
        clock.advanceTo(nowNs);
        return new TestSession(start.journaled(writer, null), clock);
    }

    /** An instrument with two decimals of price and three of quantity. */
    public void instrument(int id, String symbol) {
        tick();
        byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
        int position = put(bytes);
        engine.claim(EventType.INSTRUMENT, Source.REST, 0, id)
            .exponents(-2, -3)
            .set(InstrumentFields.TICK_SIZE, 1)
            .set(InstrumentFields.LOT_SIZE, 1)
            .varInArena(position, bytes.length);
        engine.publish();
    }

    /** A link that carries quotes and trades of an instrument, opened. */
    public void opened(int instrumentId) {
        tick();
        inputs.planned(LINK, LINK, "market");
        inputs.carries(LINK, instrumentId, StreamKind.QUOTE);
        inputs.carries(LINK, instrumentId, StreamKind.TRADE);
        timer();
        inputs.opened(LINK, 1);
    }

    /** A message with one quote in it. */
    public void quote(int instrumentId, long updateId) {
        beginMessage("{\"u\":" + updateId + "}");
        engine.claim(EventType.QUOTE, instrumentId).exponents(-2, -3)
            .set(QuoteFields.UPDATE_ID, updateId)
            .set(QuoteFields.BID, 6_512_345).set(QuoteFields.BID_QTY, 12_345)
            .set(QuoteFields.ASK, 6_512_350).set(QuoteFields.ASK_QTY, 9_000)
            .set(QuoteFields.EVENT_MS, clock.nowNs() / 1_000_000);
        engine.publish();
        engine.endFrame();
    }

    /** A message with one aggregate trade in it. */
    public void trade(int instrumentId, long id) {
        beginMessage("{\"a\":" + id + ",\"text\":\"" + "x".repeat((int) (id % 11)) + "\"}");
        engine.claim(EventType.TRADE, instrumentId).exponents(-2, -3)
            .set(TradeFields.ID, id).set(TradeFields.PRICE, 6_512_340 + id)
            .set(TradeFields.QTY, 10 + id)
            .set(TradeFields.BUYER_MAKER, id & 1).set(TradeFields.AGGREGATE, 1)
            .set(TradeFields.TRANSACT_MS, clock.nowNs() / 1_000_000);
        engine.publish();
        engine.endFrame();
    }

    /** A message with two marks in it. */
    public void marks(int instrumentId) {
        beginMessage("[{},{}]");
        for (int i = 0; i < 2; i++) {
            engine.claim(EventType.MARK, instrumentId).exponents(-8, 0)
                .set(MarkFields.MARK, 6_512_345_000_000L + i).set(MarkFields.NEXT_FUNDING_MS, 0)
                .set(MarkFields.EVENT_MS, clock.nowNs() / 1_000_000 + i);
            engine.publish();
        }
        engine.endFrame();
    }

    /** A message that nothing is decoded from. */
    public void acknowledgement() {
        beginMessage("{\"result\":null}");
        engine.endFrame();
    }

    /** A TIMER. */
    public void timer() {
        tick();
        inputs.timer(0);
    }

    /** Quotes and trades, with a timer and an acknowledgement here and there. */
    public void traffic(int instrumentId, int trades) {
        for (int i = 0; i < trades; i++) {
            int id = ++messages;
            quote(instrumentId, 1_000 + id);
            trade(instrumentId, id);
            if (id % 4 == 0) {
                timer();
            }
            if (id % 7 == 0) {
                acknowledgement();
            }
        }
    }

    /** Goes on with the trade ids of the incarnation before. */
    public void continueFrom(int lastMessage) {
        messages = lastMessage;
    }

    /** The END event. */
    public void end() {
        tick();
        inputs.end();
    }

    private void beginMessage(String text) {
        tick();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int position = put(bytes);
        engine.beginFrame(LINK, Source.SOCKET, FrameFormat.TEXT, clock.nowNs() - 1_000,
            position, bytes.length);
    }

    private int put(byte[] bytes) {
        int position = engine.arena().claim(bytes.length);
        engine.arena().buffer().putBytes(position, bytes);
        return position;
    }

    private void tick() {
        clock.advanceTo(clock.nowNs() + 50_000_000L);
    }

    /** Where events can be put by hand. */
    public EventSink sink() {
        return engine;
    }

    public JournalWriter writer() {
        return writer;
    }

    /** State as it is now. */
    public byte[] state() {
        return state(stages);
    }

    /** Canonical state of any stages. */
    public static byte[] state(Stages stages) {
        StateWriter out = SCRATCH.get().reset();
        stages.writeState(out);
        byte[] bytes = new byte[out.length()];
        out.buffer().getBytes(0, bytes);
        return bytes;
    }

    /** Outputs journaled. */
    public long decisions() {
        return journal.decisions();
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            writer.close();
        }
    }
}
