package io.tickwire.transport.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.transport.binance.Recorder.Seen;
import io.tickwire.transport.recording.Captures;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recorded messages, where the recordings are at hand. */
class CapturesTest {
    /** What one library calls the values, by our field. */
    private static final Map<String, String> UNICORNFY = Map.ofEntries(
        Map.entry("event_time", "event_ms"), Map.entry("trade_id", "id"),
        Map.entry("price", "price"), Map.entry("quantity", "qty"),
        Map.entry("trade_time", "transact_ms"), Map.entry("is_market_maker", "buyer_maker"),
        Map.entry("close_price", "last"), Map.entry("last_price", "last"),
        Map.entry("open_price", "open"), Map.entry("high_price", "high"),
        Map.entry("low_price", "low"), Map.entry("price_change_percent", "change_pct"),
        Map.entry("total_traded_base_asset_volume", "volume"),
        Map.entry("taker_by_base_asset_volume", "volume"),
        Map.entry("total_traded_quote_asset_volume", "quote_volume"),
        Map.entry("taker_by_quote_asset_volume", "quote_volume"),
        Map.entry("total_nr_of_trades", "count"), Map.entry("order_book_update_id", "update_id"),
        Map.entry("best_bid_price", "bid"), Map.entry("best_bid_quantity", "bid_qty"),
        Map.entry("best_ask_price", "ask"), Map.entry("best_ask_quantity", "ask_qty"),
        Map.entry("mark_price", "mark"), Map.entry("index_price", "index"),
        Map.entry("funding_rate", "funding_rate"),
        Map.entry("next_funding_time", "next_funding_ms"));
    /** The same for another library. */
    private static final Map<String, String> CRYPTO_MSG_PARSER = Map.ofEntries(
        Map.entry("extract_timestamp", "event_ms"), Map.entry("trade.quantity_base", "qty"),
        Map.entry("trade.side", "buyer_maker"), Map.entry("bbo_msg.timestamp", "event_ms"),
        Map.entry("bbo_msg.id", "update_id"), Map.entry("bbo_msg.ask_price", "ask"),
        Map.entry("bbo_msg.ask_quantity_base", "ask_qty"), Map.entry("bbo_msg.bid_price", "bid"),
        Map.entry("bbo_msg.bid_quantity_base", "bid_qty"),
        Map.entry("funding_rates[0].funding_rate", "funding_rate"),
        Map.entry("funding_rates[0].funding_time", "next_funding_ms"),
        Map.entry("funding_rates[0].timestamp", "event_ms"));

    private Path captures;
    private final ObjectMapper mapper = new ObjectMapper();
    private final Recorder recorder = new Recorder(RowPolicy.ALL);
    private int compared;

    @BeforeEach
    void find() {
        captures = Captures.folder();
    }

    @Test
    void everyLineAsTheOracleReadsIt() throws IOException {
        JacksonOracle oracle = new JacksonOracle();
        int ticks = 0;
        try (DirectoryStream<Path> files =
                 Files.newDirectoryStream(captures.resolve("binance-usdm"), "*.jsonl")) {
            for (Path file : files) {
                for (String line : Files.readAllLines(file)) {
                    List<Seen> expected = oracle.decode(line.getBytes(StandardCharsets.UTF_8));
                    assertThat(recorder.decode(line)).as(line).isEqualTo(expected);
                    ticks += (int) expected.stream().filter(s -> s.type().isTick()).count();
                }
            }
        }
        // 64 tickers, 84 and 12 mark prices, and more.
        assertThat(ticks).isGreaterThan(160);
        assertThat(recorder.decoder.counters().rejected()).isZero();
        System.out.println("CapturesTest: " + ticks + " ticks in jsonl files");
    }

    @Test
    void whatUnicornfyExpects() throws IOException {
        for (JsonNode test : cases("unicornfy_cases.jsonl")) {
            List<Seen> ticks = ticks(test.get("raw").asText());
            JsonNode expect = test.get("expect");
            JsonNode rows = expect.path("data").isArray() ? expect.get("data") : null;
            if (!ticks.isEmpty() && rows != null) {
                assertThat(ticks).hasSize(rows.size());
            }
            for (int i = 0; i < ticks.size(); i++) {
                JsonNode row = rows == null ? expect : rows.get(i);
                assertThat(ticks.get(i).symbol()).isEqualTo(row.get("symbol").asText());
                Map<String, String> values = new HashMap<>();
                row.properties().forEach(e -> values.put(e.getKey(), e.getValue().asText()));
                compare(ticks.get(i), values, UNICORNFY);
            }
        }
        finish("unicornfy", 150);
    }

    @Test
    void whatCryptoMsgParserExpects() throws IOException {
        for (JsonNode test : cases("crypto_msg_parser_cases.jsonl")) {
            if (!test.path("exchange").asText().equals("binance")) {
                continue;
            }
            for (Seen tick : ticks(test.get("raw").asText())) {
                Map<String, String> values = new HashMap<>();
                test.get("expect").properties().forEach(e -> {
                    String value = e.getValue().asText().replace("Some(", "").replace(")", "");
                    if (!value.equals("None")) {
                        values.put(e.getKey(), value.replace("TradeSide::Buy", "false")
                            .replace("TradeSide::Sell", "true"));
                    }
                });
                if (values.containsKey("extract_symbol")) {
                    assertThat("\"" + tick.symbol() + "\"").isEqualTo(values.get("extract_symbol"));
                }
                compare(tick, values, CRYPTO_MSG_PARSER);
            }
        }
        finish("crypto_msg_parser", 30);
    }

    private List<JsonNode> cases(String file) throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        for (String line : Files.readAllLines(captures.resolve("oracle").resolve(file))) {
            cases.add(mapper.readTree(line));
        }
        return cases;
    }

    private List<Seen> ticks(String raw) {
        return recorder.decode(raw).stream().filter(s -> s.type().isTick()).toList();
    }

    private void compare(Seen tick, Map<String, String> expect, Map<String, String> names) {
        expect.forEach((name, text) -> {
            String field = names.get(name);
            if (field == null) {
                return;
            }
            BigDecimal value = tick.values().get(field);
            if (text.isEmpty()) {
                assertThat(value).as(name).isNull();
            } else {
                String number = text.equals("true") ? "1" : text.equals("false") ? "0" : text;
                assertThat(value).as("%s of %s", name, tick)
                    .isEqualByComparingTo(new BigDecimal(number));
            }
            compared++;
        });
    }

    private void finish(String name, int least) {
        BinanceCounters counters = recorder.decoder.counters();
        assertThat(compared).isGreaterThan(least);
        assertThat(counters.rejected()).isZero();
        System.out.println("CapturesTest " + name + ": " + compared + " values of "
            + counters.ticks() + " ticks; not ticks: depth " + counters.depth() + ", klines "
            + counters.klines() + ", replies " + counters.acks() + ", other " + counters.others());
    }
}
