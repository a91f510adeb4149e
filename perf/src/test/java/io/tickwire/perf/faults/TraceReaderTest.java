package io.tickwire.perf.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.Field;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.OrderFields;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.SnapshotFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimerFields;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.event.VenueClockFields;
import io.tickwire.engine.journal.JournalWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from records written one by one, whatever an engine would have done. */
final class TraceReaderTest {
    private static final long START_MS = 1_700_000_000_000L;
    private static final long MS = 1_000_000L;

    @TempDir
    Path journal;

    private final UnsafeBuffer slot =
        new UnsafeBuffer(ByteBuffer.allocateDirect(Header.SLOT_LENGTH));
    private final UnsafeBuffer arena = new UnsafeBuffer(ByteBuffer.allocateDirect(4096));
    private final Event event = new Event().wrapSlot(slot, 0, arena);
    private JournalWriter writer;
    private long sequence;

    @BeforeEach
    void open() {
        writer = JournalWriter.open(new JournalWriter.Settings(journal, "by-hand", 1, 1,
            "venue: {name: loopback}\nsymbols: [BTCUSDT]\n", 1 << 20, 0, 10_000_000_000L));
        event.header(EventType.SNAPSHOT, 0, 0, 0, sequence, ns(0), ns(0), 0).flags(Flags.HEAD)
            .set(SnapshotFields.SEGMENT, 1);
        writer.append(event);
        byte[] symbol = "BTCUSDT".getBytes(StandardCharsets.UTF_8);
        Event instrument = input(EventType.INSTRUMENT, Source.REST, 1, 0);
        arena.putBytes(0, symbol);
        instrument.varInArena(0, symbol.length);
        writer.append(event);
        fact(LinkFact.CARRIES, 3, 1).set(LinkFields.KIND, StreamKind.TRADE.ordinal());
        writer.append(event);
    }

    private static long ns(long ms) {
        return (START_MS + ms) * MS;
    }

    /** The next input, one ms behind the last, every field absent. */
    private Event input(EventType type, Source source, int instrument, int link) {
        sequence++;
        return absent(event.header(
            type, source.ordinal(), 0, instrument, sequence, ns(sequence), ns(sequence), link),
            type);
    }

    private static Event absent(Event record, EventType type) {
        for (Field field : type.fields()) {
            record.set(field.offset(), Event.ABSENT);
        }
        return record;
    }

    private Event fact(LinkFact fact, int link, int instrument) {
        return input(EventType.LINK, Source.ENGINE, instrument, link)
            .set(LinkFields.FACT, fact.ordinal());
    }

    private Event call(CallOutcome outcome, long request) {
        return input(EventType.CALL, Source.ENGINE, 0, 0)
            .set(CallFields.OUTCOME, outcome.ordinal()).set(CallFields.REQUEST, request);
    }

    private void trade(Source source, long id, long venueMs) {
        input(EventType.TRADE, source, 1, source == Source.SOCKET ? 3 : 0)
            .set(TradeFields.AGGREGATE, 1).set(TradeFields.ID, id)
            .set(TradeFields.TRANSACT_MS, START_MS + venueMs);
        writer.append(event);
    }

    private void ids(StatusReason reason, long firstId, long lastId) {
        input(EventType.TIMER, Source.ENGINE, 0, 0).set(TimerFields.LATE_NS, 0);
        writer.append(event);
        // An output of that input; too long for a slot.
        absent(writer.claim().header(EventType.FEED_STATUS, Source.ENGINE.ordinal(), 1, 1,
            sequence, ns(sequence), ns(sequence), 0), EventType.FEED_STATUS)
            .set(FeedStatusFields.KIND, StreamKind.TRADE.ordinal()).set(FeedStatusFields.FLAG, 1)
            .set(FeedStatusFields.REASON, reason.ordinal())
            .set(FeedStatusFields.FIRST_MISSING_ID, firstId)
            .set(FeedStatusFields.LAST_MISSING_ID, lastId);
        writer.commit();
    }

    private FeedTrace read() throws Exception {
        writer.close();
        return TraceReader.read(journal);
    }

    @Test
    void whatSocketsAndRestBroughtIsKeptApart() throws Exception {
        trade(Source.SOCKET, 10, 3);
        trade(Source.POLL, 11, 3);
        trade(Source.BACKFILL, 12, 3);
        trade(Source.SOCKET, 12, 3);
        trade(Source.SOCKET, 13, 3);
        FeedTrace trace = read();
        assertThat(trace.missedBySockets()).isEqualTo(1);
        assertThat(trace.bySockets.get(1).ranges()).containsExactly(
            new IdRanges.Range(10, 10), new IdRanges.Range(12, 13));
        assertThat(trace.streams.get(0).trades).containsExactly(
            new StreamTrace.SeenTrade(10, ns(3), ns(3)),
            new StreamTrace.SeenTrade(11, ns(4), ns(3)),
            new StreamTrace.SeenTrade(12, ns(5), ns(3)),
            new StreamTrace.SeenTrade(13, ns(7), ns(3)));
        assertThat(trace.endNs).isEqualTo(ns(7));
    }

    private void quote(long transactMs, long eventMs) {
        input(EventType.QUOTE, Source.SOCKET, 1, 1)
            .set(QuoteFields.TRANSACT_MS, transactMs).set(QuoteFields.EVENT_MS, eventMs);
        writer.append(event);
    }

    /** What happened to an order, at a TIMER; too long for a slot. */
    private void order(long lastQuantity) {
        input(EventType.TIMER, Source.ENGINE, 0, 0).set(TimerFields.LATE_NS, 0);
        writer.append(event);
        absent(writer.claim().header(EventType.ORDER, Source.ENGINE.ordinal(), 1, 1, sequence,
            ns(sequence), ns(sequence), 0), EventType.ORDER).set(OrderFields.LAST_QTY, lastQuantity);
        writer.commit();
    }

    @Test
    void aFillHasTheYoungestQuoteThatHadCome() throws Exception {
        input(EventType.VENUE_CLOCK, Source.ENGINE, 0, 0).set(VenueClockFields.OFFSET_NS, 40 * MS);
        writer.append(event);
        quote(START_MS + 42, START_MS + 43);
        quote(START_MS + 41, START_MS + 49);
        order(1);
        quote(Event.ABSENT, START_MS + 44);
        order(1);
        quote(Event.ABSENT, Event.ABSENT);
        order(1);
        // Accepted, or at its end.
        order(Event.ABSENT);
        assertThat(read().fills).containsExactly(
            new FeedTrace.Fill(ns(6), 1, new FeedTrace.YoungestQuote(ns(4), ns(2))),
            new FeedTrace.Fill(ns(8), 1, new FeedTrace.YoungestQuote(ns(7), ns(4))),
            new FeedTrace.Fill(ns(10), 1, new FeedTrace.YoungestQuote(ns(9), ns(9))));
    }

    @Test
    void whenTheVenueTradedIsByOurClock() throws Exception {
        input(EventType.VENUE_CLOCK, Source.ENGINE, 0, 0).set(VenueClockFields.OFFSET_NS, 40 * MS);
        writer.append(event);
        trade(Source.POLL, 10, 50);
        assertThat(read().streams.get(0).trades).containsExactly(
            new StreamTrace.SeenTrade(10, ns(4), ns(10)));
    }

    @Test
    void missingAndLostAndFilledAreKeptApart() throws Exception {
        ids(StatusReason.HOLE, 1, 9);
        ids(StatusReason.FILLED, 1, 4);
        ids(StatusReason.LOST, 5, 9);
        FeedTrace trace = read();
        assertThat(trace.missing.get(1).ranges()).containsExactly(new IdRanges.Range(1, 9));
        assertThat(trace.filled.get(1).ranges()).containsExactly(new IdRanges.Range(1, 4));
        assertThat(trace.lost.get(1).ranges()).containsExactly(new IdRanges.Range(5, 9));
        assertThat(trace.holesNs).hasSize(1);
    }

    @Test
    void whichConnectionWasClosedAndWhichCallWasAnsweredWell() throws Exception {
        fact(LinkFact.CLOSED, 3, 0).set(LinkFields.ATTEMPT, 2).set(LinkFields.CLOSE_CODE, 1006);
        writer.append(event);
        call(CallOutcome.ANSWERED, 7).set(CallFields.HTTP_STATUS, 200);
        writer.append(event);
        call(CallOutcome.ANSWERED, 8).set(CallFields.HTTP_STATUS, 503);
        writer.append(event);
        call(CallOutcome.NO_ANSWER, 9);
        writer.append(event);
        FeedTrace trace = read();
        assertThat(trace.closed).containsExactly(new FeedTrace.Closed(ns(3), 3, 2));
        assertThat(trace.closedByOthers()).hasSize(1);
        assertThat(trace.endedNs.keySet()).containsExactly(7L, 8L, 9L);
        assertThat(trace.answeredWell).containsExactly(7L);
    }

    @Test
    void whereNobodyMayCallItIsHeldUntilTheNextAnswer() throws Exception {
        long[] status = {200, 403, 503, 200, 503, 200};
        long first = sequence + 1;
        for (int i = 0; i < status.length; i++) {
            call(CallOutcome.ANSWERED, i + 1).set(CallFields.HTTP_STATUS, status[i]);
            writer.append(event);
        }
        FeedTrace trace = read();
        assertThat(trace.heldNs(ns(first), ns(first + 5))).isEqualTo(2 * MS);
        assertThat(trace.heldNs(ns(first + 1), ns(first + 3))).isEqualTo(2 * MS);
        assertThat(trace.heldNs(ns(first + 3), ns(first + 5))).isZero();
    }
}
