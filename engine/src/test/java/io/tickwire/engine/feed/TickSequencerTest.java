package io.tickwire.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.stage.Given;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The order of ticks over sources that number them in different ways, or not at all. */
final class TickSequencerTest {
    private static final long START_MS = Given.START_NS / 1_000_000;

    private final Given given = new Given();
    private TickSequencer order = new TickSequencer(StreamTraits.QUOTE);

    private void begin(StreamTraits traits) {
        order = new TickSequencer(traits);
    }

    private static SequenceVerdict judge(TickSequencer order, Event tick) {
        return order.judge(tick, StreamTraits.of(tick).venueMs(tick));
    }

    private SequenceVerdict take(Event tick) {
        SequenceVerdict found = judge(order, tick);
        if (found.isNew()) {
            order.take(tick, StreamTraits.of(tick).venueMs(tick));
        }
        return found;
    }

    /** A quote of a socket: id and venue time. */
    private Event socketQuote(long id, long ms) {
        return given.quote(1, 1, id, 10_000 + id, 2_000, 10_010 + id, 3_000)
            .set(QuoteFields.EVENT_MS, START_MS + ms);
    }

    /** The same quote as REST shows it: no id. */
    private Event restQuote(long id, long ms) {
        return FeedRig.polled(socketQuote(id, ms));
    }

    private Event aggregate(long id) {
        return given.aggregate(3, 1, id, 10_000, 1_000);
    }

    @ParameterizedTest
    @EnumSource(value = StreamKind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void oneMoreIsNextTheSameADuplicateOneLessOlder(StreamKind kind) {
        begin(StreamTraits.of(kind));
        assertThat(take(given.tick(kind, 1, 1, 50))).as("first").isEqualTo(SequenceVerdict.NEXT);
        assertThat(take(given.tick(kind, 1, 1, 51))).isEqualTo(SequenceVerdict.NEXT);
        assertThat(take(given.tick(kind, 1, 1, 51))).isEqualTo(SequenceVerdict.DUPLICATE);
        assertThat(take(given.tick(kind, 1, 1, 50))).isEqualTo(SequenceVerdict.OLDER);
        assertThat(take(given.tick(kind, 1, 1, 52))).isEqualTo(SequenceVerdict.NEXT);
    }

    @ParameterizedTest
    @CsvSource({"QUOTE, NEXT", "TRADE, AFTER_HOLE", "STATS, NEXT", "MARK, NEXT"})
    void onlyIdsOfAggregatesAreContiguous(StreamKind kind, SequenceVerdict twoMore) {
        begin(StreamTraits.of(kind));
        take(given.tick(kind, 1, 1, 50));
        assertThat(take(given.tick(kind, 1, 1, 52))).isEqualTo(twoMore);
        assertThat(take(given.tick(kind, 1, 1, 53))).isEqualTo(SequenceVerdict.NEXT);
    }

    @ParameterizedTest
    @EnumSource(names = {"QUOTE", "TRADE"})
    void aNumberFarFromAllOthersCountsOnlyIfTheNextAgrees(StreamKind kind) {
        begin(StreamTraits.of(kind));
        long far = 1_000_000_000_000_000_000L;
        take(given.tick(kind, 1, 1, 50));
        take(given.tick(kind, 1, 1, 51));
        Event leap = given.tick(kind, 1, 1, far);
        assertThat(judge(order, leap)).isEqualTo(SequenceVerdict.LEAPT);
        assertThat(order.isRepeatedLeap(leap)).isFalse();
        assertThat(take(given.tick(kind, 1, 1, 52))).isEqualTo(SequenceVerdict.NEXT);
        assertThat(order.isRepeatedLeap(given.tick(kind, 1, 1, far + 1)))
            .as("another between").isFalse();
        assertThat(order.isRepeatedLeap(given.tick(kind, 1, 1, far + 2))).isTrue();
        assertThat(take(given.tick(kind, 1, 1, -5))).isEqualTo(SequenceVerdict.LEAPT);
        assertThat(order.isRepeatedLeap(given.tick(kind, 1, 1, -5))).isFalse();
        assertThat(order.isRepeatedLeap(given.tick(kind, 1, 1, -5))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"QUOTE", "TRADE"})
    void theFirstNumberMayBeTheOneThatIsWrong(StreamKind kind) {
        begin(StreamTraits.of(kind));
        take(given.tick(kind, 1, 1, Long.MAX_VALUE));
        assertThat(take(given.tick(kind, 1, 1, 51))).isEqualTo(SequenceVerdict.LEAPT);
        take(given.tick(kind, 1, 1, Long.MAX_VALUE - 1));
        order.reset();
        take(given.tick(kind, 1, 1, Long.MAX_VALUE - 3));
        take(given.tick(kind, 1, 1, Long.MAX_VALUE - 2));
        assertThat(take(given.tick(kind, 1, 1, 51))).as("two agree")
            .isEqualTo(SequenceVerdict.OLDER);
    }

    @Test
    void judgingChangesNothing() {
        begin(StreamTraits.TRADE);
        judge(order, aggregate(50));
        assertThat(order.isEmpty()).isTrue();
        assertThat(order.id()).isEqualTo(-1);
        assertThat(order.venueMs()).isEqualTo(-1);
    }

    @Test
    void idsOfSingleTradesHaveHonestHolesAndCountApart() {
        begin(StreamTraits.TRADE);
        assertThat(take(given.trade(3, 1, 100))).isEqualTo(SequenceVerdict.NEXT);
        assertThat(take(given.trade(3, 1, 200))).isEqualTo(SequenceVerdict.NEXT);
        assertThat(take(aggregate(50))).as("another count").isEqualTo(SequenceVerdict.NEXT);
        assertThat(take(given.trade(3, 1, 200))).isEqualTo(SequenceVerdict.DUPLICATE);
        assertThat(take(given.trade(3, 1, 199))).isEqualTo(SequenceVerdict.OLDER);
        assertThat(take(aggregate(51))).isEqualTo(SequenceVerdict.NEXT);
    }

    @Test
    void aQuoteWithoutIdIsNewByItsTime() {
        take(socketQuote(7, 100));
        assertThat(take(restQuote(8, 99))).isEqualTo(SequenceVerdict.OLDER);
        assertThat(take(restQuote(8, 100))).isEqualTo(SequenceVerdict.DUPLICATE);
        assertThat(take(restQuote(8, 101))).isEqualTo(SequenceVerdict.NEXT);
    }

    @Test
    void theSameQuoteAtALaterTimeIsNoNews() {
        take(socketQuote(7, 100));
        assertThat(take(restQuote(7, 500))).isEqualTo(SequenceVerdict.DUPLICATE);
    }

    @ParameterizedTest
    @CsvSource({"BID", "BID_QTY", "ASK", "ASK_QTY"})
    void aQuoteThatDiffersInOneFieldIsAnother(String field) {
        int offset = switch (field) {
            case "BID" -> QuoteFields.BID;
            case "BID_QTY" -> QuoteFields.BID_QTY;
            case "ASK" -> QuoteFields.ASK;
            default -> QuoteFields.ASK_QTY;
        };
        take(socketQuote(7, 100));
        Event changed = restQuote(7, 101);
        changed.set(offset, changed.get(offset) + 1);
        assertThat(take(changed)).isEqualTo(SequenceVerdict.NEXT);
    }

    @Test
    void theSameNumbersWrittenWithOtherDecimalsAreTheSameQuote() {
        take(given.quote(1, 1, 7, 10_000, 2_000, 10_010, 3_000));
        Event finer = FeedRig.polled(given.after(1_000_000_000)
            .quote(1, 1, 7, 100_000, 20_000, 100_100, 30_000).exponents(-3, -4));
        assertThat(take(finer)).isEqualTo(SequenceVerdict.DUPLICATE);
        Event coarser = FeedRig.polled(given.quote(1, 1, 7, 1_000, 2, 1_001, 3).exponents(-1, 0));
        assertThat(take(coarser)).isEqualTo(SequenceVerdict.DUPLICATE);
    }

    @Test
    void theSocketFallsInAgainWhereItIsNoOlderThanWhatRestHasShown() {
        take(socketQuote(7, 100));
        take(restQuote(9, 200));
        assertThat(take(socketQuote(8, 199))).isEqualTo(SequenceVerdict.OLDER);
        assertThat(take(socketQuote(9, 200))).as("shown").isEqualTo(SequenceVerdict.DUPLICATE);
        assertThat(take(socketQuote(10, 150))).as("by REST's time, not by the socket's own")
            .isEqualTo(SequenceVerdict.OLDER);
        assertThat(take(socketQuote(10, 200))).as("within a millisecond nobody knows")
            .isEqualTo(SequenceVerdict.OLDER);
        assertThat(take(socketQuote(11, 201))).isEqualTo(SequenceVerdict.NEXT);
    }

    @Test
    void theIdOfASocketWinsOverItsTime() {
        take(socketQuote(7, 100));
        assertThat(take(socketQuote(8, 90))).isEqualTo(SequenceVerdict.NEXT);
        assertThat(order.venueMs()).as("the latest ever").isEqualTo(START_MS + 100);
    }

    @Test
    void aTickWithoutTimeIsTaken() {
        begin(StreamTraits.MARK);
        take(given.mark(3, 1, 100));
        assertThat(take(given.mark(3, 1, Event.ABSENT))).isEqualTo(SequenceVerdict.NEXT);
        assertThat(take(given.mark(3, 1, 100))).as("what was known stays")
            .isEqualTo(SequenceVerdict.DUPLICATE);
        begin(StreamTraits.QUOTE);
        take(socketQuote(6, 1));
        assertThat(take(socketQuote(7, 1).set(QuoteFields.EVENT_MS, Event.ABSENT)))
            .isEqualTo(SequenceVerdict.NEXT);
    }

    @Test
    void theTimeOfAQuoteIsThatOfTheTransactionWhereItHasOne() {
        Event quote = socketQuote(7, 100).set(QuoteFields.TRANSACT_MS, START_MS + 98);
        assertThat(StreamTraits.QUOTE.venueMs(quote)).isEqualTo(START_MS + 98);
        Event trade = aggregate(1).set(TradeFields.TRANSACT_MS, Event.ABSENT);
        assertThat(StreamTraits.TRADE.venueMs(trade)).isEqualTo(Event.ABSENT);
    }

    @Test
    void resetForgetsEverything() {
        take(socketQuote(7, 100));
        take(restQuote(8, 200));
        order.reset();
        assertThat(order.isEmpty()).isTrue();
        assertThat(take(restQuote(8, 1))).isEqualTo(SequenceVerdict.NEXT);
        order.reset();
        assertThat(take(socketQuote(1, 1))).isEqualTo(SequenceVerdict.NEXT);
    }

    @Test
    void stateReadBackGoesOnAlike() {
        take(socketQuote(7, 100));
        take(restQuote(8, 200));
        StateWriter out = new StateWriter(new UnsafeBuffer(new byte[256]));
        order.writeState(out);
        TickSequencer copy = new TickSequencer(StreamTraits.QUOTE);
        copy.readState(new StateReader(out.buffer(), 0, out.length()));
        assertThat(judge(copy, restQuote(8, 300))).isEqualTo(SequenceVerdict.DUPLICATE);
        assertThat(judge(copy, socketQuote(8, 199))).isEqualTo(SequenceVerdict.OLDER);
        assertThat(judge(copy, socketQuote(8, 200))).isEqualTo(SequenceVerdict.DUPLICATE);
        assertThat(judge(copy, socketQuote(9, 200))).isEqualTo(SequenceVerdict.OLDER);
        assertThat(judge(copy, socketQuote(9, 201))).isEqualTo(SequenceVerdict.NEXT);
        assertThat(judge(copy, socketQuote(7, 200))).isEqualTo(SequenceVerdict.DUPLICATE);
    }

    @ParameterizedTest
    @CsvSource({"49, 0, true", "49, 1, true", "49, -1, false", "50, 1, false", "51, 1, false"})
    void aLowerNumberIsNumberedBackOnlyWhereTheVenuesTimeDoesNotSayItIsLate(
        long id, long ms, boolean back) {
        take(socketQuote(50, 0));
        assertThat(order.isNumberedBack(socketQuote(id, ms), START_MS + ms)).isEqualTo(back);
    }

    private boolean isNumberedBack(long ms, long askQty) {
        Event quote = given.quote(1, 1, 49, 10_060, 2_000, 10_070, askQty)
            .set(QuoteFields.EVENT_MS, START_MS + ms);
        return order.isNumberedBack(quote, START_MS + ms);
    }

    /** Found by the simulator (seed 852): it was shown twice. */
    @Test
    void whatWasShownWithoutANumberIsNotNewByALowerOne() {
        take(socketQuote(50, 0));
        take(restQuote(60, 5));
        assertThat(isNumberedBack(5, 3_000)).isFalse();
        assertThat(isNumberedBack(5, 3_001)).as("another of that millisecond").isTrue();
        assertThat(isNumberedBack(6, 3_000)).as("the same again, later").isTrue();
    }

    @Test
    void aLowerNumberWithoutATimeIsNumberedBack() {
        take(socketQuote(50, 0));
        assertThat(order.isNumberedBack(socketQuote(49, 0), Event.ABSENT)).isTrue();
        assertThat(order.isNumberedBack(socketQuote(50, 0), Event.ABSENT)).isFalse();
        begin(StreamTraits.TRADE);
        take(given.trade(3, 1, 900));
        assertThat(order.isNumberedBack(given.trade(3, 1, 899), Event.ABSENT)).isTrue();
    }

    @Test
    void withoutANumberNobodyCanTellAndATimeIsItsOwnNumber() {
        take(socketQuote(50, 0));
        assertThat(order.isNumberedBack(restQuote(49, 5), START_MS + 5)).isFalse();
        begin(StreamTraits.MARK);
        assertThat(order.isNumberedBack(given.mark(3, 1, START_MS - 5), START_MS - 5)).isTrue();
    }
}
