package io.tickwire.transport.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.transport.venue.CallRequest;
import io.tickwire.transport.venue.CallTerms;
import io.tickwire.transport.venue.HttpCall;
import io.tickwire.transport.venue.VenueCalls;
import io.tickwire.transport.venue.VenueRoots;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths and weights as in protocols/binance.md A4; errors as in A5. */
final class RestCallsTest {
    private static final RestCalls CALLS =
        new RestCalls(new VenueRoots("ws://h", "http://h/root"));

    /** Null for all symbols. */
    private static String path(FeedCall call, String symbol, long fromId, long count) {
        CallRequest request =
            new CallRequest(call, symbol == null ? List.of() : List.of(symbol), fromId, count);
        HttpCall http = CALLS.http(request);
        assertThat(http.method()).isEqualTo("GET");
        assertThat(http.uri()).hasToString("http://h/root" + http.label());
        assertThat(http.body()).isEmpty();
        return http.label();
    }

    @ParameterizedTest
    @CsvSource({"QUOTE,/fapi/v1/ticker/bookTicker,2,5", "PRICE,/fapi/v2/ticker/price,1,2",
        "STATS,/fapi/v1/ticker/24hr,1,40", "MARK,/fapi/v1/premiumIndex,1,10"})
    void callsOfOneSymbolAndOfAll(FeedCall call, String path, long weight, long allWeight) {
        assertThat(path(call, "BTCUSDT", Event.ABSENT, Event.ABSENT))
            .isEqualTo(path + "?symbol=BTCUSDT");
        assertThat(path(call, null, Event.ABSENT, Event.ABSENT)).isEqualTo(path);
        assertThat(CALLS.terms(call)).isEqualTo(CallTerms.single(weight, allWeight));
    }

    @Test
    void tradesFromAnIdOrTheLastOnes() {
        assertThat(path(FeedCall.TRADE, "BTCUSDT", 17, 1000))
            .isEqualTo("/fapi/v1/aggTrades?symbol=BTCUSDT&fromId=17&limit=1000");
        assertThat(path(FeedCall.TRADE, "BTCUSDT", Event.ABSENT, 1))
            .isEqualTo("/fapi/v1/aggTrades?symbol=BTCUSDT&limit=1");
        assertThat(CALLS.terms(FeedCall.TRADE)).isEqualTo(CallTerms.single(20, 0));
        assertThatThrownBy(() -> path(FeedCall.TRADE, null, 17, 1))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theClock() {
        assertThat(path(FeedCall.CLOCK, null, Event.ABSENT, Event.ABSENT))
            .isEqualTo("/fapi/v1/time");
        assertThat(CALLS.terms(FeedCall.CLOCK)).isEqualTo(CallTerms.single(1, 1));
    }

    @ParameterizedTest
    @CsvSource({"\u5e01\u5b89USDT,%E5%B8%81%E5%AE%89USDT", "BTCUSDT_261225,BTCUSDT_261225",
        "A B+C&D=E%F,A%20B%2BC%26D%3DE%25F", "\ud83d\ude00*#?/\",%F0%9F%98%80%2A%23%3F%2F%22"})
    void anySymbolIsOneParameter(String symbol, String encoded) {
        String path = path(FeedCall.QUOTE, symbol, Event.ABSENT, Event.ABSENT);
        assertThat(path).endsWith("?symbol=" + encoded);
        assertThat(URI.create("http://h" + path).getQuery()).isEqualTo("symbol=" + symbol);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"17|17", "' 2400 '|2400", "-1|", "x|", "''|",
        "1234567890123456|", "|"})
    void usedWeight(String header, Long weight) {
        UnaryOperator<String> headers =
            name -> name.equalsIgnoreCase("x-mbx-used-weight-1m") ? header : null;
        assertThat(CALLS.used(0, headers)).isEqualTo(weight == null ? Event.ABSENT : weight);
        assertThat(CALLS.used(1, headers)).as("there is no such window").isEqualTo(Event.ABSENT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"msg\":\"no code\"}|no code|0", "{\"code\":-1000}|-1000|0",
        "{\"code\":-1003,\"msg\":\"Way too many requests; IP(1.2.3.4) banned until 1791400060000. "
            + "Please use the websocket\"}|-1003 Way too many requests; IP(1.2.3.4) banned until "
            + "1791400060000. Please...|1791400060000",
        "<html>403 Forbidden</html>|403 Forbidden|0", "''|HTTP status 418|0",
        "[]|[]|0", "IP banned until 1234567890123456|IP banned until 1234567890123456|0",
        "{\"code\":1,\"msg\":\"a\\nb\\u0007c\"}|1 a b c|0"})
    void whatTheVenueSaysAgainstACall(String body, String words, long bannedUntilMs) {
        assertThat(CALLS.refusal(418, body.getBytes(StandardCharsets.UTF_8)))
            .isEqualTo(new VenueCalls.Refusal(words, bannedUntilMs));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}|true", "{\"code\":\"-1121\"}|true",
        "{\"code\":-1102,\"msg\":\"Invalid symbol. -1121\"}|false", "-1121|false", "[-1121]|false",
        "{\"msg\":\"Invalid symbol.\"}|false", "''|false"})
    void aSymbolThatItDoesNotKnowIsToldByItsCode(String body, boolean unknown) {
        assertThat(CALLS.refusal(400, body.getBytes(StandardCharsets.UTF_8)).isUnknownSymbol())
            .isEqualTo(unknown);
    }

    @Test
    void aPageIsCutToItsBeginning() {
        String page = "x".repeat(100_000);
        assertThat(CALLS.refusal(502, page.getBytes(StandardCharsets.UTF_8)).message())
            .isEqualTo("x".repeat(77) + "...");
    }
}
