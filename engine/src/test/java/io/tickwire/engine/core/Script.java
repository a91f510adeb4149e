package io.tickwire.engine.core;

import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.InstrumentFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.MarkFields;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatsFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.engine.ring.InputPublisher;
import io.tickwire.engine.ring.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A random session, the same for the same seed: links that come and go, ticks of all kinds in and
 * out of order, holes, silence, late timers and new incarnations.
 */
final class Script {
    private static final int LINKS = 2;
    private static final int INSTRUMENTS = 3;

    private final Random random;
    private final EventSink sink;
    private final InputPublisher inputs;
    private final VirtualClock clock;
    private final long[] ids = new long[(INSTRUMENTS + 1) * 8];
    private long incarnation = 1;

    Script(long seed, EventSink sink, VirtualClock clock) {
        this.random = new Random(seed);
        this.sink = sink;
        this.inputs = new InputPublisher(sink);
        this.clock = clock;
    }

    /** Instruments and planned links. */
    void begin() {
        clock.advanceTo(TestSession.START_NS);
        for (int id = 1; id <= INSTRUMENTS; id++) {
            byte[] symbol = ("SYM" + id).getBytes(StandardCharsets.UTF_8);
            int position = sink.arena().claim(symbol.length);
            sink.arena().buffer().putBytes(position, symbol);
            sink.claim(EventType.INSTRUMENT, Source.REST, 0, id).exponents(-2, -id)
                .set(InstrumentFields.LOT_SIZE, id).varInArena(position, symbol.length);
            sink.publish();
        }
        plan();
    }

    private void plan() {
        for (int link = 1; link <= LINKS; link++) {
            inputs.planned(link, link, "endpoint " + link);
            for (int id = 1; id <= INSTRUMENTS; id++) {
                for (StreamKind kind : StreamKind.values()) {
                    if (kind != StreamKind.NONE && kind.ordinal() % LINKS == link - 1) {
                        inputs.carries(link, id, kind);
                    }
                }
            }
        }
    }

    /** One random input, or several where they belong together. */
    void step() {
        int dice = random.nextInt(100);
        clock.advanceTo(clock.nowNs() + (dice == 0 ? 7_000_000_000L : random.nextInt(60_000_000)));
        if (dice < 25) {
            inputs.timer(random.nextInt(20) == 0 ? 3_000_000_000L : 0);
        } else if (dice < 33) {
            link(1 + random.nextInt(LINKS));
        } else if (dice == 33 && random.nextInt(5) == 0) {
            inputs.resumed(++incarnation);
            plan();
        } else {
            message();
        }
    }

    private void link(int link) {
        switch (random.nextInt(14)) {
            case 0 -> inputs.subscribed(link, 1, 0, "");
            case 1 -> inputs.closed(link, 1, 1006, "by chance");
            case 2 -> inputs.refused(link, 1, 503, 0, "by chance");
            case 3 -> inputs.failed(link, 1, "by chance");
            case 4 -> inputs.closeAnnounced(link, 1);
            case 5 -> inputs.answered(1, FeedCall.QUOTE, 1, 200, 1_000, 0, "by chance");
            case 6 -> inputs.venueClock(random.nextInt(1_000_000));
            default -> inputs.opened(link, 1);
        }
    }

    private void message() {
        int link = 1 + random.nextInt(LINKS);
        int length = random.nextInt(300);
        int position = sink.arena().claim(length);
        for (int i = 0; i < length; i++) {
            sink.arena().buffer().putByte(position + i, (byte) (i + length));
        }
        sink.beginFrame(
            link, Source.SOCKET, FrameFormat.TEXT, clock.nowNs() - 5_000, position, length);
        for (int i = random.nextInt(4); i > 0; i--) {
            tick(1 + random.nextInt(INSTRUMENTS), random.nextInt(8));
        }
        sink.endFrame();
    }

    private void tick(int id, int kind) {
        int step = random.nextInt(10);
        long key = ids[id * 8 + kind] += step == 0 ? -2 : step == 1 ? 0 : step == 2 ? 5 : 1;
        long ms = clock.nowNs() / 1_000_000;
        if (kind < 3) {
            sink.claim(EventType.QUOTE, id).exponents(-2, -3).set(QuoteFields.UPDATE_ID, key)
                .set(QuoteFields.BID, 10_000 + random.nextInt(50))
                .set(QuoteFields.BID_QTY, random.nextInt(99))
                .set(QuoteFields.ASK, 10_050 + random.nextInt(50))
                .set(QuoteFields.ASK_QTY, random.nextInt(99))
                .set(QuoteFields.EVENT_MS, ms);
        } else if (kind < 6) {
            sink.claim(EventType.TRADE, id).exponents(-2, -3).set(TradeFields.ID, key)
                .set(TradeFields.PRICE, 10_000 + random.nextInt(100))
                .set(TradeFields.QTY, random.nextInt(99))
                .set(TradeFields.BUYER_MAKER, 0).set(TradeFields.AGGREGATE, kind & 1)
                .set(TradeFields.TRANSACT_MS, ms);
        } else if (kind == 6) {
            sink.claim(EventType.STATS, id).exponents(-2, -3).set(StatsFields.LAST, 1)
                .set(StatsFields.EVENT_MS, key);
        } else {
            sink.claim(EventType.MARK, id).exponents(-2, 0).set(MarkFields.MARK, 1)
                .set(MarkFields.EVENT_MS, key);
        }
        sink.publish();
    }
}
