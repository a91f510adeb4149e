package io.tickwire.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tickwire.engine.event.StreamKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ConfigWriterTest {
    private static final String CANONICAL = """
        venue: {name: loopback, env: demo, wsUrl: "", restUrl: ""}
        symbols: [BTCUSDT, ETHUSDT, SOLUSDT]
        streams: [quote, trade, stats, mark]
        mode: paper
        feed: {firstTickWithin: 10s, silence: {stats: 6s, mark: 4s, quote: 5s, trade: 10s}, \
        poll: {every: 500ms}, stableAfter: 5s, openWhilePolling: false, rotateAfter: 23h, \
        delisted: red}
        reconnect: {min: 250ms, max: 30s, stormPerMinute: 10}
        timer: {every: 50ms}
        engine: {wait: auto, ringSlots: 8192, arena: 16MiB, stall: 2s}
        journal: {frames: raw, segment: 64MiB, force: none}
        risk: {maxOrderQty: none, maxPosition: none, maxNotional: 10000, collar: 1%, maxOpenOrders: 100, maxOrdersPerSecond: 5, maxDailyLoss: none}
        paper: {latency: 20ms, makerFee: 0.02%, takerFee: 0.05%, balance: 10000, fillStale: false}
        strategy: {class: io.tickwire.engine.signal.MomentumVolume, jar: "", settings: {}}
        http: {port: 8080}
        """;

    @Test
    void writesEveryDefaultOut() {
        assertThat(ConfigReader.toYaml(ConfigReader.read(""))).isEqualTo(CANONICAL);
    }

    @Test
    void settingsStandInTheOrderOfTheirKeys() {
        assertThat(ConfigReader.toYaml(ConfigReader.read(
            "strategy: {settings: {b: 1, a: 'x: y', c: null1, d: 'null'}}")))
            .contains("settings: {a: \"x: y\", b: 1, c: null1, d: \"null\"}}");
    }

    /** Random texts of every kind that the reader lets through come back as they were. */
    @Property(tries = 300)
    void readsBackAsItWas(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Config base = ConfigReader.read("");
        Set<String> symbols = new LinkedHashSet<>();
        for (int i = 0; i < random.nextInt(6); i++) {
            symbols.add(text(random, false));
        }
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < random.nextInt(6); i++) {
            settings.put(text(random, true), random.nextInt(5) == 0 ? "" : text(random, true));
        }
        List<StreamKind> streams = new ArrayList<>(base.streams());
        Collections.shuffle(streams, random);
        Config config = new Config(
            new Config.Venue("v" + random.nextInt(9), random.nextBoolean() ? "demo" : "live",
                random.nextBoolean() ? "" : "wss://h:" + random.nextInt(9),
                random.nextBoolean() ? "" : "http://[::1]:8/a:b,{c}"),
            List.copyOf(symbols), streams.subList(0, 1 + random.nextInt(4)),
            Config.Mode.values()[random.nextInt(2)], base.feed(),
            new Config.Reconnect(1_000_000L * (1 + random.nextInt(3_600_000)),
                3_600_000_000_000L, 1 + random.nextInt(1000)),
            base.timer(), new Config.Engine(Config.Wait.values()[random.nextInt(5)],
                64 << random.nextInt(15), 1 << 20 << random.nextInt(11), 100_000_000L),
            new Config.Journal(Config.Frames.NONE, 300 << 20, 100_000_000L),
            new Config.Risk("0.10", "00012.5", "none", "none", 1000, 0, "0.5"),
            new Config.Paper(random.nextInt(10_001) * 1_000_000L, "0.020%", "10%", "007.5",
                random.nextBoolean()),
            new Config.Strategy("a.B$C", "my jars/ä b.jar",
                random.nextBoolean() ? "" : "0123456789abcdef".repeat(4), settings),
            new Config.Http(random.nextInt(65_537) - 1));
        String yaml = ConfigReader.toYaml(config);
        assertThat(ConfigReader.read(yaml)).isEqualTo(config);
        assertThat(ConfigReader.toYaml(ConfigReader.read(yaml))).isEqualTo(yaml);

        JsonNode tree = new ObjectMapper(new YAMLFactory()).readTree(yaml);
        assertThat(tree.at("/reconnect/stormPerMinute").asInt())
            .isEqualTo(config.reconnect().stormPerMinute());
        assertThat(tree.at("/symbols").size()).isEqualTo(symbols.size());
    }

    private static String text(Random random, boolean anything) {
        List<String> parts = List.of("null", "NULL", "true", "no", "~", "1e5", "0x1F", "1_000", "-",
            "<<", "2026-11-22", "*a", "&a", "!t", "%", "@", "`", "a:b", "#", "[", "{", "?", "|",
            "币安人生", "😀", "é", "\uE000", "\uFFFD", "'", "\"", "\\");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= random.nextInt(3); i++) {
            text.append(parts.get(random.nextInt(parts.size())));
        }
        if (anything) {
            List<String> odd = List.of(" ", "\n", "\t", "\u0000", "\u0085", "\u2028", ": ", " #",
                ", ", "\ud83d", "\uFEFF", "\uFFFF", "\u009F");
            for (int i = 0; i < random.nextInt(3); i++) {
                text.insert(random.nextInt(text.length() + 1), odd.get(random.nextInt(odd.size())));
            }
        }
        return text.isEmpty() ? "x" : text.toString();
    }
}
