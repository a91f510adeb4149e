package io.tickwire.transport.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.event.TradingStatus;
import io.tickwire.transport.venue.BudgetWindow;
import io.tickwire.transport.venue.Listing;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters as in protocols/binance.md A4; the messages are invented. */
final class ExchangeInfoTest {
    private static final String GOOD = row("\"GOODUSDT\"", price("\"0.01\""), lot("\"0.001\""));

    private static String price(String tick) {
        return "{\"filterType\":\"PRICE_FILTER\",\"minPrice\":\"1\",\"tickSize\":" + tick + "}";
    }

    private static String lot(String step) {
        return "{\"filterType\":\"LOT_SIZE\",\"stepSize\":" + step
            + ",\"minQty\":\"0.001\",\"maxQty\":\"1000\"}";
    }

    private static String row(String symbol, String... filters) {
        return "{\"symbol\":" + symbol + ",\"status\":\"TRADING\",\"filters\":["
            + String.join(",", filters) + "]}";
    }

    private static List<Listing> read(String... rows) throws IOException {
        return ExchangeInfo.read(("{\"timezone\":\"UTC\",\"symbols\":["
            + String.join(",", rows) + "],\"more\":1}").getBytes(StandardCharsets.UTF_8))
            .listings();
    }

    private static String limit(String type, String interval, long number, String weight) {
        return "{\"rateLimitType\":\"" + type + "\",\"interval\":\"" + interval
            + "\",\"intervalNum\":" + number + ",\"limit\":" + weight + "}";
    }

    private static long weight(String limits) throws IOException {
        List<BudgetWindow> windows = ExchangeInfo.read(
            ("{\"rateLimits\":" + limits + ",\"symbols\":[]}").getBytes(StandardCharsets.UTF_8))
            .windows();
        assertThat(windows).singleElement().extracting(BudgetWindow::lengthNs)
            .isEqualTo(60_000_000_000L);
        return windows.get(0).limit();
    }

    @Test
    void theWeightOfAMinuteIsTheVenues() throws IOException {
        String orders = limit("ORDERS", "MINUTE", 1, "1200");
        assertThat(weight("[" + orders + "," + limit("REQUEST_WEIGHT", "SECOND", 1, "7") + ","
            + limit("REQUEST_WEIGHT", "MINUTE", 1, "6000") + "]")).isEqualTo(6000);
        assertThat(weight("[" + limit("REQUEST_WEIGHT", "MINUTE", 5, "12000") + "]"))
            .isEqualTo(2400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "[]", "[null,3]", "{}",
        "[{\"rateLimitType\":\"REQUEST_WEIGHT\",\"interval\":\"MINUTE\",\"limit\":0}]",
        "[{\"rateLimitType\":\"REQUEST_WEIGHT\",\"interval\":\"MINUTE\",\"limit\":\"x\"}]",
        "[{\"rateLimitType\":\"ORDERS\",\"interval\":\"MINUTE\",\"limit\":9}]"})
    void withoutItTheUsualOneIsTaken(String limits) throws IOException {
        assertThat(weight(limits)).isEqualTo(2400);
    }

    @Test
    void readsStepsAndLimits() throws IOException {
        assertThat(read(row("\"BTCUSDT\"", price("\"0.10\""), lot("\"0.0010000\""),
            "{\"filterType\":\"MARKET_LOT_SIZE\",\"stepSize\":\"5\"}",
            "{\"filterType\":\"MIN_NOTIONAL\",\"notional\":\"5.0\"}"))).containsExactly(
            new Listing("BTCUSDT", new BigDecimal("0.1"), new BigDecimal("0.001"),
                new BigDecimal("0.001"), new BigDecimal("1E+3"), new BigDecimal("5")));
    }

    @Test
    void missingLimitsAreUnknownAndNumbersAreTakenLikeText() throws IOException {
        assertThat(read(row("\"币USDT\"", price("0.5"),
            "{\"filterType\":\"LOT_SIZE\",\"stepSize\":\"1\",\"maxQty\":\"much\"}")))
            .containsExactly(new Listing("币USDT", new BigDecimal("0.5"),
                new BigDecimal("1"), null, null, null));
    }

    /** They are damaged: what the venue says of a symbol is its status. */
    @Test
    void whetherRowsWithoutUsableStepsAreTradedIsUnknown() throws IOException {
        List<Listing> listed = read(
            row("\"NOFILTERS\""),
            row("\"NOLOT\"", price("\"0.1\"")),
            row("\"NOPRICE\"", lot("\"1\"")),
            row("\"ZERO\"", price("\"0.00\""), lot("\"1\"")),
            row("\"NEGATIVE\"", price("\"-0.1\""), lot("\"1\"")),
            row("\"TEXT\"", price("\"x\""), lot("\"1\"")),
            row("\"EMPTY\"", price("\"\""), lot("\"1\"")),
            row("\"NULL\"", price("null"), lot("\"1\"")),
            row("\"FINE\"", price("\"1e-19\""), lot("\"1\"")),
            row("\"TINY\"", price("\"1e-200\""), lot("\"1\"")),
            row("\"HUGE\"", price("\"1e2147483647\""), lot("\"1\"")),
            "{\"symbol\":\"OTHER\",\"filters\":7}",
            GOOD);
        assertThat(listed).hasSize(13);
        assertThat(listed.subList(0, 12)).allSatisfy(listing -> {
            assertThat(listing.hasSteps()).isFalse();
            assertThat(listing.status()).isNull();
            assertThat(listing.statusName()).isEmpty();
        });
        assertThat(listed.get(12).symbol()).isEqualTo("GOODUSDT");
        assertThat(listed.get(12).status()).isEqualTo(TradingStatus.TRADING);
    }

    @Test
    void rowsWithoutASymbolAreLeftOut() throws IOException {
        assertThat(read(
            row("\"\"", price("\"0.1\""), lot("\"1\"")),
            "{\"filters\":[" + price("\"0.1\"") + "," + lot("\"1\"") + "]}",
            "null", "[]", "\"BTCUSDT\"",
            GOOD)).singleElement().extracting(Listing::symbol)
            .isEqualTo("GOODUSDT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING_TRADING", "PRE_SETTLE", "SETTLING", "BREAK", "DELIVERING",
        "CLOSE", "HALT", "whatever comes"})
    void whatIsNotTradingIsNamedAsTheVenueNamesIt(String status) throws IOException {
        for (String tick : List.of("\"0.01\"", "\"0\"")) {
            Listing listing = read(row("\"NEWUSDT\"", price(tick), lot("\"0.001\""))
                .replace("TRADING", status)).get(0);
            assertThat(listing.status()).isEqualTo(TradingStatus.NOT_TRADING);
            assertThat(listing.statusName()).isEqualTo(status);
            assertThat(listing.hasSteps()).isEqualTo(tick.length() > 3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "{}", "[\"CLOSE\"]", "\"\"", "true"})
    void aStatusThatIsNoWordIsUnknown(String status) throws IOException {
        for (String tick : List.of("\"0.01\"", "\"0\"")) {
            Listing listing = read(row("\"BTCUSDT\"", price(tick), lot("\"0.001\""))
                .replace("\"TRADING\"", status)).get(0);
            assertThat(listing.status()).isNull();
            assertThat(listing.hasSteps()).isEqualTo(tick.length() > 3);
        }
    }

    @Test
    void eighteenDecimalsAreTheMost() throws IOException {
        assertThat(read(row("\"A\"", price("\"1e-18\""), lot("\"1\""))))
            .singleElement().extracting(Listing::tickSize)
            .isEqualTo(new BigDecimal("1e-18"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>busy</html>", "{", "{}", "[]", "{\"symbols\":{}}",
        "{\"code\":-1003,\"msg\":\"Too many requests\"}", "null"})
    void whatIsNoListIsSaidSo(String body) {
        assertThatThrownBy(() -> ExchangeInfo.read(body.getBytes(StandardCharsets.UTF_8)))
            .isInstanceOf(IOException.class);
    }
}
