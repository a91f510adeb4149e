package io.tickwire.peers;

import io.tickwire.perf.meter.Meter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a peer takes, from its command line: URL, kind, symbols, offset, times and file. */
record Target(String url, String kind, List<String> symbols, Meter meter) {
    static Target parse(String[] arguments) {
        return new Target(arguments[0], arguments[1], List.of(arguments[2].split(",")),
            new Meter(Long.parseLong(arguments[3]), Long.parseLong(arguments[4]),
                Long.parseLong(arguments[5]), Path.of(arguments[6])));
    }

    boolean isQuotes() {
        return kind.equals("bookTicker");
    }

    List<String> streams() {
        return symbols.stream().map(one -> one.toLowerCase(Locale.ROOT) + "@" + kind).toList();
    }
}
