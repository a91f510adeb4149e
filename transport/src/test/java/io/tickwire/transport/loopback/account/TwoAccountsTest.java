package io.tickwire.transport.loopback.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.transport.loopback.Client;
import io.tickwire.transport.loopback.rest.RestReply;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two accounts that trade with each other at the price that one of them set. */
final class TwoAccountsTest {
    private static final long MS = 1_000_000L;
    private static final long START_MS = 29_856_667 * 60_000L;
    private static final String ORDER = "/fapi/v1/order";

    private final StillVenue venue = new StillVenue(START_MS * MS, List.of(
        new AccountSpec(ApiKey.ofSecret("seller", "s"), 10_000_000_000_000L),
        new AccountSpec(ApiKey.ofSecret("buyer", "b"), 10_000_000_000_000L)));

    private JsonNode call(String key, String method, String path, String parameters)
        throws Exception {
        RestReply reply =
            venue.call(key, key.substring(0, 1), method, path, parameters, START_MS);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return Client.json(reply.body());
    }

    private JsonNode quote() {
        return Client.json(
            venue.rest().answer("GET", "/fapi/v1/ticker/bookTicker?symbol=BTCUSDT").body());
    }

    /** At 83091.70 the seller pays 0.02 %, 0.01661834, and the buyer 0.05 %, 0.04154585. */
    @Test
    void bothHearOfOneTrade() throws Exception {
        assertThat(quote().get("askPrice").asText()).isEqualTo("83091.70");
        call("buyer", "POST", ORDER, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity="
            + quote().get("askQty").asText());
        assertThat(quote().get("askPrice").asText()).as("one tick on").isEqualTo("83091.80");
        call("seller", "POST", ORDER, "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTX"
            + "&quantity=0.001&price=83091.70&newClientOrderId=rests");
        for (String key : List.of("seller", "buyer")) {
            venue.api().answer(ApiRequest.of("POST", "/fapi/v1/listenKey", "", key));
        }
        call("buyer", "POST", ORDER, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=IOC"
            + "&quantity=0.001&price=83091.70&newClientOrderId=takes");

        JsonNode sold = call("seller", "GET", "/fapi/v1/userTrades", "symbol=BTCUSDT").get(0);
        JsonNode buys = call("buyer", "GET", "/fapi/v1/userTrades", "symbol=BTCUSDT");
        JsonNode bought = buys.get(buys.size() - 1);
        assertThat(sold.get("id")).isEqualTo(bought.get("id"));
        assertThat(List.of(sold.get("maker").asBoolean(), bought.get("maker").asBoolean()))
            .containsExactly(true, false);
        assertThat(sold.get("commission").asText()).isEqualTo("0.01661834");
        assertThat(bought.get("commission").asText()).isEqualTo("0.04154585");
        assertThat(new BigDecimal(call("seller", "GET", "/fapi/v3/balance", null).get(0)
            .get("balance").asText())).isEqualByComparingTo("99999.98338166");
        List<String> trades = venue.events().stream().map(Client::json)
            .filter(event -> event.path("o").path("x").asText().equals("TRADE"))
            .map(event -> event.get("o").get("c").asText() + " "
                + event.get("o").get("t").equals(sold.get("id"))).toList();
        assertThat(trades).containsExactly("rests true", "takes true");
        assertThat(call("seller", "GET", "/fapi/v1/openOrders", null)).isEmpty();
    }
}
