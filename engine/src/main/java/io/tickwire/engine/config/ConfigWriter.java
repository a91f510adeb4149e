package io.tickwire.engine.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tickwire.engine.event.StreamKind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Writes the canonical text of a configuration. Text that YAML could read as something else is
 * quoted.
 */
final class ConfigWriter {
    private static final Pattern PLAIN = Pattern.compile(
        "(?!(?i:null)$)[\\p{IsAlphabetic}\\p{Digit}][\\p{IsAlphabetic}\\p{Digit}._-]*%?");
    // What JSON may leave as it is, YAML may not: control characters, halves of pairs.
    private static final ObjectMapper QUOTED =
        JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private ConfigWriter() {
    }

    static String toYaml(Config config) {
        StringBuilder yaml = new StringBuilder();
        Config.Venue venue = config.venue();
        line(yaml, "venue", "name", quoted(venue.name()), "env", quoted(venue.env()),
            "wsUrl", quoted(venue.wsUrl()), "restUrl", quoted(venue.restUrl()));
        yaml.append("symbols: ").append(list(config.symbols())).append('\n');
        List<String> streams = config.streams().stream().map(k -> Section.label(k)).toList();
        yaml.append("streams: ").append(list(streams)).append('\n');
        yaml.append("mode: ").append(Section.label(config.mode())).append('\n');
        Config.Feed feed = config.feed();
        line(yaml, "feed", "firstTickWithin", Durations.format(feed.firstTickWithinNs()),
            "silence", map("stats", silence(feed, StreamKind.STATS),
                "mark", silence(feed, StreamKind.MARK), "quote", silence(feed, StreamKind.QUOTE),
                "trade", silence(feed, StreamKind.TRADE)),
            "poll", map("every", Durations.format(feed.pollEveryNs())),
            "stableAfter", Durations.format(feed.stableAfterNs()),
            "openWhilePolling", Boolean.toString(feed.openWhilePolling()),
            "rotateAfter", Durations.format(feed.rotateAfterNs()),
            "delisted", Section.label(feed.delisted()));
        Config.Reconnect reconnect = config.reconnect();
        line(yaml, "reconnect", "min", Durations.format(reconnect.minNs()),
            "max", Durations.format(reconnect.maxNs()),
            "stormPerMinute", Integer.toString(reconnect.stormPerMinute()));
        line(yaml, "timer", "every", Durations.format(config.timer().everyNs()));
        Config.Engine engine = config.engine();
        line(yaml, "engine", "wait", Section.label(engine.waiting()),
            "ringSlots", Integer.toString(engine.ringSlots()),
            "arena", Sizes.format(engine.arena()), "stall", Durations.format(engine.stallNs()));
        Config.Journal journal = config.journal();
        line(yaml, "journal", "frames", Section.label(journal.frames()),
            "segment", Sizes.format(journal.segment()),
            "force", journal.forceNs() == 0 ? "none" : Durations.format(journal.forceNs()));
        line(yaml, "risk", "maxOrderQty", quoted(config.risk().maxOrderQty()),
            "maxPosition", quoted(config.risk().maxPosition()),
            "maxNotional", quoted(config.risk().maxNotional()),
            "collar", config.risk().collar(),
            "maxOpenOrders", Integer.toString(config.risk().maxOpenOrders()),
            "maxOrdersPerSecond", config.risk().maxOrdersPerSecond() == 0 ? Config.Risk.NONE
                : Integer.toString(config.risk().maxOrdersPerSecond()),
            "maxDailyLoss", quoted(config.risk().maxDailyLoss()));
        Config.Paper paper = config.paper();
        line(yaml, "paper", "latency", Durations.format(paper.latencyNs()),
            "makerFee", quoted(paper.makerFee()), "takerFee", quoted(paper.takerFee()),
            "balance", quoted(paper.balance()),
            "fillStale", Boolean.toString(paper.fillStale()));
        Config.Strategy strategy = config.strategy();
        List<String> keys = new ArrayList<>(List.of("class", quoted(strategy.className()),
            "jar", quoted(strategy.jar()), "settings", settings(strategy)));
        if (!strategy.sha256().isEmpty()) {
            keys.addAll(List.of("sha256", strategy.sha256()));
        }
        line(yaml, "strategy", keys.toArray(String[]::new));
        int port = config.http().port();
        line(yaml, "http", "port",
            port == Config.Http.OFF ? "off" : Integer.toString(port));
        return yaml.toString();
    }

    private static String silence(Config.Feed feed, StreamKind kind) {
        return Durations.format(feed.silenceNs(kind));
    }

    private static String settings(Config.Strategy strategy) {
        return map(new TreeMap<>(strategy.settings()).entrySet().stream()
            .flatMap(e -> List.of(quoted(e.getKey()), quoted(e.getValue())).stream())
            .toArray(String[]::new));
    }

    private static void line(StringBuilder yaml, String key, String... keysAndValues) {
        yaml.append(key).append(": ").append(map(keysAndValues)).append('\n');
    }

    private static String map(String... keysAndValues) {
        StringBuilder map = new StringBuilder("{");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.append(i == 0 ? "" : ", ")
                .append(keysAndValues[i]).append(": ").append(keysAndValues[i + 1]);
        }
        return map.append('}').toString();
    }

    private static String list(List<String> values) {
        return "[" + String.join(", ", values.stream().map(ConfigWriter::quoted).toList()) + "]";
    }

    private static String quoted(String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        try {
            return QUOTED.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be quoted: " + text, e);
        }
    }
}
