package io.tickwire.transport.monitor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.Source;
import java.util.Comparator;
import java.util.List;

/**
 * The state of a feed as one JSON object, for the page and for scripts. A reader of the flag alone
 * must not be misled: without a running engine it is RED, whatever was published last.
 */
public final class FeedJson {
    /** Most symbols shown one by one; those in trouble first. */
    private static final int MAX_SYMBOLS = 200;
    private static final long MS_NS = 1_000_000L;
    private static final double NS_A_MS = 1e6;
    private static final double NS_A_SECOND = 1e9;
    private static final Comparator<SymbolWatch> WORST_FIRST =
        Comparator.comparing(
            symbol -> symbol.whole.isDegraded() ? -symbol.whole.flag.ordinal() : 0);

    private FeedJson() {
    }

    /**
     * Makes the object.
     *
     * @param watch    up to now
     * @param info     which run that is
     * @param silentNs how long the engine has been silent if that is too long, else 0
     * @return not shared with anything
     */
    public static ObjectNode of(FeedWatch watch, SessionInfo info, long silentNs) {
        VenueWatch venue = watch.venue();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("session", info.session()).put("incarnation", info.incarnation())
            .put("venue", info.venue()).put("mode", info.mode());
        if (silentNs > 0) {
            json.put("flag", FeedFlag.RED.label()).put("reason", "engine silent")
                .put("words", "engine silent for " + FeedText.span(silentNs)).put("state", "");
        } else if (watch.hasEnded()) {
            json.put("flag", FeedFlag.RED.label()).put("reason", "ended")
                .put("words", "the session has ended").put("state", "");
        } else {
            json.put("flag", venue.flag() == null ? null : venue.flag().label())
                .put("reason", venue.reason().label())
                .put("words", FeedText.reason(watch)).put("state", venue.state().label());
        }
        json.put("stalled", silentNs > 0).put("ended", watch.hasEnded())
            .put("source", FeedText.source(watch));
        if (venue.flag() == null) {
            json.putNull("since").putNull("since_ms");
        } else {
            json.put("since", FeedText.instant(venue.sinceNs()).toString())
                .put("since_ms", venue.sinceNs() / MS_NS);
        }
        json.put("now_ms", watch.nowNs() / MS_NS)
            .put("ticks_per_second", Math.round(watch.ticksPerSecond() * 10) / 10.0);
        numbers(json, watch);
        symbols(json, watch);
        return json;
    }

    private static void numbers(ObjectNode json, FeedWatch watch) {
        if (watch.clockOffsetNs() == Event.ABSENT) {
            json.putNull("clock_offset_ms");
        } else {
            json.put("clock_offset_ms",
                Math.round(watch.clockOffsetNs() / NS_A_MS * 10) / 10.0);
        }
        putOrNull(json, "weight_used", watch.weightUsed());
        putOrNull(json, "weight_limit", watch.weightLimit());
        json.put("connections", watch.groups().connections())
            .put("changes", watch.venue().changes()).put("missing_ids", watch.missingIds())
            .put("filled_ids", watch.filledIds()).put("lost_ids", watch.lostIds());
        ObjectNode spent = json.putObject("seconds");
        for (FeedFlag flag : FeedFlag.values()) {
            spent.put(flag.label(), watch.venue().spentNs(flag) / MS_NS / 1e3);
        }
    }

    private static void putOrNull(ObjectNode json, String name, long value) {
        if (value == Event.ABSENT) {
            json.putNull(name);
        } else {
            json.put(name, value);
        }
    }

    private static void symbols(ObjectNode json, FeedWatch watch) {
        List<SymbolWatch> shown = watch.symbols();
        if (shown.size() > MAX_SYMBOLS) {
            shown = shown.stream().sorted(WORST_FIRST).limit(MAX_SYMBOLS).toList();
        }
        json.put("symbol_count", watch.symbols().size());
        ArrayNode symbols = json.putArray("symbols");
        for (SymbolWatch symbol : shown) {
            ObjectNode one = symbols.addObject().put("symbol", symbol.name);
            stream(one, symbol.whole, watch);
            ArrayNode streams = one.putArray("streams");
            for (StreamWatch stream : symbol.streams()) {
                ObjectNode row = streams.addObject().put("kind", stream.kind.label());
                stream(row, stream, watch);
                row.put("words", stream.isDegraded() ? FeedText.stream(stream, watch) : "")
                    .put("fed_by", label(stream.fedBy));
            }
        }
    }

    private static void stream(ObjectNode json, StreamWatch stream, FeedWatch watch) {
        json.put("flag", stream.flag == null ? null : stream.flag.label())
            .put("reason", stream.reason.label());
        if (stream.lastTickNs == 0) {
            json.putNull("age_s").putNull("source");
        } else {
            json.put("age_s", Math.round((watch.nowNs() - stream.lastTickNs) / NS_A_SECOND * 10)
                / 10.0).put("source", label(stream.lastSource));
        }
    }

    private static String label(Source source) {
        return source == null ? "" : source.label();
    }
}
