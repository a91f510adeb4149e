package io.tickwire.transport.loopback.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.engine.ring.VirtualClock;
import io.tickwire.transport.loopback.Client;
import io.tickwire.transport.loopback.rest.RestReply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls with a key, without sockets and in virtual time: weights, windows, limits, listen keys. */
final class AccountApiTest {
    private static final long MS = 1_000_000L;
    /** The begin of a minute. */
    private static final long START_MS = 29_856_667 * 60_000L;
    private static final String ORDER = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC"
        + "&quantity=0.001&price=80000";

    private final StillVenue venue = new StillVenue(START_MS * MS, AccountSpec.DEFAULTS);
    private final VirtualClock clock = venue.clock();
    private final AccountApi api = venue.api();
    private final List<String> events = venue.events();

    private RestReply call(String method, String path, String parameters) throws Exception {
        return stamped(method, path, parameters, nowMs());
    }

    private RestReply stamped(String method, String path, String parameters, long timestampMs)
        throws Exception {
        return venue.call("loopback-key", "loopback-secret", method, path, parameters,
            timestampMs);
    }

    private RestReply listenKey(String method) {
        return api.answer(ApiRequest.of(method, "/fapi/v1/listenKey", "", "loopback-key"));
    }

    private long nowMs() {
        return clock.nowNs() / MS;
    }

    private static int code(RestReply reply) {
        return Client.json(reply.body()).path("code").asInt();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "POST|/fapi/v1/order|" + ORDER + "|0", "POST|/fapi/v1/order/test|" + ORDER + "|1",
        "PUT|/fapi/v1/order|symbol=BTCUSDT|0", "GET|/fapi/v1/order|symbol=BTCUSDT|1",
        "DELETE|/fapi/v1/order|symbol=BTCUSDT|1", "GET|/fapi/v1/openOrder|symbol=BTCUSDT|1",
        "GET|/fapi/v1/openOrders|symbol=BTCUSDT|1", "GET|/fapi/v1/openOrders||40",
        "GET|/fapi/v1/allOrders||5", "GET|/fapi/v1/userTrades|symbol=BTCUSDT|5",
        "DELETE|/fapi/v1/allOpenOrders|symbol=BTCUSDT|1", "POST|/fapi/v1/batchOrders||5",
        "DELETE|/fapi/v1/batchOrders|symbol=BTCUSDT|1", "GET|/fapi/v1/rateLimit/order||1",
        "POST|/fapi/v1/countdownCancelAll|symbol=BTCUSDT&countdownTime=0|10",
        "GET|/fapi/v2/balance||5", "GET|/fapi/v3/balance||5", "GET|/fapi/v2/positionRisk||5",
        "GET|/fapi/v3/positionRisk||5", "GET|/fapi/v3/account||5",
        "GET|/fapi/v1/accountConfig||5", "GET|/fapi/v1/symbolConfig||5",
        "GET|/fapi/v1/positionSide/dual||30"})
    void callsHaveTheirWeight(String method, String path, String parameters, int weight)
        throws Exception {
        assertThat(call(method, path, parameters).usedWeight()).isEqualTo(weight);
    }

    @ParameterizedTest
    @CsvSource({"5000, 0", "5001, -1021", "-999, 0", "-1000, -1021"})
    void aTimestampMayBeSoOldOrAhead(long ageMs, int code) throws Exception {
        assertThat(code(stamped("GET", "/fapi/v3/balance", null, nowMs() - ageMs)))
            .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"60000, 60000, 0", "60000, 60001, -1021", "60001, 0, -1131", "100, 101, -1021",
        "x, 0, -1100"})
    void theWindowIsTheCallers(String window, long ageMs, int code) throws Exception {
        assertThat(code(stamped("GET", "/fapi/v1/openOrders", "recvWindow=" + window,
            nowMs() - ageMs))).isEqualTo(code);
    }

    /** 299 and 300 are taken, 301 is not; ten seconds later it is, until the minute has 1200. */
    @Test
    void ordersAreCountedInTenSecondsAndInTheMinute() throws Exception {
        String order = ORDER.replace("80000", "1");
        for (int ten = 0; ten < 4; ten++) {
            for (int i = 1; i <= 300; i++) {
                RestReply reply = call("POST", "/fapi/v1/order", order);
                assertThat(code(reply)).isEqualTo(-4164);
                assertThat(reply.headers()).containsEntry("X-MBX-ORDER-COUNT-10S", "" + i)
                    .containsEntry("X-MBX-ORDER-COUNT-1M", "" + (ten * 300 + i));
            }
            RestReply refused = call("POST", "/fapi/v1/order", order);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.body()).contains("-1015", "300 orders per TEN_SECONDS");
            clock.advanceTo(clock.nowNs() + 10_000 * MS);
        }
        assertThat(call("POST", "/fapi/v1/order", order).body())
            .contains("-1015", "1200 orders per MINUTE");
        clock.advanceTo((START_MS + 60_000) * MS);
        assertThat(code(call("POST", "/fapi/v1/order", order))).isEqualTo(-4164);
    }

    @Test
    void beyondTheWeightNothingIsDone() throws Exception {
        for (int i = 0; i < 480; i++) {
            assertThat(call("GET", "/fapi/v3/balance", null).status()).isEqualTo(200);
        }
        assertThat(call("GET", "/fapi/v1/openOrders", "symbol=BTCUSDT").status()).isEqualTo(429);
        assertThat(call("POST", "/fapi/v1/order", ORDER).status()).isEqualTo(429);
        clock.advanceTo((START_MS + 60_000) * MS);
        assertThat(call("GET", "/fapi/v1/openOrders", null).body()).isEqualTo("[]");
    }

    @Test
    void aSymbolThatIsNotTradedTakesNoOrders() throws Exception {
        venue.statuses().stop("BTCUSDT", "SETTLING");
        assertThat(code(call("POST", "/fapi/v1/order", ORDER))).isEqualTo(-1121);
        venue.statuses().resume("BTCUSDT");
        assertThat(code(call("POST", "/fapi/v1/order", ORDER))).isZero();
    }

    @Test
    void aListenKeyLivesForAnHourUnlessItIsExtended() throws Exception {
        String key = Client.json(listenKey("POST").body()).get("listenKey").asText();
        clock.advanceTo((START_MS + 3_599_999) * MS);
        assertThat(listenKey("PUT").status()).isEqualTo(200);
        clock.advanceTo((START_MS + 2 * 3_599_999) * MS);
        api.tick();
        assertThat(events).isEmpty();

        clock.advanceTo((START_MS + 3_599_999 + 3_600_000) * MS);
        api.tick();
        JsonNode expired = Client.json(events.get(0));
        assertThat(expired.get("e").asText()).isEqualTo("listenKeyExpired");
        assertThat(expired.get("listenKey").asText()).isEqualTo(key);
        assertThat(code(listenKey("PUT"))).isEqualTo(-1125);
        call("POST", "/fapi/v1/order", ORDER);
        assertThat(events).hasSize(1);
    }

    @Test
    void withoutAListenKeyNothingIsToldAndNothingLater() throws Exception {
        call("POST", "/fapi/v1/order", ORDER + "&newClientOrderId=unheard");
        listenKey("POST");
        call("DELETE", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=unheard");

        assertThat(events).singleElement().asString().contains("CANCELED");
    }

    /**
     * One lot at 83091.70 costs 0.04154585 of commission; the mark is 83091.60 and the rate 0.01 %,
     * so funding is 0.00830916.
     */
    @Test
    void fundingIsToldWithItsAmount() throws Exception {
        assertThat(code(call("POST", "/fapi/v1/order",
            "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001"))).isZero();
        listenKey("POST");
        venue.exchange().onSecond((START_MS / 28_800_000 + 1) * 28_800_000 * MS);

        JsonNode told = Client.json(events.get(0)).get("a");
        assertThat(told.get("m").asText()).isEqualTo("FUNDING_FEE");
        assertThat(told.get("S").asText()).isEqualTo("BTCUSDT");
        assertThat(told.get("B").get(0).get("bc").asText()).isEqualTo("-0.00830916");
        assertThat(told.get("B").get(0).get("wb").asText()).isEqualTo("99999.95014499");
        assertThat(told.get("P").get(0).get("ep").asText()).isEqualTo("83091.70000000");
        // What closing must bring: the price, and the commission of one thousandth.
        assertThat(told.get("P").get(0).get("bep").asText()).isEqualTo("83133.24585000");
    }

    @Test
    void marginIsToldByPartsAndInAll() throws Exception {
        call("POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001");
        call("POST", "/fapi/v1/order", ORDER);

        JsonNode account = Client.json(call("GET", "/fapi/v3/account", null).body());
        // 83.0916 at the mark and 80.00 open, a twentieth of each.
        assertThat(account.get("totalPositionInitialMargin").asText()).isEqualTo("4.15458000");
        assertThat(account.get("totalOpenOrderInitialMargin").asText()).isEqualTo("4.00000000");
        assertThat(account.get("totalMaintMargin").asText()).isEqualTo("2.07729000");
        // Cash of 99999.95845415, 0.0001 lost since, 8.15458 bound.
        assertThat(account.get("totalUnrealizedProfit").asText()).isEqualTo("-0.00010000");
        assertThat(account.get("availableBalance").asText()).isEqualTo("99991.80377415");
        JsonNode risk = Client.json(call("GET", "/fapi/v3/positionRisk", null).body()).get(0);
        assertThat(risk.get("bidNotional").asText()).isEqualTo("80.00000000");
        assertThat(risk.get("askNotional").asText()).isEqualTo("0.00000000");
        assertThat(risk.get("notional").asText()).isEqualTo("83.09160000");
    }

    @Test
    void rowsAreTheLatestUnlessABeginIsAskedFor() throws Exception {
        for (int i = 0; i < 3; i++) {
            call("POST", "/fapi/v1/order", ORDER + "&newClientOrderId=row-" + i);
        }
        JsonNode all = rows("");
        assertThat(all).hasSize(3);
        assertThat(rows("&limit=2").get(0)).isEqualTo(all.get(1));
        assertThat(rows("&limit=1&orderId=" + all.get(1).get("orderId")).get(0))
            .isEqualTo(all.get(1));
        assertThat(rows("&startTime=" + START_MS + "&limit=1").get(0)).isEqualTo(all.get(0));
        assertThat(rows("&startTime=" + (START_MS + 1))).isEmpty();
        assertThat(rows("&endTime=" + (START_MS - 1))).isEmpty();
        assertThat(code(call("GET", "/fapi/v1/allOrders", "symbol=BTCUSDT&limit=1001")))
            .isEqualTo(-1130);
    }

    private JsonNode rows(String parameters) throws Exception {
        return Client.json(
            call("GET", "/fapi/v1/allOrders", "symbol=BTCUSDT" + parameters).body());
    }
}
