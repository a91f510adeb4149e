package io.tickwire.transport.loopback.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.transport.loopback.message.JsonBuilder;
import io.tickwire.transport.loopback.rest.AggregateQuery;
import io.tickwire.transport.loopback.rest.RestRows;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * REST rows of a recording: values of the last frame played, before that of the first one in the
 * file. Times are those of the frames as they are shown; one without a time of its own has that of
 * its receipt.
 */
final class CaptureRows implements RestRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MS = 1_000_000L;

    private final List<MarketSymbol> symbols;
    private final CaptureTimes times;
    private final Map<String, CaptureLine> firstFrames;
    private final Map<String, CaptureLine> lastFrames = new HashMap<>();
    private final Map<String, AggregateHistory<CaptureLine>> histories = new HashMap<>();

    CaptureRows(CaptureScan scan, CaptureTimes times) {
        this.times = times;
        symbols = scan.symbols();
        firstFrames = scan.firstFrames();
    }

    /** Takes one that is played, as it is shown. */
    void onFrame(CaptureLine line) {
        if (isStatus(line)) {
            return;
        }
        lastFrames.put(line.stream(), line);
        if (line.stream().endsWith("@aggTrade")) {
            histories.computeIfAbsent(line.stream(), none -> new AggregateHistory<>()).add(line);
        }
    }

    @Override
    public List<MarketSymbol> symbols() {
        return symbols;
    }

    @Override
    public String price(String symbol) {
        CaptureLine trade = frame(symbol, "@trade");
        CaptureLine aggregate = frame(symbol, "@aggTrade");
        if (trade == null || isStatus(trade)
            || aggregate != null && timeMs(aggregate) > timeMs(trade)) {
            trade = aggregate;
        }
        if (trade != null) {
            return price(symbol, trade, "p");
        }
        CaptureLine ticker = frame(symbol, "@ticker");
        if (ticker != null) {
            return price(symbol, ticker, "c");
        }
        CaptureLine quote = frame(symbol, "@bookTicker");
        return quote == null ? null : price(symbol, quote, "b");
    }

    private static String price(String symbol, CaptureLine line, String price) {
        return new JsonBuilder().string("symbol", symbol)
            .string("price", read(line).path(price).asText()).number("time", timeMs(line)).end();
    }

    /** An id without a trade: nobody paid its price of 0. */
    private static boolean isStatus(CaptureLine line) {
        return line.stream().endsWith("@trade") && line.data().contains("\"NA\"")
            && read(line).path("X").asText().equals("NA");
    }

    /** Of the transaction, else of the event, else of the receipt. */
    private static long timeMs(CaptureLine line) {
        JsonNode data = read(line);
        return data.path("T").asLong(data.path("E").asLong(line.receiveNs() / MS));
    }

    @Override
    public String bookTicker(String symbol) {
        CaptureLine line = frame(symbol, "@bookTicker");
        if (line == null) {
            return null;
        }
        JsonNode quote = read(line);
        return new JsonBuilder().string("symbol", symbol)
            .string("bidPrice", quote.path("b").asText()).string("bidQty", quote.path("B").asText())
            .string("askPrice", quote.path("a").asText()).string("askQty", quote.path("A").asText())
            .number("time", timeMs(line)).end();
    }

    @Override
    public String statistics(String symbol) {
        JsonNode day = last(symbol, "@ticker");
        return day == null ? null : new JsonBuilder().string("symbol", symbol)
            .string("priceChange", day.path("p").asText())
            .string("priceChangePercent", day.path("P").asText())
            .string("weightedAvgPrice", day.path("w").asText())
            .string("lastPrice", day.path("c").asText()).string("lastQty", day.path("Q").asText())
            .string("openPrice", day.path("o").asText()).string("highPrice", day.path("h").asText())
            .string("lowPrice", day.path("l").asText()).string("volume", day.path("v").asText())
            .string("quoteVolume", day.path("q").asText())
            .number("openTime", day.path("O").asLong()).number("closeTime", day.path("C").asLong())
            .number("firstId", day.path("F").asLong()).number("lastId", day.path("L").asLong())
            .number("count", day.path("n").asLong()).end();
    }

    @Override
    public String premiumIndex(String symbol) {
        JsonNode fast = last(symbol, "@markPrice@1s");
        JsonNode mark = fast != null ? fast : last(symbol, "@markPrice");
        return mark == null ? null : new JsonBuilder().string("symbol", symbol)
            .string("markPrice", mark.path("p").asText())
            .string("indexPrice", mark.path("i").asText())
            .string("estimatedSettlePrice", mark.path("P").asText())
            .string("lastFundingRate", mark.path("r").asText())
            .string("interestRate", "0.00010000")
            .number("nextFundingTime", mark.path("T").asLong())
            .number("time", mark.path("E").asLong()).end();
    }

    @Override
    public List<String> aggregates(String symbol, AggregateQuery query) {
        AggregateHistory<CaptureLine> history =
            histories.get(symbol.toLowerCase(Locale.ROOT) + "@aggTrade");
        if (history == null) {
            return List.of();
        }
        List<JsonNode> trades = history.trades().stream().map(CaptureRows::read).toList();
        return query.pick(trades, trade -> trade.path("a").asLong(),
                trade -> trade.path("T").asLong())
            .stream().map(CaptureRows::aggregate).toList();
    }

    /** Recordings before 2026 have no {@code nq}. */
    private static String aggregate(JsonNode trade) {
        JsonBuilder row = new JsonBuilder().number("a", trade.path("a").asLong())
            .string("p", trade.path("p").asText()).string("q", trade.path("q").asText());
        if (trade.has("nq")) {
            row.string("nq", trade.path("nq").asText());
        }
        return row.number("f", trade.path("f").asLong()).number("l", trade.path("l").asLong())
            .number("T", trade.path("T").asLong()).bool("m", trade.path("m").asBoolean()).end();
    }

    private JsonNode last(String symbol, String suffix) {
        CaptureLine line = frame(symbol, suffix);
        return line == null ? null : read(line);
    }

    private CaptureLine frame(String symbol, String suffix) {
        String stream = symbol.toLowerCase(Locale.ROOT) + suffix;
        CaptureLine last = lastFrames.get(stream);
        CaptureLine first = firstFrames.get(stream);
        return last != null || first == null ? last : times.unplayed(first);
    }

    private static JsonNode read(CaptureLine line) {
        try {
            return JSON.readTree(line.data());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON on " + line.stream() + ": " + line.data(), e);
        }
    }
}
