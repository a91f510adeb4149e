package io.tickwire.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tickwire.engine.event.StreamKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final long MS = 1_000_000L;
    private static final Config DEFAULTS = new Config(
        new Config.Venue("loopback", "demo", "", ""),
        List.of("BTCUSDT", "ETHUSDT", "SOLUSDT"),
        List.of(StreamKind.QUOTE, StreamKind.TRADE, StreamKind.STATS, StreamKind.MARK),
        Config.Mode.PAPER,
        new Config.Feed(10_000 * MS, List.of(0L, 5_000 * MS, 10_000 * MS, 6_000 * MS, 4_000 * MS),
            500 * MS, 5_000 * MS, false, 82_800_000 * MS, Config.Delisted.RED),
        new Config.Reconnect(250 * MS, 30_000 * MS, 10),
        new Config.Timer(50 * MS),
        new Config.Engine(Config.Wait.AUTO, 8192, 16 << 20, 2_000 * MS),
        new Config.Journal(Config.Frames.RAW, 64 << 20, 0),
        new Config.Risk("none", "none", "10000", "1%", 100, 5, "none"),
        new Config.Paper(20 * MS, "0.02%", "0.05%", "10000", false),
        new Config.Strategy("io.tickwire.engine.signal.MomentumVolume", "", "", Map.of()),
        new Config.Http(8080));

    private static String filled(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }

    private static List<String> problems(String yaml) {
        return problems(yaml, Map.of());
    }

    private static List<String> problems(String yaml, Map<String, String> overrides) {
        ConfigException e = catchThrowableOfType(
            ConfigException.class, () -> ConfigReader.read(yaml, overrides));
        assertThat(e).as("refused: %s", yaml).isNotNull();
        assertThat(e.getMessage()).contains(e.problems());
        return e.problems();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing\n", "---\n", "---\n...\n", "{}", "~", "\uFEFF",
        "venue:\nsymbols: [BTCUSDT, ETHUSDT, SOLUSDT]\nfeed:\n  silence:\nstrategy:\n  settings:",
        "venue: {wsUrl: , restUrl: ~}\nrisk: {maxOrderQty: , maxPosition: '', maxNotional:}"})
    void leftOutIsTheDefault(String yaml) {
        assertThat(ConfigReader.read(yaml)).isEqualTo(DEFAULTS);
    }

    @Test
    void readsEveryKey() {
        Config config = ConfigReader.read(filled("""
            venue: {name: some-venue2, env: live, wsUrl: "ws://127.0.0.1:9/x",
                    restUrl: https://host}
            symbols: [1000SHIBUSDT, 币安人生USDT, "NO", no, 007, 1e5, null1]
            streams: [mark, quote]
            mode: monitor
            feed: {firstTickWithin: 1s, silence: {stats: 2s, mark: 3s, quote: 4m, trade: 1h},
                   poll: {every: 1s}, stableAfter: 7s, openWhilePolling: true, rotateAfter: 1h,
                   delisted: gone}
            reconnect: {min: 1ms, max: 2ms, stormPerMinute: 3}
            timer: {every: 7ms}
            engine: {wait: spin, ringSlots: 128, arena: 2MiB, stall: 5m}
            journal: {frames: none, segment: 2MiB, force: 200ms}
            risk: {maxOrderQty: 0.10, maxPosition: 12345678.000000000000000001,
                   maxNotional: none, collar: 0.5%%, maxOpenOrders: 7,
                   maxOrdersPerSecond: none, maxDailyLoss: 250}
            paper: {latency: 1500ms, makerFee: 0%%, takerFee: 0.123456%%,
                    balance: 9999999999.99999999, fillStale: true}
            strategy: {class: a.B$C, jar: my.jar, sha256: "%s",
                       settings: {fast: 5, slow: 1.50, on: yes, blank: , t: "x: y"}}
            http: {port: off}
            """, HASH));
        assertThat(config).isEqualTo(new Config(
            new Config.Venue("some-venue2", "live", "ws://127.0.0.1:9/x", "https://host"),
            List.of("1000SHIBUSDT", "币安人生USDT", "NO", "no", "007", "1e5", "null1"),
            List.of(StreamKind.MARK, StreamKind.QUOTE), Config.Mode.MONITOR,
            new Config.Feed(1_000 * MS,
                List.of(0L, 240_000 * MS, 3_600_000 * MS, 2_000 * MS, 3_000 * MS),
                1_000 * MS, 7_000 * MS, true, 3_600_000 * MS, Config.Delisted.GONE),
            new Config.Reconnect(MS, 2 * MS, 3), new Config.Timer(7 * MS),
            new Config.Engine(Config.Wait.SPIN, 128, 2 << 20, 300_000 * MS),
            new Config.Journal(Config.Frames.NONE, 2 << 20, 200 * MS),
            new Config.Risk("0.10", "12345678.000000000000000001", "none", "0.5%", 7, 0, "250"),
            new Config.Paper(1_500 * MS, "0%", "0.123456%", "9999999999.99999999", true),
            new Config.Strategy("a.B$C", "my.jar", HASH,
                Map.of("fast", "5", "slow", "1.50", "on", "yes", "blank", "", "t", "x: y")),
            new Config.Http(Config.Http.OFF)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "feed|firstTickWithin|100ms|1h|99ms|3601s", "feed|stableAfter|100ms|1h|99ms|61m",
        "feed|rotateAfter|1s|24h|999ms|25h",
        "reconnect|min|1ms|30s|0ms|3600001ms", "reconnect|max|250ms|1h|0s|61m",
        "reconnect|stormPerMinute|1|1000|0|1001", "timer|every|1ms|10s|0ms|10001ms",
        "engine|ringSlots|64|1048576|63|1048577", "engine|arena|1MiB|128MiB|1023KiB|1025MiB",
        "engine|stall|100ms|1h|99ms|61m", "journal|segment|5MiB|1GiB|1020KiB|1025MiB",
        "journal|force|100ms|1h|99ms|61m"})
    void takesTheLimitAndNoMore(
        String section, String key, String min, String max, String below, String above) {
        String form = section + ": {" + key + ": %s}";
        assertThatCode(() -> ConfigReader.read(filled(form, min))).doesNotThrowAnyException();
        assertThatCode(() -> ConfigReader.read(filled(form, max))).doesNotThrowAnyException();
        for (String past : List.of(below, above)) {
            assertThat(problems(filled(form, past)).get(0))
                .startsWith(section + "." + key + ": out of range, \"" + past + "\", allowed are ")
                .contains(" to ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stats", "mark", "quote", "trade"})
    void takesSilenceUpToItsLimits(String kind) {
        String form = "feed: {silence: {" + kind + ": %s}}";
        assertThatCode(() -> ConfigReader.read(filled(form, "100ms"))).doesNotThrowAnyException();
        assertThatCode(() -> ConfigReader.read(filled(form, "1h"))).doesNotThrowAnyException();
        for (String past : List.of("99ms", "61m")) {
            assertThat(problems(filled(form, past))).singleElement().asString()
                .startsWith("feed.silence." + kind + ": out of range, \"" + past + '"');
        }
    }

    @Test
    void theArenaIsAPowerOfTwoUpToAGibibyte() {
        assertThat(ConfigReader.read("engine: {arena: 1GiB}\njournal: {segment: 257MiB}")
            .engine().arena()).isEqualTo(1 << 30);
        assertThat(problems("engine: {arena: 3MiB}")).containsExactly("engine.arena: "
            + "not a power of two, \"3MiB\", allowed are 1MiB, 2MiB, 4MiB and so on to 1GiB");
        assertThat(problems("engine: {ringSlots: 96}")).singleElement().asString()
            .startsWith("engine.ringSlots: not a power of two, \"96\"");
    }

    @Test
    void theLongestMessageFitsIntoASegment() {
        assertThatCode(() -> ConfigReader.read("engine: {arena: 4MiB}\njournal: {segment: 2MiB}"))
            .doesNotThrowAnyException();
        assertThat(problems("engine: {arena: 4MiB}\njournal: {segment: 2044KiB}"))
            .containsExactly("journal.segment: too small for the longest message, \"2044KiB\", "
                + "at least engine.arena / 4 + 1MiB = 2MiB");
        assertThat(problems("journal: {segment: 65537KiB}")).singleElement().asString()
            .startsWith("journal.segment: not whole pages, \"65537KiB\"");
    }

    @Test
    void theLongestDelayIsNotShorterThanTheFirst() {
        assertThatCode(() -> ConfigReader.read("reconnect: {min: 2s, max: 2s}"))
            .doesNotThrowAnyException();
        assertThat(problems("reconnect: {min: 2s, max: 1999ms}")).containsExactly(
            "reconnect.max: less than reconnect.min, \"1999ms\", at least 2s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "timer: {every: 50}|timer.every: not a duration, \"50\", a whole number and a unit",
        "timer: {every: 5MiB}|timer.every: not a duration, \"5MiB\"",
        "timer: {every: 1.5s}|timer.every: not a duration",
        "timer: {every: [1s]}|timer.every: not a single value, a list, 1ms to 10s",
        "timer: {every: {a: 1}}|timer.every: not a single value, a map",
        "timer: {every: }|timer.every: no value, 1ms to 10s; or leave out the key",
        "timer: 50ms|timer: not a map, \"50ms\"", "timer: [a]|timer: not a map, a list",
        "engine: {arena: 16MB}|engine.arena: not a size, \"16MB\", a whole number and a unit",
        "engine: {arena: 16777216}|engine.arena: not a size",
        "engine: {ringSlots: 8k}|engine.ringSlots: not a whole number, \"8k\"",
        "engine: {ringSlots: 64.0}|engine.ringSlots: not a whole number",
        "engine: {ringSlots: -64}|engine.ringSlots: out of range, \"-64\"",
        "engine: {ringSlots: 99999999999999999999}|engine.ringSlots: out of range",
        "engine: {wait: Spin}|engine.wait: unknown, \"Spin\", allowed are auto, spin, yield,",
        "mode: trade|mode: unknown, \"trade\", allowed are monitor, paper",
        "mode: |mode: no value, allowed are monitor, paper",
        "venue: {env: prod}|venue.env: not allowed, \"prod\", allowed are demo, live",
        "venue: {name: }|venue.name: no value", "venue: {name: A}|venue.name: not allowed, \"A\"",
        "venue: {name: a/../b}|venue.name: not allowed",
        "venue: {wsUrl: 'http://h'}|venue.wsUrl: not allowed, \"http://h\", ws:// or wss://",
        "venue: {wsUrl: 'ws://'}|venue.wsUrl: not allowed",
        "venue: {wsUrl: 'ws://u:p@h'}|venue.wsUrl: not allowed",
        "venue: {restUrl: 'ws://h'}|venue.restUrl: not allowed, \"ws://h\", http:// or https://",
        "symbols: |symbols: no value", "symbols: BTCUSDT|symbols: not a list, \"BTCUSDT\"",
        "symbols: [A, '']|symbols[1]: not a symbol", "symbols: [A, ~]|symbols[1]: not a single",
        "symbols: [[A]]|symbols[0]: not a single value, a list",
        "streams: [quote, [a]]|streams[1]: not a single value, a list",
        "symbols: [A B]|symbols[0]: not a symbol, \"A B\"", "symbols: ['A,B']|symbols[0]: not a",
        "symbols: [\"A\\ud83d\"]|symbols[0]: not a symbol",
        "symbols: [\"A\\x07\"]|symbols[0]: not a symbol, \"A?\"",
        "symbols: [A, B, A]|symbols[2]: duplicate, \"A\", each symbol is allowed once",
        "streams: []|streams: empty, \"[]\", at least one; allowed are quote, trade, stats, mark",
        "streams: [quote, none]|streams[1]: unknown, \"none\", allowed are quote, trade,",
        "streams: [quote, quote]|streams[1]: duplicate, \"quote\", each is allowed once",
        "journal: {frames: redacted}|journal.frames: unknown, \"redacted\", allowed are raw, none",
        "journal: {force: None}|journal.force: not a duration, \"None\", none, or a whole number",
        "journal: {force: }|journal.force: no value",
        "paper: {latency: 10001ms}|paper.latency: out of range, \"10001ms\", allowed are "
            + "0ms to 10s",
        "paper: {makerFee: 0.02}|paper.makerFee: not a percentage, \"0.02\", up to 6 digits "
            + "behind the point and the sign %; allowed are 0% to 10%",
        "paper: {makerFee: -0.01%}|paper.makerFee: out of range, \"-0.01%\", allowed are 0% to 10%",
        "paper: {takerFee: 10.000001%}|paper.takerFee: out of range, \"10.000001%\"",
        "paper: {takerFee: 0.1234567%}|paper.takerFee: not a percentage",
        "paper: {takerFee: 1e-2%}|paper.takerFee: not a percentage",
        "paper: {balance: 10000000000}|paper.balance: not allowed, \"10000000000\", a decimal, "
            + "up to 10 digits before and 8 behind the point",
        "paper: {balance: 1.123456789}|paper.balance: not allowed",
        "paper: {fillStale: yes}|paper.fillStale: not allowed",
        "risk: {maxOrderQty: 0}|risk.maxOrderQty: not a positive decimal, \"0\"",
        "risk: {maxOrderQty: 0.000}|risk.maxOrderQty: not a positive decimal",
        "risk: {maxPosition: -1}|risk.maxPosition: not a positive decimal, \"-1\"",
        "risk: {maxPosition: 1e3}|risk.maxPosition: not a positive decimal, \"1e3\"",
        "risk: {maxPosition: .5}|risk.maxPosition: not a positive decimal",
        "risk: {maxNotional: None}|risk.maxNotional: not a positive decimal, \"None\", allowed are "
            + "none, or up to 18 digits before and 18 behind the point",
        "risk: {collar: 1}|risk.collar: not a percentage, \"1\"",
        "risk: {collar: 0.009%}|risk.collar: out of range, \"0.009%\"",
        "risk: {collar: 50.1%}|risk.collar: out of range",
        "risk: {maxOpenOrders: 0}|risk.maxOpenOrders: out of range, \"0\"",
        "risk: {maxOpenOrders: 1001}|risk.maxOpenOrders: out of range",
        "risk: {maxOrdersPerSecond: 0}|risk.maxOrdersPerSecond: out of range",
        "risk: {maxOrdersPerSecond: 1001}|risk.maxOrdersPerSecond: out of range",
        "risk: {maxDailyLoss: 0}|risk.maxDailyLoss: not a positive decimal",
        "risk: {maxPosition: [1]}|risk.maxPosition: not a single value",
        "strategy: {class: a..B}|strategy.class: not allowed, \"a..B\", the full name",
        "strategy: {class: }|strategy.class: no value",
        "strategy: {sha256: 0000000000000000000000000000000000000000000000000000000000000000}"
            + "|strategy.sha256: no jar, it is the hash of strategy.jar",
        "strategy: {jar: a.jar, sha256: 0abc}|strategy.sha256: not allowed, \"0abc\", the jar's, 64",
        "strategy: {settings: {a: [1]}}|strategy.settings.a: not a single value, a list",
        "strategy: {settings: 5}|strategy.settings: not a map, \"5\""})
    void saysWhereWhatAndWhatIsAllowed(String yaml, String problem) {
        assertThat(problems(yaml)).singleElement().asString().startsWith(problem);
    }

    @ParameterizedTest
    @CsvSource({"foo: 1,foo", "retries: 1,retries", "venue: {password: x},venue.password",
        "risk: {leverage: 5},risk.leverage"})
    void suggestsNothingWhereNothingIsNear(String yaml, String path) {
        assertThat(problems(yaml)).singleElement().asString()
            .startsWith(path + ": unknown key, known here are ");
    }

    @ParameterizedTest
    @CsvSource({"moed: paper,moed,mode", "Mode: paper,Mode,mode", "symbol: [A],symbol,symbols",
        "timer: {evry: 1s},timer.evry,timer.every", "venue: {wsurl: ''},venue.wsurl,venue.wsUrl",
        "feed: {silence: {stat: 1s}},feed.silence.stat,feed.silence.stats",
        "engine: {ringslot: 64},engine.ringslot,engine.ringSlots",
        "reconnect: {minimum: 1s},reconnect.minimum,reconnect.min",
        "journal: {segments: 64MiB},journal.segments,journal.segment",
        "risk: {maxOrder: 1},risk.maxOrder,risk.maxOrderQty",
        "strategy: {clas: a},strategy.clas,strategy.class"})
    void namesTheNearestKnownKey(String yaml, String path, String nearest) {
        assertThat(problems(yaml.replace(';', ','))).singleElement().asString()
            .startsWith(path + ": unknown key, did you mean " + nearest + "? known here are ");
    }

    @Test
    void saysEverythingAtOnce() {
        assertThat(problems("""
            venue: {name: X, evn: demo}
            symbols: [A, A]
            mode: fast
            timer: {every: 1}
            engine: {arena: 1, ringSlots: 3}
            http: {port: 65536}
            """)).hasSize(8);
    }

    @Test
    void symbolsHaveTheirLimits() {
        String longest = "币".repeat(21) + "A";
        assertThat(ConfigReader.read("symbols: [" + longest + "]").symbols())
            .containsExactly(longest);
        assertThat(problems("symbols: [" + longest + "B]")).singleElement().asString()
            .startsWith("symbols[0]: not a symbol");
        assertThat(ConfigReader.read(symbols(8192)).symbols()).hasSize(8192);
        assertThat(problems(symbols(8193))).containsExactly(
            "symbols: too many, \"8193\", at most 8192");
    }

    private static String symbols(int count) {
        return "symbols: [" + IntStream.range(0, count).mapToObj(i -> "S" + i)
            .collect(Collectors.joining(", ")) + "]";
    }

    @Test
    void onlyTheDefaultVenueHasSymbolsByDefault() {
        assertThat(problems("venue: {name: other}")).containsExactly("symbols: no value, "
            + "venue other needs symbols as the venue writes them, 1 to 64 bytes");
        assertThat(ConfigReader.read("venue: {name: other}\nsymbols: []").symbols()).isEmpty();
    }

    @Test
    void whereVenuesAreKnownAnotherIsNone() {
        List<String> known = List.of("loopback", "other");
        String unknown = "venue.name: unknown venue, \"nosuch\", known are loopback, other";
        for (String more : List.of("", "\nsymbols: [A]")) {
            assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(
                "venue: {name: nosuch}\nmode: fast" + more, Map.of(), known)).problems())
                .hasSize(2).startsWith(unknown);
        }
        assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(
            "", Map.of("venue.name", "nosuch"), known)).problems())
            .containsExactly("--venue (venue.name)" + unknown.substring("venue.name".length()));
        assertThat(ConfigReader.read("symbols: [A]", Map.of("venue.name", "other"), known)
            .venue().name()).isEqualTo("other");
        assertThat(ConfigReader.read("", Map.of(), known).venue().name()).isEqualTo("loopback");
    }

    @Test
    void aLiveVenueNeedsEveryLimitWrittenOut() {
        assertThat(problems("venue: {env: live}")).containsExactlyElementsOf(
            Stream.of("maxOrderQty", "maxPosition", "maxNotional", "collar", "maxOpenOrders",
                "maxOrdersPerSecond", "maxDailyLoss").map(key -> "risk." + key
                + ": no value, with venue.env live every limit must be written out").toList());
        String rest = ", maxNotional: none, collar: 1%, maxOpenOrders: 1, maxOrdersPerSecond: none,"
            + " maxDailyLoss: 1}";
        assertThat(problems("venue: {env: live}\nrisk: {maxOrderQty: 1, maxPosition: " + rest))
            .singleElement().asString().startsWith("risk.maxPosition: no value");
        assertThatCode(() -> ConfigReader.read(
            "venue: {env: live}\nrisk: {maxOrderQty: 1, maxPosition: none" + rest))
            .doesNotThrowAnyException();
    }

    @Test
    void aSessionHasTheLimitsThatItBeganWith() {
        Config before = ConfigReader.readFrozen("risk: {maxOrderQty: 1, maxPosition: 5}");
        assertThat(before.risk())
            .isEqualTo(new Config.Risk("1", "5", "none", "none", 1000, 0, "none"));
        assertThat(ConfigReader.readFrozen(
            "venue: {env: live}\nrisk: {maxOrderQty: 1, maxPosition: 5}").risk().maxNotional())
            .isEqualTo("none");
        assertThat(ConfigReader.readFrozen(ConfigReader.toYaml(DEFAULTS))).isEqualTo(DEFAULTS);
        assertThat(ConfigReader.readFrozen(ConfigReader.toYaml(before))).isEqualTo(before);
    }

    @Test
    void decimalsHaveTheirLimits() {
        String digits = "123456789012345678";
        String form = "risk: {maxOrderQty: %s}";
        assertThat(ConfigReader.read(filled(form, digits + "." + digits)).risk().maxOrderQty())
            .isEqualTo(digits + "." + digits);
        assertThat(problems(filled(form, digits + "1"))).hasSize(1);
        assertThat(problems(filled(form, "1." + digits + "1"))).hasSize(1);
    }

    @Test
    void settingsHaveTheirLimits() {
        String name = "n".repeat(128);
        String value = "v".repeat(1024);
        String form = "strategy: {settings: {%s: %s}}";
        assertThat(ConfigReader.read(filled(form, name, value)).strategy().settings())
            .containsExactly(Map.entry(name, value));
        assertThat(problems(filled(form, name + "n", value))).hasSize(1);
        assertThat(problems(filled(form, name, value + "v"))).hasSize(1);
        assertThatCode(() -> ConfigReader.read(settings(64))).doesNotThrowAnyException();
        assertThat(problems(settings(65))).containsExactly(
            "strategy.settings: too many, \"65\", at most 64");
    }

    private static String settings(int count) {
        return "strategy: {settings: {" + IntStream.range(0, count).mapToObj(i -> "k" + i + ": 1")
            .collect(Collectors.joining(", ")) + "}}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "http: {port: 8080}|true", "http: {port: off}|true", "http: {port: }|false",
        "http: {}|false", "http:|false", "mode: paper|false", "'http: 8080'|false", "''|false"})
    void whetherSomethingIsSet(String yaml, boolean set) {
        assertThat(ConfigReader.isSet(yaml, "http.port")).isEqualTo(set);
    }

    @Test
    void optionsOverrideTheFileAndAreNamed() {
        String yaml = "venue: {name: other, wsUrl: 'ws://file'}\nsymbols: [A]\nmode: paper";
        Config config = ConfigReader.read(yaml, Map.of("venue.name", "third", "mode", "monitor",
            "symbols", "X, 币Y", "venue.wsUrl", "", "venue.restUrl", "http://h:1",
            "timer.every", "5ms"));
        assertThat(config.venue()).isEqualTo(new Config.Venue("third", "demo", "", "http://h:1"));
        assertThat(config.symbols()).containsExactly("X", "币Y");
        assertThat(config.mode()).isEqualTo(Config.Mode.MONITOR);
        assertThat(config.timer().everyNs()).isEqualTo(5 * MS);
        assertThat(ConfigReader.read("", Map.of("venue.env", "demo"))).isEqualTo(DEFAULTS);
        assertThat(problems("", Map.of("symbols", "A,,A", "mode", "x", "venue.env", "y",
            "venue.wsUrl", "z", "venue.restUrl", "z", "venue.name", "Z", "timer.every", "1")))
            .extracting(p -> p.substring(0, p.indexOf(':')))
            .containsExactlyInAnyOrder("--venue (venue.name)", "--env (venue.env)",
                "--ws-url (venue.wsUrl)", "--rest-url (venue.restUrl)", "--symbols (symbols[1])",
                "--symbols (symbols[2])", "--mode (mode)", "override timer.every");
        assertThat(problems("", Map.of("symbols", " "))).singleElement().asString()
            .startsWith("--symbols (symbols): not a list");
        assertThat(problems("", Map.of("mdoe", "x"))).singleElement().asString()
            .startsWith("override mdoe: unknown key, did you mean mode?");
        assertThat(problems("venue: 5", Map.of("venue.name", "x"))).singleElement().asString()
            .startsWith("venue: not a map, \"5\"");
        assertThat(ConfigReader.read("venue: ", Map.of("venue.env", "demo"))).isEqualTo(DEFAULTS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "mode: paper~symbols: [A|line 3: not YAML", "mode: paper~\t x: 1|line 2: not YAML",
        "mode: paper~}|line 2: not YAML", "mode: paper~x: a\u0001b|line 2: not YAML: character U+1 ",
        "mode: 'paper|line 2: not YAML", "? [a]~: 1|line 1: not YAML",
        "- a|line 1: not a map of keys, but a list", "paper|line 1: not a map of keys, but a sin",
        "mode: paper~---~mode: paper|line 3: a second document",
        "mode: paper~timer: {every: 1s}~mode: paper|mode: again in line 3, a key is allowed once",
        "timer: {every: 1s, every: 1s}|timer.every: again in line 1",
        "symbols: &a [A]~streams: *a|streams: alias in line 2, \"*a\", write the value itself"})
    void saysTheLineOfWhatIsNotYaml(String yaml, String problem) {
        assertThat(problems(yaml.replace("~", "\n") + "\n").get(0)).startsWith(problem);
    }

    @Test
    void theTextHasItsLimits() {
        String nested = "a: " + "[".repeat(8) + "]".repeat(8);
        assertThat(problems(nested)).singleElement().asString().startsWith("a: unknown key");
        assertThat(problems("a: " + "[".repeat(9) + "]".repeat(9)))
            .containsExactly("line 1: nested deeper than 8 levels");
        assertThat(problems("[".repeat(100_000))).hasSize(1);
        String longest = "#".repeat(2 << 20);
        assertThat(ConfigReader.read(longest)).isEqualTo(DEFAULTS);
        assertThat(problems(longest + "#")).singleElement().asString().startsWith("too long");
    }

    @Test
    void manyAliasesExpandToNothing() {
        String bomb = "a: &a [x,x,x,x,x,x,x,x]\n" + IntStream.range(0, 20)
            .mapToObj(i -> "b" + i + ": &b" + i + " [*a,*a,*a,*a,*a,*a,*a,*a]\n")
            .collect(Collectors.joining());
        assertThat(problems(bomb)).hasSize(20 * 8 + 21);
    }
}
