package io.tickwire.transport.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedState;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradingStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A feed in words. */
final class FeedTextTest {
    private final FeedWatch watch = new FeedWatch(Records.DISPLAY);
    private final FeedScript script = new FeedScript(watch::onRecord);

    @ParameterizedTest
    @CsvSource({"0,0.0 s", "10240,10.2 s", "59400,59.4 s", "59600,1 m 0 s", "192000,3 m 12 s",
        "3599400,59 m 59 s", "3600000,1 h 0 m", "7500000,2 h 5 m", "86400000,1 d 0 h",
        "97200000,1 d 3 h"})
    void spans(long ms, String text) {
        assertThat(FeedText.span(ms * 1_000_000)).isEqualTo(text);
    }

    @Test
    void beginnings() {
        assertThat(FeedText.reason(watch)).isEqualTo("nothing known of the feed yet");
        script.plan();
        assertThat(FeedText.reason(watch)).isEqualTo("starting, 0 of 4 streams here");
        script.at(1).stream(1, StreamKind.QUOTE, FeedFlag.GREEN, StatusReason.FRESH,
            Source.SOCKET, 0);
        assertThat(FeedText.reason(watch)).isEqualTo("starting, 1 of 4 streams here");
    }

    @Test
    void greenAndRotating() {
        script.plan().green(2);
        assertThat(FeedText.reason(watch)).isEqualTo("every stream fresh from its socket");
        script.at(3).venue(FeedFlag.GREEN, StatusReason.FRESH, FeedState.ROTATING, 2);
        assertThat(FeedText.reason(watch))
            .isEqualTo("every stream fresh from its socket, one socket being replaced");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "SILENT;POLLING;BTCUSDT trade silent for 10.2 s, polling",
        "SILENT;RECOVERING;BTCUSDT trade silent for 10.2 s, polling while its socket recovers",
        "SILENT;DOWN;BTCUSDT trade silent for 10.2 s, no fresh ticks from any source",
        "FROZEN;POLLING;BTCUSDT trade frozen: the venue's time in it stands still, polling",
        "LAGGING;POLLING;BTCUSDT trade late by 6.5 s, polling",
        "AGE_UNKNOWN;STREAMING;BTCUSDT trade of unknown age: its times are late, or the venue's"
            + " clock is wrong, by 6.5 s",
        "UNWITNESSED;POLLING;BTCUSDT trade without its socket, and nothing moves in what REST"
            + " answers: a quiet market, or a cache, polling",
        "PROVING;RECOVERING;BTCUSDT trade back on its socket, not yet trusted, polling while its"
            + " socket recovers",
        "NO_FIRST_TICK;POLLING;BTCUSDT trade without a first tick for 10.2 s: acknowledged but"
            + " silent: aggTrade is served on /market, polling",
        "BANNED;DOWN;the venue has banned us, no fresh ticks from any source"})
    void problems(StatusReason reason, FeedState state, String text) {
        script.plan().green(2).fact(1, LinkFact.SUBSCRIBED, 0, "").at(60);
        script.put(Records.record(EventType.FEED_STATUS, 0, 1, 60)
            .set(FeedStatusFields.KIND, StreamKind.TRADE.ordinal())
            .set(FeedStatusFields.FLAG, FeedFlag.YELLOW.ordinal())
            .set(FeedStatusFields.REASON, reason.ordinal()).set(FeedStatusFields.SILENCE_MS, 10_200)
            .set(FeedStatusFields.LAG_MS, 6_500));
        script.venue(FeedFlag.YELLOW, reason, state);
        assertThat(FeedText.reason(watch)).isEqualTo(text);
    }

    @Test
    void aLostSocketSaysWhy() {
        script.plan().green(2).at(60).fact(1, LinkFact.CLOSED, 1006, "reset by peer");
        for (int id = 1; id <= 2; id++) {
            script.stream(id, StreamKind.TRADE, FeedFlag.YELLOW, StatusReason.LINK_DOWN,
                Source.POLL, id);
        }
        script.venue(FeedFlag.YELLOW, StatusReason.LINK_DOWN, FeedState.POLLING).at(61);
        assertThat(FeedText.reason(watch)).isEqualTo("ETHUSDT trade without its socket: closed"
            + " with code 1006: reset by peer (and 1 more), polling");
    }

    @Test
    void theWorstFlagIsToBlameEvenIfAnotherIsSilentForLonger() {
        script.plan().green(2).at(60)
            .stream(1, StreamKind.TRADE, FeedFlag.YELLOW, StatusReason.SILENT, Source.POLL, 50)
            .stream(2, StreamKind.QUOTE, FeedFlag.RED, StatusReason.SILENT, Source.ENGINE, 5)
            .venue(FeedFlag.RED, StatusReason.SILENT, FeedState.POLLING);
        assertThat(FeedText.reason(watch)).startsWith("ETHUSDT quote silent for 5.0 s (and 1");
    }

    @Test
    void redSaysWhatIsDownSinceWhenAndWhatIsTried() {
        script.plan().green(2).at(60).fact(1, LinkFact.CLOSED, 1006, "connection reset")
            .call(CallOutcome.ANSWERED, 403, "text/html: Forbidden")
            .stream(1, StreamKind.QUOTE, FeedFlag.RED, StatusReason.LINK_DOWN, Source.ENGINE, 5)
            .venue(FeedFlag.RED, StatusReason.LINK_DOWN, FeedState.DOWN);
        String socket = "BTCUSDT quote without its socket: closed with code 1006: connection reset";
        String tried = ", no fresh ticks from any source; sockets and REST are tried again";
        assertThat(FeedText.reason(watch)).isEqualTo(
            socket + ", REST refused with HTTP 403: text/html: Forbidden" + tried);
        script.call(CallOutcome.NOT_SENT, 0, "/x: connection refused");
        assertThat(FeedText.reason(watch)).isEqualTo(
            socket + ", REST not connected: /x: connection refused" + tried);
        script.call(CallOutcome.ANSWERED, 200, "/x");
        assertThat(FeedText.reason(watch)).isEqualTo(socket + tried);
        assertThat(FeedText.statusLine(watch, 0))
            .startsWith("feed RED down since 22:14:20Z: " + socket + tried + " | ");
    }

    @Test
    void aDelistedSymbolIsNamedAndWhatIsDoneAboutIt() {
        script.plan().green(2).at(60).notTraded(2, TradingStatus.NOT_TRADING, "SETTLING")
            .stream(2, StreamKind.QUOTE, FeedFlag.RED, StatusReason.NOT_TRADING, Source.SOCKET, 5)
            .stream(2, StreamKind.TRADE, FeedFlag.RED, StatusReason.NOT_TRADING, Source.SOCKET, 5)
            .venue(FeedFlag.RED, StatusReason.NOT_TRADING, FeedState.STREAMING);
        assertThat(FeedText.reason(watch)).isEqualTo("ETHUSDT not traded by the venue: SETTLING"
            + " (and 1 more); the venue's list is looked at again from time to time");
    }

    @Test
    void whatIsGoneIsToBlameForNothing() {
        script.plan().green(2).at(60).notTraded(2, TradingStatus.NOT_LISTED, "")
            .stream(2, StreamKind.QUOTE, FeedFlag.RED, StatusReason.GONE, Source.SOCKET, 5)
            .venue(FeedFlag.GREEN, StatusReason.FRESH, FeedState.STREAMING);
        assertThat(FeedText.reason(watch))
            .isEqualTo("every stream fresh from its socket; gone: ETHUSDT");
        script.stream(1, StreamKind.QUOTE, FeedFlag.YELLOW, StatusReason.SILENT, Source.POLL, 5)
            .venue(FeedFlag.YELLOW, StatusReason.SILENT, FeedState.RECOVERING);
        assertThat(FeedText.reason(watch)).isEqualTo(
            "BTCUSDT quote silent for 5.0 s, polling while its socket recovers");
        script.venue(FeedFlag.RED, StatusReason.GONE, FeedState.DOWN);
        assertThat(FeedText.reason(watch)).startsWith("ETHUSDT not listed by the venue (and 1");
    }

    @Test
    void aRefusedSubscriptionIsTold() {
        script.plan().at(1).fact(1, LinkFact.OPENED, 0, "")
            .fact(1, LinkFact.SUBSCRIBED, 2, "2 Invalid request")
            .stream(1, StreamKind.QUOTE, FeedFlag.YELLOW, StatusReason.STARTING, Source.POLL, 1)
            .venue(FeedFlag.YELLOW, StatusReason.STARTING, FeedState.RECOVERING);
        assertThat(FeedText.reason(watch)).startsWith(
            "BTCUSDT quote without a first tick: subscription refused: 2 Invalid request");
    }

    @Test
    void statusLines() {
        assertThat(FeedText.statusLine(watch, 0))
            .isEqualTo("feed unknown: nothing known of the feed yet | 0 ticks/s");
        script.plan().clock(3_100_000)
            .limit(2_400).used(12).green(2)
            .at(2.2).tick(EventType.QUOTE, 2, Source.SOCKET).at(2.4);
        assertThat(FeedText.statusLine(watch, 0)).isEqualTo("feed GREEN streaming since"
            + " 22:13:22Z | 0 ticks/s | BTCUSDT 0.4 s ETHUSDT 0.2 s | clock +3.1 ms"
            + " | weight 12/2400");
        script.yellow(30, 10).tick(EventType.TRADE, 1, Source.POLL).at(31);
        assertThat(FeedText.statusLine(watch, 0)).startsWith("feed YELLOW polling since"
            + " 22:13:50Z: BTCUSDT trade silent for 11.0 s, polling | 0 ticks/s"
            + " | BTCUSDT 1.0 s polled ETHUSDT 28.8 s");
        assertThat(FeedText.statusLine(watch, 2_500_000_000L))
            .startsWith("feed RED: engine silent for 2.5 s | ");
        script.at(86_400);
        assertThat(FeedText.statusLine(watch, 0)).contains("since 2023-11-14 22:13:50Z");
    }

    @Test
    void summaries() {
        assertThat(FeedText.summary(watch)).isEqualTo("feed: GREEN 0.0 % (0.0 s)"
            + " | YELLOW 0.0 % (0.0 s) | RED 0.0 % (0.0 s) | 0 changes"
            + " | 0 ids missing, 0 filled, 0 lost");
        script.plan().green(1.6).at(60).hole(1, 5, 5);
        assertThat(FeedText.summary(watch)).isEqualTo("feed: GREEN 97.3 % (58.4 s)"
            + " | YELLOW 2.7 % (1.6 s) | RED 0.0 % (0.0 s) | 1 change"
            + " | 1 id missing, 0 filled, 0 lost");
    }

    @Test
    void whatIsNotUnderstoodIsCountedWithTheFirstOfIt() {
        script.plan().green(2);
        for (int second = 10; second < 15; second++) {
            script.at(second).rejected(1, RejectReason.WRONG_TYPE, second == 10
                ? "\ufeff{\"e\":\"bookTicker\",<b>\"u\":\"7\"\0" : "other");
        }
        script.at(15).stream(1, StreamKind.QUOTE, FeedFlag.YELLOW, StatusReason.NOT_UNDERSTOOD,
            Source.POLL, 5).venue(FeedFlag.YELLOW, StatusReason.NOT_UNDERSTOOD,
            FeedState.RECOVERING);
        String words = "5 messages not understood: wrong type, first: "
            + "{\"e\":\"bookTicker\", \"u\":\"7\"";
        assertThat(FeedText.reason(watch))
            .isEqualTo("BTCUSDT quote " + words + ", polling while its socket recovers");
        assertThat(watch.groups().diagnosis(1, StreamKind.QUOTE, false)).isEqualTo(words);
        script.at(90).rejected(1, RejectReason.NOT_JSON, "x");
        assertThat(watch.groups().rejected(1))
            .isEqualTo("1 message not understood: not json, first: x");
    }

    @Test
    void whatWasRejectedBeforeAnybodyLookedOnIsSaidWithoutACount() {
        script.plan().green(2).at(15).stream(1, StreamKind.QUOTE, FeedFlag.YELLOW,
            StatusReason.NOT_UNDERSTOOD, Source.POLL, 5).venue(FeedFlag.YELLOW,
            StatusReason.NOT_UNDERSTOOD, FeedState.RECOVERING);
        assertThat(FeedText.reason(watch))
            .isEqualTo("BTCUSDT quote not understood, polling while its socket recovers");
    }

    @Test
    void olderIdsAreSaidToBeThat() {
        script.plan().green(2).at(15).stream(1, StreamKind.QUOTE, FeedFlag.YELLOW,
            StatusReason.OLDER_IDS, Source.POLL, 5).venue(FeedFlag.YELLOW,
            StatusReason.OLDER_IDS, FeedState.RECOVERING);
        assertThat(FeedText.reason(watch)).isEqualTo("BTCUSDT quote useless for 5.0 s: its ids "
            + "are older than those before, polling while its socket recovers");
    }
}
