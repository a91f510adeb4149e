package io.tickwire.transport.probe;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FrameFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.transport.monitor.ConnectionWatch;
import io.tickwire.transport.venue.VenueDisplay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a connection check finds in a journal: messages, connections, and for every stream when its
 * last tick came, or why none did. Not thread-safe.
 */
final class ProbeReport {
    private static final double SECOND_NS = 1e9;

    private final InstrumentTable instruments = new InstrumentTable();
    private final VenueDisplay display;
    private final ConnectionWatch groups;
    private final Map<Long, StreamSeen> streams = new TreeMap<>();
    private final Map<Integer, Long> lastTickNs = new TreeMap<>();
    private final long[] silenceLimitNs;
    private long messages;
    private long nowNs;

    /**
     * Nothing seen yet.
     *
     * @param silenceLimitNs by the ordinal of the kind: longest age of a stream's last tick
     * @param display        of the venue
     */
    ProbeReport(long[] silenceLimitNs, VenueDisplay display) {
        this.silenceLimitNs = silenceLimitNs;
        this.display = display;
        this.groups = new ConnectionWatch(display);
    }

    private static final class StreamSeen {
        private final int link;
        private final StreamKind kind;
        private final int instrument;
        private final long sinceNs;
        private long lastNs;

        StreamSeen(int link, StreamKind kind, int instrument, long sinceNs) {
            this.link = link;
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
        } else if (type == EventType.CALL) {
            groups.onFact(record);
        } else if (type == EventType.REJECTED) {
            groups.onRejected(record);
        } else if (type == EventType.FEED_REQUEST) {
            groups.onRequest(record);
        } else if (type == EventType.FRAME) {
            boolean received = record.sourceCode() == Source.SOCKET.ordinal()
                && record.get(FrameFields.SENT) == 0;
            messages += received ? 1 : 0;
        } else if (type.isTick() && record.sourceCode() == Source.SOCKET.ordinal()) {
            // What was polled says nothing of the connections that are checked here.
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
        groups.onFact(fact);
        if (fact.get(LinkFields.FACT) == LinkFact.CARRIES.ordinal()) {
            StreamKind kind = StreamKind.of(fact.get(LinkFields.KIND));
            streams.put(key(fact.instrument(), kind),
                new StreamSeen(fact.link(), kind, fact.instrument(), fact.engineNs()));
        }
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
            long limitNs = silenceLimitNs[stream.kind.ordinal()];
            if (!ever || silenceNs > limitNs) {
                String why = groups.diagnosis(stream.link, stream.kind, ever);
                if (silenceNs <= limitNs && why.equals(display.silentReason(stream.kind))) {
                    why = String.format(Locale.ROOT,
                        "acknowledged; its silence means something after %.0f s",
                        limitNs / SECOND_NS);
                }
                failures.add(String.format(Locale.ROOT, "%s %s silent %.0f s: %s",
                    instruments.symbol(stream.instrument), stream.kind.label(),
                    silenceNs / SECOND_NS, why));
            }
        }
        if (streams.isEmpty()) {
            String reason = groups.reason(0);
            failures.add("no stream was ever asked for"
                + (reason.isEmpty() ? "" : ", REST " + reason));
        }
        return failures;
    }

    /** Everything but the verdict, for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Received " + messages + " messages");
        lines.add("Connections: " + groups.connections());
        for (int id = 1; id <= instruments.count(); id++) {
            Long lastNs = lastTickNs.get(id);
            lines.add(instruments.symbol(id) + ": " + (lastNs == null ? "no message"
                : String.format(Locale.ROOT, "last message %.1f s ago",
                    (nowNs - lastNs) / SECOND_NS)));
        }
        return lines;
    }
}
