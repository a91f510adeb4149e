package io.tickwire.transport.recording;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * An invented recording in which everything happens that an import can meet: all kinds of ticks,
 * holes, duplicates, older ticks, lines and messages that cannot be taken, streams that fall
 * silent, a gap of minutes, and prices that move enough to be acted on. The same text each time.
 */
final class GoldenRecording {
    private static final long START_NS = 1_750_000_000_000_000_000L;
    private static final long MS_NS = 1_000_000L;
    private static final String[] SYMBOLS = {"AAAUSDT", "BBBUSDT", "CCCUSDT"};
    private static final double[] PRICES = {20_000, 150, 0.5};
    private static final int[] DECIMALS = {2, 3, 5};

    private final Random random = new Random(20_251_122);
    private final StringWriter text = new StringWriter();
    private final long[] aggregateIds = {1_000, 2_000, 3_000};
    private final long[] tradeIds = {100, 200, 300};
    private final double[] prices = PRICES.clone();
    private long updateId = 5_000_000;
    private long nowNs = START_NS;
    private String last = "";

    private GoldenRecording() {
    }

    static void write(Path file) throws IOException {
        GoldenRecording recording = new GoldenRecording();
        recording.compose();
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(recording.text.toString());
        }
    }

    private void compose() {
        line("wss://invented.example/stream?streams=aaausdt@bookTicker <-> 1750000000.0");
        frame("{\"result\":null,\"id\":1}");
        traffic(850, 0, 7);
        disturbances();
        // A symbol falls silent, then all of them, then for minutes.
        traffic(500, 0.0004, 3);
        nowNs += 13_000 * MS_NS;
        traffic(750, -0.0004, 7);
        nowNs += 200_000 * MS_NS;
        traffic(750, 0.0002, 7);
        disturbances();
        traffic(1_000, -0.0002, 7);
        line("");
    }

    /** Messages of the symbols in a mask of bits, their prices drifting. */
    private void traffic(int messages, double drift, int symbolMask) {
        for (int i = 0; i < messages; i++) {
            nowNs += (5 + random.nextInt(60)) * MS_NS + random.nextInt(1_000);
            int symbol = random.nextInt(SYMBOLS.length);
            if ((symbolMask & 1 << symbol) != 0) {
                prices[symbol] *= 1 + drift + (random.nextDouble() - 0.5) * 0.0002;
                tick(symbol, random.nextInt(20));
            }
        }
    }

    private void tick(int symbol, int dice) {
        if (dice < 8) {
            quote(symbol);
        } else if (dice < 15) {
            aggregate(symbol, 1);
        } else if (dice == 15) {
            trade(symbol);
        } else if (dice == 16) {
            frame("[" + statistics(symbol) + "," + statistics((symbol + 1) % 3) + "]");
        } else if (dice == 17) {
            mark(symbol);
        } else if (dice == 18) {
            frame("{\"e\":\"kline\",\"E\":" + ms() + ",\"s\":\"" + SYMBOLS[symbol]
                + "\",\"k\":{\"t\":1, \"o\":\"1.0\"}}");
        } else {
            frame("{\"e\":\"depthUpdate\",\"E\":" + ms() + ",\"s\":\"" + SYMBOLS[symbol]
                + "\",\"U\":1,\"u\":2,\"b\":[[\"1.0\",\"0\"]],\"a\":[]}");
        }
    }

    /** Everything that should not be, once for each symbol where that makes a difference. */
    private void disturbances() {
        for (int symbol = 0; symbol < SYMBOLS.length; symbol++) {
            nowNs += 20 * MS_NS;
            aggregate(symbol, 1);
            repeat();
            repeat();
            aggregate(symbol, 4);
            quote(symbol);
            repeat();
            quote(symbol);
            updateId -= 10;
            quote(symbol);
            updateId += 10;
        }
        frame("{\"e\":\"bookTicker\",\"u\":1,\"s\":\"AAAUSDT\",\"b\":\"1.0\"");
        frame("{\"e\":\"bookTicker\",\"u\":1,\"s\":\"AAAUSDT\"}");
        frame("{\"e\":\"aggTrade\",\"E\":1,\"s\":\"AAAUSDT\",\"a\":1,"
            + "\"p\":\"99999999999999999999\",\"q\":\"1\",\"f\":1,\"l\":1,\"T\":1,\"m\":true}");
        frame("{\"e\":\"aggTrade\",\"E\":1,\"s\":\"\",\"a\":1,\"p\":\"1\",\"q\":\"1\",\"T\":1}");
        frame("{\"e\":\"aggTrade\",\"E\":1,\"s\":\"AAAUSDT\",\"a\":\"1\",\"p\":\"1\",\"q\":\"1\"}");
        frame("{\"e\":\"trade\",\"E\":1,\"T\":1,\"s\":\"AAAUSDT\",\"t\":1,\"p\":\"0\",\"q\":\"0\","
            + "\"X\":\"NA\",\"m\":true}");
        frame("[".repeat(100) + "]".repeat(100));
        line("this is no line of a recording");
        line("{\"no\":\"time\"}");
        line("99999999999999999999999 {}");
    }

    private void quote(int symbol) {
        frame("{\"stream\":\"" + SYMBOLS[symbol].toLowerCase(Locale.ROOT)
            + "@bookTicker\",\"data\":{\"e\":\"bookTicker\",\"u\":" + ++updateId + ",\"s\":\""
            + SYMBOLS[symbol] + "\",\"b\":\"" + price(symbol, 0.99999) + "\",\"B\":\""
            + quantity() + "\",\"a\":\"" + price(symbol, 1.00001) + "\",\"A\":\"" + quantity()
            + "\",\"T\":" + ms() + ",\"E\":" + ms() + "}}");
    }

    private void aggregate(int symbol, int step) {
        aggregateIds[symbol] += step;
        frame("{\"e\":\"aggTrade\",\"E\":" + ms() + ",\"a\":" + aggregateIds[symbol]
            + ",\"s\":\"" + SYMBOLS[symbol] + "\",\"p\":\"" + price(symbol, 1) + "\",\"q\":\""
            + quantity() + "\",\"f\":7,\"l\":9,\"T\":" + ms() + ",\"m\":"
            + random.nextBoolean() + "}");
    }

    private void trade(int symbol) {
        tradeIds[symbol] += 1 + random.nextInt(3);
        frame("{\"e\":\"trade\",\"E\":" + ms() + ",\"T\":" + ms() + ",\"s\":\""
            + SYMBOLS[symbol] + "\",\"t\":" + tradeIds[symbol] + ",\"p\":\"" + price(symbol, 1)
            + "\",\"q\":\"" + quantity() + "\",\"X\":\"MARKET\",\"m\":false}");
    }

    private String statistics(int symbol) {
        return "{\"e\":\"24hrTicker\",\"E\":" + ms() + ",\"s\":\"" + SYMBOLS[symbol]
            + "\",\"p\":\"0.1\",\"P\":\"-0.05\",\"w\":\"1\",\"c\":\"" + price(symbol, 1)
            + "\",\"Q\":\"1\",\"o\":\"" + price(symbol, 1.01) + "\",\"h\":\""
            + price(symbol, 1.02) + "\",\"l\":\"" + price(symbol, 0.98)
            + "\",\"v\":\"123456.789\",\"q\":\"9876543.21\",\"O\":0,\"C\":1,\"F\":1,\"L\":9,"
            + "\"n\":9}";
    }

    private void mark(int symbol) {
        frame("{\"e\":\"markPriceUpdate\",\"E\":" + ms() + ",\"s\":\"" + SYMBOLS[symbol]
            + "\",\"p\":\"" + price(symbol, 1) + "\",\"P\":\"" + price(symbol, 1)
            + "\",\"i\":\"" + price(symbol, 1.0001) + "\",\"r\":\"-0.00012500\",\"T\":"
            + (START_NS / MS_NS + 3_600_000) + "}");
    }

    private String price(int symbol, double factor) {
        return String.format(
            Locale.ROOT, "%." + DECIMALS[symbol] + "f", prices[symbol] * factor);
    }

    private String quantity() {
        return String.format(Locale.ROOT, "%.3f", 0.002 + random.nextInt(9) * 0.25);
    }

    private long ms() {
        return nowNs / MS_NS - 3;
    }

    private void frame(String frame) {
        last = frame;
        line(nowNs + " " + frame);
    }

    private void repeat() {
        nowNs += MS_NS;
        frame(last);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
