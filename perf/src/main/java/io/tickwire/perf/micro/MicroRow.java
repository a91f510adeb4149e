package io.tickwire.perf.micro;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of the table: a benchmark of one kind of message.
 *
 * @param group  what is done
 * @param label  by whom
 * @param method of the benchmark, with its class
 * @param kind   of the message, empty where the benchmark takes none
 */
record MicroRow(String group, String label, String method, String kind) {
    static final String TICKWIRE = "tickwire";
    static final String FASTJSON = "fastjson2";
    static final String QUOTE_SCAN = "floor: quote scan";

    static final List<String> KINDS =
        List.of("24hrTicker", "bookTicker", "aggTrade", "markPriceUpdate");

    /** @return all there are, in the order of the table */
    static List<MicroRow> all() {
        List<MicroRow> rows = new ArrayList<>();
        String decode = DecodeBenchmark.class.getName();
        for (String kind : KINDS) {
            String group = decodeGroup(kind);
            rows.add(new MicroRow(group, TICKWIRE, decode + ".tickwire", kind));
            rows.add(new MicroRow(group, FASTJSON, decode + ".fastjson2", kind));
            rows.add(new MicroRow(group, "Jackson streaming", decode + ".jackson", kind));
            rows.add(new MicroRow(group, QUOTE_SCAN, decode + ".quoteScan", kind));
            rows.add(new MicroRow(group, "floor: copy", decode + ".copy", kind));
        }
        String walk = FrameBenchmark.class.getName();
        for (String kind : KINDS.subList(0, 2)) {
            String group = "frame of " + kind;
            rows.add(new MicroRow(group, "walk, UTF-8 checked", walk + ".text", kind));
            rows.add(new MicroRow(group, "walk alone", walk + ".binary", kind));
            rows.add(new MicroRow(group, "floor: copy", walk + ".copy", kind));
        }
        String append = AppendBenchmark.class.getName();
        rows.add(new MicroRow("append QUOTE", TICKWIRE, append + ".quote", ""));
        rows.add(new MicroRow("append QUOTE", "floor: copy + CRC32C", append + ".copyQuote", ""));
        rows.add(new MicroRow(
            "append QUOTE with frame", TICKWIRE, append + ".quoteWithFrame", ""));
        rows.add(new MicroRow("append QUOTE with frame", "floor: copy + CRC32C",
            append + ".copyQuoteWithFrame", ""));
        String engine = EngineBenchmark.class.getName();
        rows.add(new MicroRow("a quote's way", "ring, one thread", engine + ".ring", ""));
        rows.add(new MicroRow("a quote's way", "heartbeat stage", engine + ".heartbeat", ""));
        rows.add(new MicroRow("a quote's way", "signal stage", engine + ".signal", ""));
        rows.add(new MicroRow("a quote's way", "order stage", engine + ".order", ""));
        rows.add(new MicroRow(
            "a quote's way", "message to decision", engine + ".pipeline", ""));
        return rows;
    }

    static String decodeGroup(String kind) {
        return "decode " + kind;
    }
}
