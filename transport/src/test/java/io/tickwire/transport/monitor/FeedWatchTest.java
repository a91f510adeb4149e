package io.tickwire.transport.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedState;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What records say of a feed, in numbers. */
final class FeedWatchTest {
    private static final long SECOND_NS = 1_000_000_000L;
    // Doubles as seconds since the epoch lose a few hundred nanoseconds.
    private static final Offset<Long> A_LITTLE = Offset.offset(1_000L);

    private final FeedWatch watch = new FeedWatch(Records.DISPLAY);
    private final FeedScript script = new FeedScript(watch::onRecord);

    private StreamWatch stream(int id, StreamKind kind) {
        return watch.symbols().get(id - 1).stream(kind);
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(watch.flag()).isNull();
        assertThat(watch.hasSymbols()).isFalse();
        assertThat(watch.ticksPerSecond()).isZero();
        assertThat(watch.clockOffsetNs()).isEqualTo(Event.ABSENT);
        assertThat(watch.weightUsed()).isEqualTo(Event.ABSENT);
    }

    @Test
    void flagReasonStateAndSinceAreThoseOfTheLastChange() {
        script.plan().green(2).yellow(194, 10.2);
        script.at(200).venue(FeedFlag.YELLOW, StatusReason.SILENT, FeedState.POLLING, 194);
        assertThat(watch.flag()).isEqualTo(FeedFlag.YELLOW);
        assertThat(watch.venue().reason()).isEqualTo(StatusReason.SILENT);
        assertThat(watch.venue().state()).isEqualTo(FeedState.POLLING);
        assertThat(watch.sinceNs()).isEqualTo(FeedScript.ns(194));
        assertThat(watch.venue().flagBefore()).isEqualTo(FeedFlag.GREEN);
        assertThat(watch.venue().beforeNs()).isCloseTo(192 * SECOND_NS, A_LITTLE);
        assertThat(watch.venue().changes()).isEqualTo(2);
        // Starting, streaming, polling; the repeated row is none.
        assertThat(watch.venue().changeCount()).isEqualTo(3);
    }

    @Test
    void aChangeOfStateAloneIsNewsButNoChangeOfFlag() {
        script.plan().green(2).yellow(10, 5);
        script.at(12).venue(FeedFlag.YELLOW, StatusReason.SILENT, FeedState.RECOVERING, 10);
        assertThat(watch.venue().changeCount()).isEqualTo(4);
        assertThat(watch.venue().changes()).isEqualTo(2);
        assertThat(watch.sinceNs()).isEqualTo(FeedScript.ns(10));
    }

    @Test
    void timeIsSpentInTheFlagThatWasShown() {
        script.plan().green(2).yellow(10, 5);
        script.at(13).venue(FeedFlag.RED, StatusReason.LINK_DOWN, FeedState.DOWN);
        script.at(14.5).at(15);
        assertThat(watch.venue().spentNs(FeedFlag.GREEN)).isCloseTo(8 * SECOND_NS, A_LITTLE);
        assertThat(watch.venue().spentNs(FeedFlag.YELLOW)).isCloseTo(5 * SECOND_NS, A_LITTLE);
        assertThat(watch.venue().spentNs(FeedFlag.RED)).isCloseTo(2 * SECOND_NS, A_LITTLE);
    }

    @Test
    void theTimeWithoutAnEngineBelongsToNoFlag() {
        script.plan().green(2).at(11).put(Records.record(EventType.RESUMED, 0, 0, 5_000));
        assertThat(watch.flag()).isNull();
        assertThat(stream(1, StreamKind.QUOTE).flag).isNull();
        assertThat(watch.ticksPerSecond()).isZero();
        script.at(5_001).venue(FeedFlag.YELLOW, StatusReason.STARTING, FeedState.STARTING);
        script.at(5_002);
        assertThat(watch.venue().spentNs(FeedFlag.GREEN)).isCloseTo(9 * SECOND_NS, A_LITTLE);
        assertThat(watch.venue().spentNs(FeedFlag.YELLOW)).isCloseTo(3 * SECOND_NS, A_LITTLE);
    }

    @Test
    void streamsKeepTheirOwnFlagReasonAndSource() {
        script.plan().green(2).yellow(194, 10.2);
        StreamWatch trade = stream(1, StreamKind.TRADE);
        assertThat(trade.flag).isEqualTo(FeedFlag.YELLOW);
        assertThat(trade.reason).isEqualTo(StatusReason.SILENT);
        assertThat(trade.fedBy).isEqualTo(Source.POLL);
        assertThat(trade.sinceNs).isEqualTo(FeedScript.ns(194));
        assertThat(trade.silenceNs(FeedScript.ns(195))).isCloseTo(11_200_000_000L, A_LITTLE);
        assertThat(stream(2, StreamKind.TRADE).flag).isEqualTo(FeedFlag.GREEN);
        assertThat(watch.symbols().get(0).whole.flag).isEqualTo(FeedFlag.YELLOW);
        assertThat(watch.symbols().get(0).streams()).extracting(one -> one.kind)
            .containsExactly(StreamKind.QUOTE, StreamKind.TRADE);
        assertThat(FeedText.source(watch)).isEqualTo("socket and polling");
    }

    @Test
    void newsAboutSingleTicksChangeNoFlag() {
        script.plan().green(2).at(3).hole(1, 5, 9).hole(2, 7, 7)
            .stream(1, StreamKind.TRADE, FeedFlag.YELLOW, StatusReason.DUPLICATE, Source.SOCKET, 0)
            .stream(1, StreamKind.QUOTE, FeedFlag.YELLOW, StatusReason.OLDER, Source.SOCKET, 0);
        assertThat(watch.missingIds()).isEqualTo(6);
        assertThat(stream(1, StreamKind.TRADE).reason).isEqualTo(StatusReason.FRESH);
        assertThat(stream(1, StreamKind.QUOTE).flag).isEqualTo(FeedFlag.GREEN);
        assertThat(watch.flag()).isEqualTo(FeedFlag.GREEN);
    }

    @Test
    void theLastTickOfASymbolIsThatOfAnyStreamButBackfillIsNone() {
        script.plan().at(1).tick(EventType.QUOTE, 1, Source.SOCKET)
            .at(2).tick(EventType.MARK, 1, Source.POLL)
            .at(3).tick(EventType.TRADE, 1, Source.BACKFILL);
        StreamWatch whole = watch.symbols().get(0).whole;
        assertThat(whole.lastTickNs).isEqualTo(FeedScript.ns(2));
        assertThat(whole.lastSource).isEqualTo(Source.POLL);
        assertThat(stream(1, StreamKind.QUOTE).lastTickNs).isEqualTo(FeedScript.ns(1));
        assertThat(watch.symbols().get(1).whole.lastTickNs).isZero();
    }

    @Test
    void theRateIsThatOfTheLastSecondsOfEngineTime() {
        script.plan();
        for (int i = 0; i < 100; i++) {
            script.at(0.05 + i * 0.1).tick(EventType.QUOTE, 1, Source.SOCKET)
                .tick(EventType.QUOTE, 2, Source.SOCKET);
        }
        script.at(10.01);
        assertThat(watch.ticksPerSecond()).isEqualTo(20);
        script.at(12.51);
        assertThat(watch.ticksPerSecond()).isEqualTo(10);
        script.at(1_000);
        assertThat(watch.ticksPerSecond()).isZero();
    }

    @Test
    void clockAndWeightAreWhatWasSaidLast() {
        script.plan().clock(3_100_000)
            .limit(2_400).used(12)
            .at(30).call(CallOutcome.ANSWERED, 200, "");
        assertThat(watch.clockOffsetNs()).isEqualTo(3_100_000);
        assertThat(watch.weightLimit()).isEqualTo(2_400);
        assertThat(watch.weightUsed()).isEqualTo(12);
        // The venue counts by the minute.
        script.at(61);
        assertThat(watch.weightUsed()).isZero();
    }

    @Test
    void connectionsAreCountedOverAllConnections() {
        script.plan().fact(1, LinkFact.OPENED, 0, "").fact(2, LinkFact.OPENED, 0, "")
            .fact(1, LinkFact.CLOSED, 1006, "");
        assertThat(watch.groups().connections()).isEqualTo(2);
    }

    @Test
    void anUnknownSymbolIsNobodys() {
        script.at(0).tick(EventType.QUOTE, 7, Source.SOCKET)
            .stream(7, StreamKind.QUOTE, FeedFlag.RED, StatusReason.SILENT, Source.SOCKET, 1)
            .carries(1, 7, StreamKind.QUOTE);
        assertThat(watch.symbols()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = StreamKind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void whatPollsRepeatIsNoNews(StreamKind kind) {
        script.plan().green(2);
        EventType type = EventType.valueOf(kind.name());
        for (int second = 10; second < 20; second++) {
            script.at(second).tick(type, 1, Source.POLL);
        }
        assertThat(stream(1, kind).lastTickNs).isEqualTo(FeedScript.ns(10));
        assertThat(watch.symbols().get(0).whole.lastTickNs).isEqualTo(FeedScript.ns(10));
        assertThat(watch.ticksPerSecond()).isZero();
        script.at(21).tick(type, 1, Source.SOCKET);
        assertThat(stream(1, kind).lastTickNs).isEqualTo(FeedScript.ns(21));
    }
}
