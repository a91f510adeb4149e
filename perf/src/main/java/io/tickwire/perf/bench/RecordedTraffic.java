package io.tickwire.perf.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Invented traffic as a recorder would have written it: the same from run to run, in the mix of a
 * busy venue, mostly quotes and trades of four symbols, ten thousand messages a second.
 */
final class RecordedTraffic {
    private static final long SEED = 7;
    private static final long BEGIN_NS = 1_700_000_000_000_000_000L;
    private static final long STEP_NS = 100_000;
    private static final long MS_NS = 1_000_000;
    private static final String[] SYMBOLS = {"BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT"};
    private static final int CENT = 100;
    private static final int BEGIN_PRICE = 6_400_000;
    private static final int MAX_QUANTITY = 100_000;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final StringBuilder line = new StringBuilder(512);
    private final int[] prices = {BEGIN_PRICE, 320_000, 14_500, 5_200};
    private final long[] tradeIds = new long[SYMBOLS.length];
    private long updateId = 4_984_034_000_000L;

    private RecordedTraffic() {
    }

    /**
     * Writes a recording.
     *
     * @param file  made anew
     * @param lines messages, one a line
     */
    static void write(Path file, long lines) throws IOException {
        RecordedTraffic traffic = new RecordedTraffic();
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            for (long i = 0; i < lines; i++) {
                out.append(traffic.next(BEGIN_NS + i * STEP_NS));
            }
        }
    }

    private CharSequence next(long ns) {
        int symbol = random.nextInt(SYMBOLS.length);
        prices[symbol] = Math.max(CENT, prices[symbol] + random.nextInt(-3, 4));
        line.setLength(0);
        line.append(ns).append(' ');
        int kind = random.nextInt(20);
        if (kind < 12) {
            quote(symbol, ns / MS_NS);
        } else if (kind < 17) {
            trade(symbol, ns / MS_NS);
        } else if (kind < 19) {
            statistics(symbol, ns / MS_NS);
        } else {
            mark(symbol, ns / MS_NS);
        }
        return line.append("}}\n");
    }

    private StringBuilder begin(int symbol, String stream, String event, long ms) {
        line.append("{\"stream\":\"");
        for (int i = 0; i < SYMBOLS[symbol].length(); i++) {
            line.append((char) (SYMBOLS[symbol].charAt(i) | 0x20));
        }
        return line.append('@').append(stream).append("\",\"data\":{\"e\":\"").append(event)
            .append("\",\"E\":").append(ms).append(",\"s\":\"").append(SYMBOLS[symbol])
            .append('"');
    }

    private void quote(int symbol, long ms) {
        updateId += 1 + random.nextInt(200);
        begin(symbol, "bookTicker", "bookTicker", ms).append(",\"u\":").append(updateId);
        price("b", prices[symbol]);
        quantity("B");
        price("a", prices[symbol] + 1);
        quantity("A");
        line.append(",\"T\":").append(ms);
    }

    private void trade(int symbol, long ms) {
        long id = ++tradeIds[symbol];
        begin(symbol, "aggTrade", "aggTrade", ms).append(",\"a\":").append(id);
        price("p", prices[symbol]);
        quantity("q");
        line.append(",\"f\":").append(id * 2).append(",\"l\":").append(id * 2 + 1)
            .append(",\"T\":").append(ms).append(",\"m\":").append(random.nextBoolean());
    }

    private void statistics(int symbol, long ms) {
        int price = prices[symbol];
        begin(symbol, "ticker", "24hrTicker", ms);
        line.append(",\"p\":\"12.30\",\"P\":\"1.234\"");
        price("w", price - 7);
        price("c", price);
        quantity("Q");
        price("o", price - 1_230);
        price("h", price + 500);
        price("l", Math.max(1, price - 900));
        line.append(",\"v\":\"").append(random.nextInt(MAX_QUANTITY)).append(".123\",\"q\":\"")
            .append(random.nextInt(MAX_QUANTITY)).append("4321.45\",\"O\":")
            .append(ms - 86_400_000).append(",\"C\":").append(ms)
            .append(",\"F\":1,\"L\":1234567,\"n\":1234567");
    }

    private void mark(int symbol, long ms) {
        begin(symbol, "markPrice@1s", "markPriceUpdate", ms);
        price("p", prices[symbol]);
        price("i", prices[symbol] + 2);
        price("P", prices[symbol] + 1);
        line.append(",\"r\":\"0.00010000\",\"T\":").append(ms / 28_800_000 * 28_800_000);
    }

    private void price(String key, int cents) {
        decimal(key, cents / CENT, cents % CENT, 2);
    }

    private void quantity(String key) {
        decimal(key, random.nextInt(50), random.nextInt(1_000), 3);
    }

    private void decimal(String key, int whole, int fraction, int decimals) {
        line.append(",\"").append(key).append("\":\"").append(whole).append('.');
        for (int power = decimals == 2 ? 10 : 100; power > 0; power /= 10) {
            line.append((char) ('0' + fraction / power % 10));
        }
        line.append('"');
    }
}
