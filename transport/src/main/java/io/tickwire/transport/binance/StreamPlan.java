package io.tickwire.transport.binance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.transport.venue.LinkPlan;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which sockets carry which streams of USD-M futures. Every stream lives under exactly one part of
 * the venue, and a socket on the wrong one is acknowledged and silent for ever, so each part gets
 * groups of its own; a socket carries at most 1024 streams, so that where there are more, a part
 * has several groups (protocols/binance.md A1, A2). Of each group there are two connections, links
 * that stand in for each other: the first group has the links 1 and 2, the next one 3 and 4.
 */
final class StreamPlan {
    /** Links of each group. */
    static final int CONNECTIONS = 2;
    /** Most streams of one socket; one more loses them all. */
    static final int MAX_STREAMS = 1024;
    /** Most names in one SUBSCRIBE that were seen to work. */
    static final int MAX_NAMES = 200;

    private static final JsonFactory JSON = new JsonFactory();

    /** Where a stream lives: the first part of a socket's path. */
    private enum Part {
        PUBLIC("public"),
        MARKET("market");

        private final String path;

        Part(String path) {
            this.path = path;
        }
    }

    private StreamPlan() {
    }

    /**
     * Plans the sockets for the streams asked for.
     *
     * @param symbols as the venue writes them
     * @param kinds   asked for of each
     * @return no more groups than needed, none without a stream
     */
    static LinkPlan of(List<String> symbols, List<StreamKind> kinds) {
        List<LinkPlan.Group> groups = new ArrayList<>();
        for (Part part : Part.values()) {
            List<LinkPlan.Stream> streams = new ArrayList<>();
            for (String symbol : symbols) {
                for (StreamKind kind : kinds) {
                    if (partOf(kind) == part) {
                        streams.add(new LinkPlan.Stream(symbol, kind));
                    }
                }
            }
            for (int from = 0; from < streams.size(); from += MAX_STREAMS) {
                int to = Math.min(streams.size(), from + MAX_STREAMS);
                groups.add(new LinkPlan.Group(CONNECTIONS * groups.size() + 1, CONNECTIONS,
                    part.path, List.copyOf(streams.subList(from, to))));
            }
        }
        return new LinkPlan(groups);
    }

    /**
     * Path of a group's sockets, combined mode.
     *
     * @param group of the plan
     * @return to be appended to the root
     */
    static String path(LinkPlan.Group group) {
        return "/" + group.endpoint() + "/stream";
    }

    /**
     * The control messages that ask for all streams of a group.
     *
     * @param group          of the plan
     * @param firstRequestId id of the first, one more for each
     * @return JSON texts
     */
    static List<String> subscribeMessages(LinkPlan.Group group, long firstRequestId) {
        List<LinkPlan.Stream> streams = group.streams();
        List<String> messages = new ArrayList<>();
        for (int from = 0; from < streams.size(); from += MAX_NAMES) {
            int to = Math.min(streams.size(), from + MAX_NAMES);
            messages.add(
                subscribe(streams.subList(from, to), firstRequestId + messages.size()));
        }
        return messages;
    }

    /** What JSON does not have to escape goes raw (protocols/binance.md A2). */
    private static String subscribe(List<LinkPlan.Stream> streams, long requestId) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("method", "SUBSCRIBE");
            json.writeArrayFieldStart("params");
            for (LinkPlan.Stream stream : streams) {
                json.writeString(name(stream));
            }
            json.writeEndArray();
            json.writeNumberField("id", requestId);
            json.writeEndObject();
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return text.toString();
    }

    /**
     * What may be wrong with a stream whose socket was acknowledged and never brought a tick.
     *
     * @param kind of the stream
     * @return a reason, such as {@code acknowledged but silent: aggTrade is served on /market}
     */
    static String silentReason(StreamKind kind) {
        return "acknowledged but silent: " + suffix(kind) + " is served on /" + partOf(kind).path;
    }

    private static Part partOf(StreamKind kind) {
        return kind == StreamKind.QUOTE ? Part.PUBLIC : Part.MARKET;
    }

    private static String name(LinkPlan.Stream stream) {
        return stream.symbol().toLowerCase(Locale.ROOT) + "@" + suffix(stream.kind());
    }

    /** Exactly as written; {@code trade} has holes in its ids. */
    private static String suffix(StreamKind kind) {
        switch (kind) {
            case QUOTE:
                return "bookTicker";
            case TRADE:
                return "aggTrade";
            case STATS:
                return "ticker";
            case MARK:
                return "markPrice@1s";
            default:
                throw new IllegalArgumentException("no stream of kind " + kind);
        }
    }
}
