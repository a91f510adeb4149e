package io.tickwire.transport.loopback.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.engine.market.MarketSymbol;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What has to be known of recordings before they are played: symbols, their scales, and a first
 * frame of every stream. Scales come from the text of the first frames of each stream.
 *
 * @param symbols     by name; tick and lot are one unit of the last decimal
 * @param firstFrames by stream
 */
record CaptureScan(List<MarketSymbol> symbols, Map<String, CaptureLine> firstFrames) {
    private static final int FRAMES_LOOKED_AT = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    static CaptureScan of(List<Path> files, Consumer<String> notices) throws IOException {
        Map<String, CaptureLine> firstFrames = new HashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        Map<String, int[]> scales = new TreeMap<>();
        try (CaptureFiles capture = CaptureFiles.open(files, notices)) {
            for (CaptureLine line = capture.next(); line != null; line = capture.next()) {
                firstFrames.putIfAbsent(line.stream(), line);
                int at = line.stream().indexOf('@');
                if (at > 0 && !line.stream().startsWith("!")
                    && seen.merge(line.stream(), 1, Integer::sum) <= FRAMES_LOOKED_AT) {
                    String symbol = line.stream().substring(0, at).toUpperCase(Locale.ROOT);
                    look(line, scales.computeIfAbsent(symbol, none -> new int[2]));
                }
            }
        }
        List<MarketSymbol> symbols = scales.entrySet().stream().map(entry -> new MarketSymbol(
            entry.getKey(), entry.getValue()[0], entry.getValue()[1], 1, 1, 1)).toList();
        return new CaptureScan(symbols, firstFrames);
    }

    /** Marks have more decimals than orders may have, and tickers rounded averages: not these. */
    private static void look(CaptureLine line, int[] scale) throws JsonProcessingException {
        JsonNode data = JSON.readTree(line.data());
        switch (data.path("e").asText("bookTicker")) {
            case "trade", "aggTrade" -> {
                widen(scale, 0, data.path("p"));
                widen(scale, 1, data.path("q"));
            }
            case "bookTicker" -> {
                widen(scale, 0, data.path("b"));
                widen(scale, 0, data.path("a"));
                widen(scale, 1, data.path("B"));
                widen(scale, 1, data.path("A"));
            }
            case "depthUpdate" -> {
                for (String side : List.of("b", "a")) {
                    for (JsonNode level : data.path(side)) {
                        widen(scale, 0, level.path(0));
                        widen(scale, 1, level.path(1));
                    }
                }
            }
            default -> {
                return;
            }
        }
    }

    private static void widen(int[] scale, int which, JsonNode decimal) {
        String text = decimal.asText();
        int point = text.indexOf('.');
        int decimals = point < 0 ? 0 : text.length() - point - 1;
        scale[which] = Math.max(scale[which], Math.min(decimals, MarketSymbol.MAX_DECIMALS));
    }
}
