package io.tickwire.transport.loopback.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.engine.market.AggregateTrade;
import io.tickwire.engine.market.Market;
import io.tickwire.engine.market.MarketListener;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.market.MarketTrade;
import io.tickwire.engine.market.SymbolMarket;
import io.tickwire.engine.ring.VirtualClock;
import io.tickwire.transport.loopback.Client;
import io.tickwire.transport.loopback.feed.MarketFeed;
import io.tickwire.transport.loopback.wire.Hub;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** REST without sockets and in virtual time: the times in rows, the limit, and the ban. */
final class RestApiTest {
    private static final long MS = 1_000_000L;
    /** Half a second into a minute. */
    private static final long START_MS = 29_856_667 * 60_000L + 500;
    private static final int LIMIT = 100;
    private static final List<MarketSymbol> SYMBOLS = MarketSymbol.DEFAULT.subList(0, 2);

    private final VirtualClock clock = new VirtualClock();
    /** So slow that its last changes are long before now. */
    private final Market market = Market.open(SYMBOLS, 42, 1, START_MS * MS);
    private final RestApi rest = new RestApi(new MarketFeed(market, new Hub(), clock).rows(),
        new SymbolStatuses(), clock, new RequestWeightMeter(LIMIT));
    private final LastTimes times = new LastTimes(market.markets().get(0));

    RestApiTest() {
        clock.advanceTo(START_MS * MS);
    }

    @ParameterizedTest
    @CsvSource({"/fapi/v1/ticker/bookTicker, time", "/fapi/v2/ticker/price, time",
        "/fapi/v1/premiumIndex, time", "/fapi/v1/ticker/24hr, closeTime"})
    void beforeTheFirstChangeTimesAreTheBeginOfTheMarket(String path, String key) {
        assertThat(row(path).get(key).asLong()).isEqualTo(START_MS);
    }

    @Test
    void aQuoteHasTheTimeOfItsLastChange() {
        passSeconds(60);

        assertThat(row("/fapi/v1/ticker/bookTicker").get("time").asLong())
            .isEqualTo(times.quoteNs / MS).isBetween(START_MS + 1, nowMs() - 1);
    }

    @Test
    void aPriceHasTheTimeOfTheLastTrade() {
        passSeconds(60);

        assertThat(row("/fapi/v2/ticker/price").get("time").asLong())
            .isEqualTo(times.tradeNs / MS).isBetween(START_MS + 1, nowMs() - 1);
    }

    @Test
    void aMarkHasTheSecondOfItsLastMove() {
        passSeconds(60);

        assertThat(row("/fapi/v1/premiumIndex").get("time").asLong())
            .isEqualTo(START_MS - 500 + 60_000);
    }

    @Test
    void aDayClosesNow() {
        passSeconds(60);

        assertThat(row("/fapi/v1/ticker/24hr").get("closeTime").asLong()).isEqualTo(nowMs());
    }

    @Test
    void theLimitIsToldInExchangeInfo() {
        JsonNode limit = Client.json(rest.answer("GET", "/fapi/v1/exchangeInfo").body())
            .get("rateLimits").get(0);

        assertThat(limit.toString()).isEqualTo("{\"rateLimitType\":\"REQUEST_WEIGHT\","
            + "\"interval\":\"MINUTE\",\"intervalNum\":1,\"limit\":100}");
    }

    @Test
    void atTheLimitCallsAreAnswered() {
        charge(99);

        assertThat(ping()).isEqualTo(new RestReply(200, "{}", LIMIT, RestReply.ABSENT));
    }

    @Test
    void beyondTheLimitTheyAreSentToTheNextMinute() {
        charge(100);

        assertThat(ping()).isEqualTo(new RestReply(429, "{\"code\":-1003,\"msg\":\"Too many "
            + "requests; current limit of IP(127.0.0.1) is 100 requests per minute. Please use "
            + "the websocket for live updates to avoid polling the API.\"}", 101, 60));
    }

    @ParameterizedTest
    @CsvSource({"GET, /fapi/v1/ticker/24hr, 140", "GET, /fapi/v1/aggTrades?symbol=NOPE, 120",
        "POST, /fapi/v1/ping, 101", "GET, /fapi/v1/nothing, 101"})
    void whateverIsRefusedCostsItsWeight(String method, String uri, int used) {
        charge(100);
        RestReply reply = rest.answer(method, uri);

        assertThat(List.of(reply.status(), reply.usedWeight())).containsExactly(429, used);
    }

    @Test
    void theEleventhRefusedCallBansForTwoMinutes() {
        charge(110);

        assertThat(ping()).isEqualTo(new RestReply(418, "{\"code\":-1003,\"msg\":\"Way too many "
            + "requests; IP(127.0.0.1) banned until " + (START_MS + 120_000) + ". Please use the "
            + "websocket for live updates to avoid bans.\"}", 111, 120));
    }

    @Test
    void handshakesOfTheBannedAreRefusedUntilItEnds() {
        charge(111);
        clock.advanceTo((START_MS + 119_001) * MS);
        RestReply refusal = rest.refusedUpgrade(false);
        clock.advanceTo((START_MS + 120_000) * MS);

        assertThat(List.of(refusal.status(), refusal.usedWeight(), refusal.retryAfterS()))
            .containsExactly(418, RestReply.ABSENT, 1);
        assertThat(rest.refusedUpgrade(false)).isNull();
    }

    @Test
    void handshakesOfTheMerelyRefusedSucceed() {
        charge(101);

        assertThat(rest.refusedUpgrade(false)).isNull();
    }

    @Test
    void handshakesAreUnavailableWhileTheVenueIsShut() {
        assertThat(rest.refusedUpgrade(true)).isEqualTo(new RestReply(503,
            "{\"code\":-1001,\"msg\":\"Service Unavailable.\"}", RestReply.ABSENT,
            RestReply.ABSENT));
    }

    private void charge(int pings) {
        for (int i = 0; i < pings; i++) {
            ping();
        }
    }

    private RestReply ping() {
        return rest.answer("GET", "/fapi/v1/ping");
    }

    private JsonNode row(String path) {
        return Client.json(rest.answer("GET", path + "?symbol=" + SYMBOLS.get(0).name()).body());
    }

    private long nowMs() {
        return clock.nowNs() / MS;
    }

    private void passSeconds(long seconds) {
        clock.advanceTo((START_MS + seconds * 1000) * MS);
        market.advanceTo(clock.nowNs(), times);
    }

    /** When the market last said something of a symbol. */
    private static final class LastTimes implements MarketListener {
        private final SymbolMarket of;
        private long quoteNs;
        private long tradeNs;

        LastTimes(SymbolMarket of) {
            this.of = of;
        }

        @Override
        public void onQuote(SymbolMarket one, long timeNs) {
            quoteNs = one == of ? timeNs : quoteNs;
        }

        @Override
        public void onTrade(SymbolMarket one, MarketTrade trade) {
            tradeNs = one == of ? trade.timeNs() : tradeNs;
        }

        @Override
        public void onAggregate(SymbolMarket one, AggregateTrade trade) {
            tradeNs = one == of ? trade.timeNs() : tradeNs;
        }

        @Override
        public void onSkippedId(SymbolMarket one, long id, long timeNs) {
            assertThat(timeNs).isPositive();
        }

        @Override
        public void onSecond(long timeNs) {
            assertThat(timeNs % 1_000_000_000L).isZero();
        }
    }
}
