package io.tickwire.transport.loopback.fault.listing;

import static io.tickwire.transport.loopback.scenario.Scenarios.fault;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.transport.loopback.Client;
import io.tickwire.transport.loopback.VenueFixture;
import io.tickwire.transport.loopback.WireClient;
import io.tickwire.transport.loopback.fault.FaultAction;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Symbols that are not traded, by what REST and streams say of them over the wire. */
final class ListingFaultsTest extends VenueFixture {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void theListIsEmptyAndCallsGoOn() throws Exception {
        FaultAction empty = fault("fault: list-empty");
        begin(empty);
        assertThat(list().get("symbols")).isEmpty();
        assertThat(list().get("rateLimits")).isNotEmpty();
        assertThat(get("/fapi/v1/ticker/bookTicker?symbol=BTCUSDT").statusCode()).isEqualTo(200);
        end(empty);
        assertThat(list().get("symbols")).isNotEmpty();
    }

    @Test
    void aSymbolThatIsPendingHasNoSteps() throws Exception {
        FaultAction pending = fault("fault: pending-trading, symbol: BTCUSDT");
        assertThat(begin(pending))
            .isEqualTo("BTCUSDT is not traded, and listed as PENDING_TRADING");
        JsonNode row = row("BTCUSDT");
        assertThat(row.get("status").asText()).isEqualTo("PENDING_TRADING");
        for (JsonNode filter : row.get("filters")) {
            for (String step : new String[] {"tickSize", "stepSize"}) {
                assertThat(filter.path(step).asDouble()).isZero();
            }
        }
        end(pending);
        assertThat(row("BTCUSDT").get("status").asText()).isEqualTo("TRADING");
        assertThat(row("BTCUSDT").get("filters").get(0).get("tickSize").asDouble()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"'',", "', status: SETTLING', SETTLING"})
    void aDelistedSymbolIsUnknownAndSilentAndTheOthersAreNot(String key, String status)
        throws Exception {
        FaultAction delisted = fault("fault: delisted, symbol: BTCUSDT" + key);
        try (WireClient client = WireClient.open(venue,
            "/public/stream?streams=btcusdt@bookTicker/ethusdt@bookTicker")) {
            begin(delisted);
            assertThat(row("BTCUSDT") == null ? null : row("BTCUSDT").get("status").asText())
                .isEqualTo(status);
            HttpResponse<String> refused = get("/fapi/v1/premiumIndex?symbol=btcusdt");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(Client.json(refused.body()).get("code").asInt()).isEqualTo(-1121);
            assertThat(get("/fapi/v1/premiumIndex").body())
                .contains("ETHUSDT").doesNotContain("BTCUSDT");
            client.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":7}");
            // What was sent before it began comes before the reply.
            while (!client.next().has("result")) {
                continue;
            }
            for (int i = 0; i < 50; i++) {
                assertThat(client.next().get("stream").asText()).isEqualTo("ethusdt@bookTicker");
            }
            end(delisted);
            while (!client.next().get("stream").asText().equals("btcusdt@bookTicker")) {
                continue;
            }
        }
        assertThat(row("BTCUSDT").get("status").asText()).isEqualTo("TRADING");
    }

    private JsonNode list() throws Exception {
        return Client.json(get("/fapi/v1/exchangeInfo").body());
    }

    private JsonNode row(String symbol) throws Exception {
        for (JsonNode row : list().get("symbols")) {
            if (row.get("symbol").asText().equals(symbol)) {
                return row;
            }
        }
        return null;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + venue.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    }
}
