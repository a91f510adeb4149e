package io.tickwire.transport.loopback.fault.stream;

import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.message.ListenKey;
import io.tickwire.transport.loopback.wire.Hub;
import io.tickwire.transport.loopback.wire.OpenSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which streams a fault concerns, on which sockets.
 *
 * @param stream   one by its name, such as {@code btcusdt@markPrice@1s} or {@code !ticker@arr}; a
 *                 kind, such as {@code markPrice}, for all streams of it; empty = all
 * @param openOnly whether sockets that open later are spared
 */
record StreamScope(String stream, boolean openOnly) {
    /** Kind of the streams of accounts, whose names are listen keys. */
    static final String USER_DATA = "userData";
    /** Every stream on every socket. */
    static final StreamScope ALL = new StreamScope("", false);

    /** Kinds that the venue knows, invented or recorded (protocols A1). */
    private static final Set<String> KINDS = Set.of("aggTrade", "bookTicker", "continuousKline",
        "depth", "forceOrder", "kline", "markPrice", "miniTicker", "ticker", "trade",
        StreamScope.USER_DATA);
    private static final String ALLOWED = "a kind such as aggTrade, bookTicker, markPrice, "
        + "miniTicker, ticker, trade, userData or a stream such as btcusdt@markPrice@1s";
    private static final String SOCKETS = "all or open";

    /**
     * Reads the keys {@code stream} and {@code sockets}.
     *
     * @param entry     has them
     * @param byDefault of {@code stream}
     * @return the scope; anything where the entry is wrong
     */
    static StreamScope read(FaultEntry entry, String byDefault) {
        String stream = stream(entry, byDefault);
        String sockets = entry.word("sockets", "all", Set.of("all", "open")::contains, SOCKETS);
        return new StreamScope(stream, sockets.equals("open"));
    }

    /** Reads the key {@code stream} alone. */
    static String stream(FaultEntry entry, String byDefault) {
        return entry.word("stream", byDefault, StreamScope::isKnown, ALLOWED);
    }

    /** Reads the key {@code stream} where it must be there. */
    static String required(FaultEntry entry) {
        String stream = stream(entry, "");
        if (!entry.has("stream")) {
            entry.problem("stream", "missing, allowed are " + ALLOWED);
        }
        return stream;
    }

    /** What it means for each stream's name. */
    static Predicate<String> matching(String stream) {
        if (stream.isEmpty()) {
            return any -> true;
        }
        return isName(stream) ? stream::equals : name -> kind(name).equals(stream);
    }

    /** Whether it is one stream that nobody wants, mistyped perhaps. */
    boolean isMissed(Hub hub) {
        return isName(stream) && !hub.wants(stream);
    }

    Predicate<String> streams() {
        return matching(stream);
    }

    /** The sockets it concerns when it begins now. */
    Predicate<OpenSocket> sockets(Hub hub) {
        if (!openOnly) {
            return any -> true;
        }
        return new HashSet<>(hub.sockets())::contains;
    }

    /** Of a stream: what stands behind the symbol, without any speed. */
    static String kind(String stream) {
        if (ListenKey.isOne(stream)) {
            return USER_DATA;
        }
        int start = stream.startsWith("!") ? 1 : stream.indexOf('@') + 1;
        int end = start;
        while (end < stream.length() && Character.isLetter(stream.charAt(end))) {
            end++;
        }
        return stream.substring(start, end);
    }

    private static boolean isName(String stream) {
        return stream.startsWith("!") || stream.indexOf('@') > 0;
    }

    private static boolean isKnown(String stream) {
        return KINDS.contains(isName(stream) ? kind(stream) : stream);
    }

    /** For people. */
    @Override
    public String toString() {
        String all = stream.isEmpty() ? "all streams" : stream;
        return openOnly ? all + " on the sockets that are open" : all;
    }
}
