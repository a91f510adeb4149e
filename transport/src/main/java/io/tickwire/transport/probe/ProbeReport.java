package io.tickwire.transport.probe;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedRequest;
import io.tickwire.engine.event.Frame;
import io.tickwire.engine.event.Link;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.transport.binance.StreamPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a connection check has seen of a journal: messages, connections, and for every stream that
 * was asked for when it was last heard, or why it never was. Not thread-safe.
 */
final class ProbeReport {
    private static final double SECOND_NS = 1e9;

    private final InstrumentTable instruments = new InstrumentTable();
    private final Map<Integer, LinkSeen> links = new TreeMap<>();
    private final Map<Long, StreamSeen> streams = new TreeMap<>();
    private final Map<Integer, Long> lastTickNs = new TreeMap<>();
    private final long[] silenceLimitNs;
    private long messages;
    private long connections;
    private long nowNs;

    /**
     * Nothing seen yet.
     *
     * @param silenceLimitNs by the ordinal of the kind: longest age of a stream's last tick
     */
    ProbeReport(long[] silenceLimitNs) {
        this.silenceLimitNs = silenceLimitNs;
    }

    /** One leg of a route, or with id 0 the REST side. */
    private static final class LinkSeen {
        private int firstLink;
        private String route = "";
        private long newsNs;
        private boolean open;
        private boolean acknowledged;
        // Closed because we asked for it: that is the end of a silence, not its cause.
        private boolean dropped;
        private String trouble = "";
    }

    private static final class StreamSeen {
        private final int firstLink;
        private final StreamKind kind;
        private final int instrument;
        private final long sinceNs;
        private long lastNs;

        StreamSeen(int firstLink, StreamKind kind, int instrument, long sinceNs) {
            this.firstLink = firstLink;
            this.kind = kind;
            this.instrument = instrument;
            this.sinceNs = sinceNs;
        }
    }

    void onRecord(Event record) {
        EventType type = record.type();
        if (type == null) {
            return;
        }
        nowNs = Math.max(nowNs, record.engineNs());
        if (type == EventType.INSTRUMENT) {
            instruments.apply(record);
        } else if (type == EventType.LINK) {
            onLink(record);
        } else if (type == EventType.FEED_REQUEST) {
            LinkSeen link = links.computeIfAbsent(record.link(), any -> new LinkSeen());
            link.dropped |= record.get(FeedRequest.ACTION) == FeedAction.CLOSE.ordinal();
        } else if (type == EventType.FRAME) {
            boolean received = record.sourceCode() == Source.SOCKET.ordinal()
                && record.get(Frame.SENT) == 0;
            messages += received ? 1 : 0;
        } else if (type.isTick()) {
            onTick(record, type);
        }
    }

    private void onTick(Event tick, EventType type) {
        lastTickNs.put(tick.instrument(), tick.engineNs());
        StreamKind kind = type == EventType.QUOTE ? StreamKind.QUOTE
            : type == EventType.TRADE ? StreamKind.TRADE
            : type == EventType.STATS ? StreamKind.STATS : StreamKind.MARK;
        StreamSeen stream = streams.get(key(tick.instrument(), kind));
        if (stream != null) {
            stream.lastNs = tick.engineNs();
        }
    }

    private void onLink(Event fact) {
        LinkSeen link = links.computeIfAbsent(fact.link(), any -> new LinkSeen());
        link.newsNs = fact.engineNs();
        switch (LinkFact.of(fact.get(Link.FACT))) {
            case PLANNED:
                link.firstLink = (int) fact.get(Link.CODE);
                link.route = fact.varText();
                break;
            case CARRIES:
                StreamKind kind = StreamKind.of(fact.get(Link.KIND));
                streams.put(key(fact.instrument(), kind), new StreamSeen(
                    fact.link(), kind, fact.instrument(), fact.engineNs()));
                break;
            case OPENED:
                connections++;
                link.open = true;
                link.dropped = false;
                break;
            case SUBSCRIBED:
                link.acknowledged = fact.get(Link.CODE) == 0;
                link.trouble = link.acknowledged ? ""
                    : "subscription refused with error " + fact.get(Link.CODE);
                break;
            case CLOSED:
                link.open = false;
                if (!link.dropped) {
                    link.trouble = "closed with code " + fact.get(Link.CODE) + words(fact);
                }
                break;
            case REFUSED:
                link.trouble = "refused with HTTP " + fact.get(Link.CODE) + words(fact);
                break;
            case FAILED:
                link.trouble = "not connected" + words(fact);
                break;
            default:
                break;
        }
    }

    private static String words(Event fact) {
        return fact.varLength() == 0 ? "" : ": " + fact.varText();
    }

    private static long key(int instrument, StreamKind kind) {
        return (long) instrument << 8 | kind.ordinal();
    }

    /** Streams that are not as they should be, each in words; empty if all is well. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (StreamSeen stream : streams.values()) {
            boolean ever = stream.lastNs > 0;
            long silenceNs = nowNs - (ever ? stream.lastNs : stream.sinceNs);
            if (!ever || silenceNs > silenceLimitNs[stream.kind.ordinal()]) {
                failures.add(String.format(Locale.ROOT, "%s %s silent %.0f s: %s",
                    instruments.symbol(stream.instrument), stream.kind.label(),
                    silenceNs / SECOND_NS, diagnosis(stream, ever)));
            }
        }
        if (streams.isEmpty()) {
            LinkSeen rest = links.get(0);
            failures.add("no stream was ever asked for" + (rest == null
                || rest.trouble.isEmpty() ? "" : ", REST " + rest.trouble));
        }
        return failures;
    }

    private String diagnosis(StreamSeen stream, boolean ever) {
        LinkSeen link = legOf(stream.firstLink);
        if (!link.trouble.isEmpty()) {
            return link.trouble;
        }
        if (!link.open && !link.dropped) {
            return "not connected yet";
        }
        if (ever) {
            return "ticks stopped on an open connection";
        }
        return link.acknowledged ? StreamPlan.silentWords(stream.kind)
            : "not acknowledged on /" + link.route;
    }

    /** The leg of a route that counts: an open one before others, then the one with the news. */
    private LinkSeen legOf(int firstLink) {
        return links.values().stream().filter(leg -> leg.firstLink == firstLink)
            .max(Comparator.comparing((LinkSeen leg) -> leg.open)
                .thenComparing(leg -> leg.newsNs))
            .orElseThrow();
    }

    /** Everything but the verdict, for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Received " + messages + " messages");
        lines.add("Connections: " + connections);
        for (int id = 1; id <= instruments.count(); id++) {
            Long lastNs = lastTickNs.get(id);
            lines.add(instruments.symbol(id) + ": " + (lastNs == null ? "no message"
                : String.format(Locale.ROOT, "last message %.1f s ago",
                    (nowNs - lastNs) / SECOND_NS)));
        }
        return lines;
    }
}
