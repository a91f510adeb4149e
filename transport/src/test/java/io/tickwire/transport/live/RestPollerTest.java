package io.tickwire.transport.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.transport.loopback.VenueServerOptions;
import io.tickwire.transport.loopback.VenueServer;
import io.tickwire.transport.venue.VenueRoots;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each call that the engine asks for: ticks, then one fact, whatever the venue does. */
final class RestPollerTest {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final String PRICE =
        "{\"symbol\":\"BTCUSDT\",\"price\":\"67234.5\",\"time\":1700000000000}";

    private static RawVenue answering(String status, String headers, String body)
        throws Exception {
        return calls((peer, number) ->
            peer.answer(status, headers.replace("~", "\r\n"), body));
    }

    private static RawVenue calls(RawVenue.Script script) throws Exception {
        return RawVenue.start((peer, number) -> peer.healthy(), script);
    }

    /** What came for a request, in order: frames and ticks, then the fact. */
    private static List<GatewayRig.Seen> polled(GatewayRig rig) {
        return rig.facts().stream()
            .filter(one -> one.source() == Source.POLL || one.ends(1)
                || one.type() == EventType.BUDGET_USED && one.attempt() == 1).toList();
    }

    @Test
    void everyCallOfTheLoopbackVenueBringsItsTicks() throws Exception {
        try (VenueServer server = VenueServer.launch(new VenueServerOptions(0, false,
                MarketSymbol.DEFAULT, 4_000, 7, List.of(), 1, VenueServerOptions.PING_EVERY_NS,
                VenueServerOptions.PONG_WITHIN_NS), notice -> { });
            GatewayRig rig = GatewayRig.start(new VenueRoots("ws://127.0.0.1:" + server.port(),
                "http://127.0.0.1:" + server.port()))) {
            long number = 0;
            for (int instrument : new int[] {1, 0}) {
                for (FeedCall call : List.of(
                    FeedCall.QUOTE, FeedCall.PRICE, FeedCall.STATS, FeedCall.MARK)) {
                    GatewayRig.Seen fact = rig.polled(++number, call, instrument);
                    assertThat(fact.fact()).isEqualTo("ANSWERED");
                    assertThat(fact.code()).isEqualTo(200);
                    assertThat(fact.call()).isEqualTo(call);
                    assertThat(fact.instrument()).isEqualTo(instrument);
                    assertThat(fact.waitNs()).isZero();
                    List<GatewayRig.Seen> facts = rig.facts();
                    GatewayRig.Seen used = facts.get(facts.indexOf(fact) - 1);
                    assertThat(used.type()).isEqualTo(EventType.BUDGET_USED);
                    assertThat(used.attempt()).isEqualTo(number);
                    assertThat(used.code()).isPositive();
                    GatewayRig.Seen tick = facts.get(facts.indexOf(fact) - 2);
                    assertThat(tick.type().name()).isEqualTo(call.kind().name());
                    assertThat(tick.source()).isEqualTo(Source.POLL);
                    assertThat(tick.link()).isZero();
                    assertThat(tick.instrument()).isEqualTo(1);
                }
            }
            LiveRig.await("trades", () -> trades(rig) > 0);
            assertThat(trades(rig)).isEqualTo(1);
            rig.poll(1000, FeedCall.TRADE, 1, 0);
            rig.await("trades by id", one -> one.ends(1000));
            assertThat(rig.facts().stream().filter(one -> one.type() == EventType.TRADE)
                .count()).isGreaterThan(1);
            GatewayRig.Seen clock = rig.polled(1001, FeedCall.CLOCK, 0);
            List<GatewayRig.Seen> facts = rig.facts();
            GatewayRig.Seen offset = facts.get(facts.indexOf(clock) - 2);
            assertThat(offset.fact()).isEqualTo("VENUE_CLOCK");
            assertThat(Math.abs(offset.valueNs())).isLessThan(2 * SECOND_NS);
            assertThat(rig.facts()).noneMatch(one -> one.type() == EventType.REJECTED);
        }
    }

    @Test
    void theVenueReadItsClockHalfWayBetweenQuestionAndAnswer() throws Exception {
        try (RawVenue venue = answering("503 Down", "", "");
            GatewayRig rig = GatewayRig.start(venue.roots())) {
            GatewayRig.Seen answer = rig.polled(1, FeedCall.CLOCK, 0);
            List<GatewayRig.Seen> facts = rig.facts();
            GatewayRig.Seen offset = facts.stream()
                .filter(one -> one.type() == EventType.VENUE_CLOCK).findFirst().orElseThrow();
            GatewayRig.Seen frame = facts.get(facts.indexOf(offset) - 1);
            assertThat(frame.text()).contains("1700000000000");
            // How long it took, and when it came.
            long askedNs = frame.receiveNs() - answer.valueNs();
            assertThat(offset.valueNs()).isEqualTo(1_700_000_000_000L * 1_000_000
                - (askedNs + answer.valueNs() / 2));
        }
    }

    private long nextTrade = 100;

    /** Trades that one more call for the last one brings; none before there was one. */
    private long trades(GatewayRig rig) {
        try {
            long before = count(rig);
            rig.polled(nextTrade++, FeedCall.TRADE, 1);
            return count(rig) - before;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static long count(GatewayRig rig) {
        return rig.facts().stream().filter(one -> one.type() == EventType.TRADE).count();
    }

    @Test
    void theFrameIsTheBodyAndTheWordsAreThePath() throws Exception {
        ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
        try (RawVenue venue = calls((peer, number) -> {
                asked.add(peer.target());
                peer.answer("200 OK", "x-mbx-used-weight-1m: 17\r\n", PRICE);
            });
            GatewayRig rig = GatewayRig.start(venue.roots())) {
            GatewayRig.Seen fact = rig.polled(1, FeedCall.PRICE, 1);
            assertThat(polled(rig)).extracting(GatewayRig.Seen::type)
                .containsExactly(EventType.STATS, EventType.BUDGET_USED, EventType.CALL);
            assertThat(polled(rig).get(0).text()).isEqualTo(PRICE);
            assertThat(fact.text()).isEqualTo("/fapi/v2/ticker/price?symbol=BTCUSDT")
                .isEqualTo(asked.peek());
            assertThat(polled(rig).get(1).code()).isEqualTo(17);
            assertThat(fact.valueNs()).isBetween(1L, 30 * SECOND_NS);
        }
    }

    @Test
    void noHeaderNoWeight() throws Exception {
        try (RawVenue venue = answering("200 OK", "", "[" + PRICE + "," + PRICE + "]");
            GatewayRig rig = GatewayRig.start(venue.roots())) {
            rig.polled(1, FeedCall.PRICE, 0);
            assertThat(polled(rig)).extracting(GatewayRig.Seen::type)
                .containsExactly(EventType.STATS, EventType.STATS, EventType.CALL);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "MARK|0|<html>maintenance</html>|NOT_JSON|UNUSABLE",
        "MARK|0|[{\"symbol\":\"BTCUSDT\"}]|MISSING_FIELD|UNUSABLE",
        "PRICE|1|{\"price\":[]}|MISSING_FIELD|UNUSABLE",
        "TRADE|1|<html>maintenance</html>|NOT_JSON|UNUSABLE",
        "TRADE|1|[{\"a\":1}]|MISSING_FIELD|UNUSABLE"})
    void anAnswerThatCannotBeTakenIsRejectedAndProvesNothing(FeedCall call, int instrument,
        String body, RejectReason reason, String fact) throws Exception {
        try (RawVenue venue = answering("200 OK", "", body);
            GatewayRig rig = GatewayRig.start(venue.roots())) {
            assertThat(rig.polled(1, call, instrument).fact()).isEqualTo(fact);
            assertThat(polled(rig)).extracting(GatewayRig.Seen::reason)
                .containsExactly(reason, null);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "400 Bad Request|X-Mbx-Used-Weight-1m: 40~|{\"code\":-1130,\"msg\":\"Not valid.\"}"
            + "|-1130 Not valid.|0|40",
        "429 Slow|RETRY-AFTER: 7~X-MBX-USED-WEIGHT-1M: 2401~|{\"code\":-1003,\"msg\":\"Slow\"}"
            + "|-1003 Slow|7|2401",
        "418 Banned|Retry-After: 9~|{\"code\":-1003,\"msg\":\"banned until 1700000060000\"}"
            + "|-1003 banned until 1700000060000|9|",
        "418 Banned|Retry-After: 99999999999~|no|no|604800|",
        "429 Slow|Retry-After: soon~|no|no|0|",
        "403 Forbidden|Content-Type: text/html~|<html>WAF</html>|text/html: WAF|0|",
        "503 Unavailable||''|HTTP status 503|0|"})
    void whatTheVenueSaysAgainstACallIsAFrameAndAFact(
        String status, String headers, String body, String words, long waitS, Long weight)
        throws Exception {
        try (RawVenue venue = answering(status, headers == null ? "" : headers, body);
            GatewayRig rig = GatewayRig.start(venue.roots())) {
            GatewayRig.Seen fact = rig.polled(1, FeedCall.QUOTE, 1);
            assertThat(fact.fact()).isEqualTo("ANSWERED");
            assertThat(fact.code()).isEqualTo(Long.parseLong(status.substring(0, 3)));
            assertThat(fact.text()).isEqualTo(words);
            assertThat(fact.waitNs()).isEqualTo(waitS * SECOND_NS);
            assertThat(polled(rig).stream().filter(one -> one.type() == EventType.BUDGET_USED)
                .map(GatewayRig.Seen::code)).isEqualTo(weight == null ? List.of()
                : List.of(weight));
            assertThat(polled(rig)).extracting(GatewayRig.Seen::type)
                .startsWith(EventType.FRAME).endsWith(EventType.CALL);
            assertThat(polled(rig).get(0).text()).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @CsvSource({"QUOTE,1,UNKNOWN_SYMBOL", "TRADE,1,UNKNOWN_SYMBOL", "QUOTE,0,ANSWERED"})
    void thatThereIsNoSuchSymbolIsAFactAboutTheSymbolThatWasNamed(
        FeedCall call, int instrument, String fact) throws Exception {
        try (RawVenue venue = answering("400 Bad Request", "X-MBX-USED-WEIGHT-1M: 40\r\n",
            "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}");
            GatewayRig rig = GatewayRig.start(venue.roots())) {
            GatewayRig.Seen end = rig.polled(1, call, instrument);
            assertThat(end.fact()).isEqualTo(fact);
            assertThat(end.code()).isEqualTo(400);
            assertThat(end.instrument()).isEqualTo(instrument);
            assertThat(end.text()).isEqualTo("-1121 Invalid symbol.");
            assertThat(polled(rig)).extracting(GatewayRig.Seen::type)
                .containsExactly(EventType.FRAME, EventType.BUDGET_USED, EventType.CALL);
        }
    }

    @Test
    void aListBringsScalesLimitsAndStatusesBeforeTheFactThatEndsItsCall() throws Exception {
        try (RawVenue venue = RawVenue.start((peer, number) -> peer.healthy());
            GatewayRig rig = GatewayRig.start(venue.roots(), "symbols: [BTCUSDT, GONEUSDT]")) {
            int before = rig.facts().size();
            GatewayRig.Seen end = rig.polled(1, FeedCall.LISTING, 0);
            assertThat(end.fact()).isEqualTo("ANSWERED");
            List<GatewayRig.Seen> first = rig.facts();
            assertThat(first.subList(before, first.size())).extracting(one -> one.type() + " " + one.instrument())
                .containsExactly("FRAME 0", "INSTRUMENT 1", "BUDGET_WINDOW 0",
                    "TRADING_STATUS 1", "TRADING_STATUS 2", "CALL 0");
            rig.polled(2, FeedCall.LISTING, 0);
            assertThat(rig.facts().subList(first.size(), rig.facts().size()))
                .extracting(GatewayRig.Seen::type).as("without what is no news").containsExactly(
                    EventType.FRAME, EventType.TRADING_STATUS, EventType.TRADING_STATUS,
                    EventType.CALL);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"symbols\":[]}", "{\"symbols\":[{}]}", "{}", "<html>", "null"})
    void aListThatIsEmptyOrNoneProvesNothing(String body) throws Exception {
        try (RawVenue venue = answering("200 OK", "", body)) {
            VenueRoots odd =
                new VenueRoots(venue.roots().ws(), venue.roots().rest() + "/elsewhere");
            try (GatewayRig rig = GatewayRig.start(odd)) {
                assertThat(rig.polled(1, FeedCall.LISTING, 0).fact()).isEqualTo("UNUSABLE");
                assertThat(polled(rig)).extracting(GatewayRig.Seen::type)
                    .containsExactly(EventType.FRAME, EventType.CALL);
            }
        }
    }

    /** Trades that fill a hole are no news: a strategy is given them by another call. */
    @ParameterizedTest
    @CsvSource({"FILL, BACKFILL", "POLL, POLL", "PROBE, POLL"})
    void onlyWhatFillsAHoleIsBackfill(RequestReason reason, Source source) throws Exception {
        String trade = "{\"a\":5,\"p\":\"67234.5\",\"q\":\"0.002\",\"f\":8,\"l\":9,"
            + "\"T\":1700000000000,\"m\":true}";
        try (RawVenue venue = answering("200 OK", "", "[" + trade + "]");
            GatewayRig rig = GatewayRig.start(venue.roots())) {
            rig.poll(1, FeedCall.TRADE, 1, 5, reason);
            rig.await("the end", one -> one.ends(1));
            assertThat(rig.facts().stream().filter(one -> one.type() == EventType.TRADE))
                .singleElement().matches(one -> one.source() == source);
        }
    }

    @Test
    void oneBadRowDoesNotHurtTheOthers() throws Exception {
        try (RawVenue venue = answering("200 OK", "", "[{\"symbol\":1}," + PRICE + "]");
            GatewayRig rig = GatewayRig.start(venue.roots())) {
            assertThat(rig.polled(1, FeedCall.PRICE, 0).fact()).isEqualTo("ANSWERED");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "text/html; charset=utf-8|<html><script>x()</script><h1>Sign in</h1> to Hotel Wi-Fi"
            + "|text/html: Sign in to Hotel Wi-Fi",
        "application/json|{\"code\":-1003,\"msg\":\"Too much\"}|-1003 Too much",
        "application/json|''|nothing"})
    void whatComesInsteadOfTicksIsSaidInItsFirstWords(String type, String body, String words)
        throws Exception {
        try (RawVenue venue = answering("200 OK", "Content-Type: " + type + "~", body);
            GatewayRig rig = GatewayRig.start(venue.roots())) {
            GatewayRig.Seen fact = rig.polled(1, FeedCall.PRICE, 1);
            assertThat(fact.fact()).isEqualTo("UNUSABLE");
            assertThat(fact.text()).isEqualTo("/fapi/v2/ticker/price?symbol=BTCUSDT: HTTP status"
                + " 200, but not what was asked for: " + words);
        }
    }

    /** A captive portal answers whatever is asked; what a parser thinks of it helps nobody. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "text/html; charset=utf-8|<html><script>x()</script><h1>Sign in</h1> to Hotel Wi-Fi"
            + "|text/html: Sign in to Hotel Wi-Fi",
        "text/plain|busy|text/plain: busy",
        "application/json|{\"code\":-1003,\"msg\":\"Too much\"}|-1003 Too much",
        "application/json|{\"symbols\":[{\"symbol\":|{\"symbols\":[{\"symbol\":",
        "application/json|''|exchangeInfo has no symbols"})
    void whatComesInsteadOfAListIsSaidInItsFirstWords(String type, String body, String words)
        throws Exception {
        try (RawVenue venue = answering("200 OK", "Content-Type: " + type + "~", body)) {
            VenueRoots odd =
                new VenueRoots(venue.roots().ws(), venue.roots().rest() + "/elsewhere");
            try (GatewayRig rig = GatewayRig.start(odd)) {
                GatewayRig.Seen fact = rig.polled(1, FeedCall.LISTING, 0);
                assertThat(fact.fact()).isEqualTo("UNUSABLE");
                assertThat(fact.text()).isEqualTo("/fapi/v1/exchangeInfo: HTTP status"
                    + " 200, but not what was asked for: " + words);
            }
        }
    }

    @Test
    void ticksOfARefusalAreNone() throws Exception {
        try (RawVenue venue = answering("500 No", "", PRICE);
            GatewayRig rig = GatewayRig.start(venue.roots())) {
            rig.polled(1, FeedCall.PRICE, 1);
            assertThat(polled(rig)).extracting(GatewayRig.Seen::type)
                .containsExactly(EventType.FRAME, EventType.CALL);
        }
    }

    @Test
    void aBanEndsByTheVenuesClock() throws Exception {
        // By its clock, which RawVenue says stands still, a minute is left.
        try (RawVenue venue = answering("418 Banned", "",
                "{\"code\":-1003,\"msg\":\"IP banned until 1700000060000.\"}");
            GatewayRig rig = GatewayRig.start(venue.roots())) {
            // As long as it is unknown, by ours the ban is long over.
            assertThat(rig.polled(1, FeedCall.QUOTE, 1).waitNs()).isZero();
            rig.polled(2, FeedCall.CLOCK, 0);
            assertThat(rig.polled(3, FeedCall.QUOTE, 1).waitNs())
                .isBetween(1L, 61 * SECOND_NS).isGreaterThan(20 * SECOND_NS);
        }
    }

    @Test
    void aBodyThatTheArenaDoesNotTakeIsSaidSoAndNotCut() throws Exception {
        int most = 1 << 18;
        String row = PRICE + " ".repeat(most - PRICE.length());
        try (RawVenue venue = calls((peer, number) -> peer.answer(
                "200 OK", "", number == 1 ? row : row + " "));
            GatewayRig rig = GatewayRig.start(venue.roots())) {
            assertThat(rig.polled(1, FeedCall.PRICE, 1).fact()).isEqualTo("ANSWERED");
            GatewayRig.Seen failed = rig.polled(2, FeedCall.PRICE, 1);
            assertThat(failed.fact()).isEqualTo("UNUSABLE");
            assertThat(failed.code()).isEqualTo(200);
            assertThat(failed.call()).isEqualTo(FeedCall.PRICE);
            assertThat(failed.text()).contains((most + 1) + " bytes");
            assertThat(polled(rig)).extracting(GatewayRig.Seen::type)
                .containsExactly(EventType.STATS, EventType.CALL);
        }
    }

    /** Neither is a ban overlooked for its long page, nor a use of the budget. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "418 Banned|ANSWERED|<html>|300000", "418 Banned|ANSWERED|<html>|262145",
        "418 Banned|ANSWERED|<html>|262144", "200 OK|UNUSABLE|<html>|300000",
        "200 OK|UNUSABLE|<html>|262145", "200 OK|UNUSABLE|<html>|262144"})
    void whatStandsBesideABodyThatCannotBeUsedCounts(
        String status, String outcome, String begin, int length) throws Exception {
        String body = begin + "x".repeat(length - begin.length());
        try (RawVenue venue = answering(
                status, "Retry-After: 9~X-MBX-USED-WEIGHT-1M: 2401~", body);
            GatewayRig rig = GatewayRig.start(venue.roots())) {
            GatewayRig.Seen fact = rig.polled(1, FeedCall.QUOTE, 1);
            assertThat(fact.fact()).isEqualTo(outcome);
            assertThat(fact.code()).isEqualTo(Long.parseLong(status.substring(0, 3)));
            assertThat(fact.waitNs()).isEqualTo(9 * SECOND_NS);
            assertThat(polled(rig).stream().filter(one -> one.type() == EventType.BUDGET_USED)
                .map(GatewayRig.Seen::code)).containsExactly(2401L);
            boolean fits = length <= 1 << 18;
            assertThat(polled(rig).stream().anyMatch(one -> one.text().equals(body)))
                .as("journaled").isEqualTo(fits && status.startsWith("418"));
            assertThat(fact.text().contains(length + " bytes, of which the arena takes 262144:"
                + " not journaled")).isEqualTo(!fits);
        }
    }

    @Test
    void noAnswerIsAFact() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        try (GatewayRig rig = GatewayRig.start(new VenueRoots(
                "ws://127.0.0.1:" + closed, "http://127.0.0.1:" + closed))) {
            GatewayRig.Seen fact = rig.polled(1, FeedCall.MARK, 1);
            assertThat(fact.fact()).isEqualTo("NOT_SENT");
            assertThat(fact.instrument()).isEqualTo(1);
            assertThat(fact.call()).isEqualTo(FeedCall.MARK);
            assertThat(fact.text())
                .startsWith("/fapi/v1/premiumIndex?symbol=BTCUSDT: ").contains("refused");
        }
    }

    @Test
    void patienceEndsAfterTwoSeconds() throws Exception {
        try (RawVenue venue = calls((peer, number) -> peer.silence());
            GatewayRig rig = GatewayRig.start(venue.roots())) {
            GatewayRig.Seen fact = rig.polled(1, FeedCall.STATS, 0);
            assertThat(fact.fact()).isEqualTo("NO_ANSWER");
            assertThat(fact.text()).contains("timed out after 2000 ms");
            assertThat(fact.valueNs()).isGreaterThanOrEqualTo(2 * SECOND_NS);
        }
    }

    @Test
    void eachOfManyCallsHasOneFactOfItsOwn() throws Exception {
        // Every third is dropped, every third refused.
        try (RawVenue venue = calls((peer, number) -> {
                if (number % 3 == 1) {
                    peer.answer("200 OK", "", PRICE);
                } else if (number % 3 == 2) {
                    peer.answer("500 No", "", "{}");
                }
            });
            GatewayRig rig = GatewayRig.start(venue.roots())) {
            int calls = 60;
            for (int number = 1; number <= calls; number++) {
                rig.poll(number, FeedCall.PRICE, 1, Event.ABSENT);
            }
            for (int number = 1; number <= calls; number++) {
                long request = number;
                rig.await("call " + number, one -> one.ends(request));
            }
            rig.settle();
            List<GatewayRig.Seen> ends = rig.facts().stream().filter(
                one -> one.type() == EventType.CALL).toList();
            assertThat(ends).extracting(GatewayRig.Seen::attempt).doesNotHaveDuplicates()
                .hasSize(calls);
            long answered = ends.stream().filter(one -> one.code() == 200).count();
            assertThat(rig.facts().stream().filter(one -> one.type() == EventType.STATS))
                .hasSize((int) answered);
            assertThat(rig.isBroken()).isFalse();
        }
    }
}
