package io.tickwire.transport.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines of an invented recording: one quote each. */
final class QuoteLines {
    static final long START_NS = 1_721_347_020_000_000_000L;
    static final long STEP_NS = 100_000_000L;

    private QuoteLines() {
    }

    /** At a time as it is to be written. */
    static String line(String time, String symbol, long id) {
        return time + ' ' + frame(symbol, id);
    }

    static String line(long receiveNs, String symbol, long id) {
        return line(Long.toString(receiveNs), symbol, id);
    }

    static String frame(String symbol, long id) {
        return "{\"stream\":\"" + symbol.toLowerCase(Locale.ROOT)
            + "@bookTicker\",\"data\":{\"e\":\"bookTicker\",\"u\":" + id + ",\"s\":\"" + symbol
            + "\",\"b\":\"1.1\",\"B\":\"2\",\"a\":\"1.2\",\"A\":\"3\",\"T\":" + 1_721_347_020_000L
            + ",\"E\":" + 1_721_347_020_000L + "}}";
    }

    /** So many, each a tenth of a second behind the one before. */
    static List<String> lines(long startNs, String symbol, int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line(startNs + i * STEP_NS, symbol, i + 1));
        }
        return lines;
    }

    static String text(List<String> lines) {
        return String.join("\n", lines) + '\n';
    }
}
