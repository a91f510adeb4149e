package io.tickwire.engine.config;

import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.instrument.InstrumentTable;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads and checks a configuration, so that all problems are reported at once and before anything
 * starts. Long because each section of the file has a method that reads it.
 */
public final class ConfigReader {
    /** The venue that is everybody's default, and the only one with symbols by default. */
    public static final String DEFAULT_VENUE = "loopback";

    /** Stands for the venue of a recording, which has all symbols that are in it by default. */
    private static final String RECORDING = "import";
    /** Nothing is connected, so whatever addresses a file names for live sessions are not used. */
    private static final Map<String, String> OF_RECORDING = Map.of(
        "venue.name", RECORDING, "venue.env", "demo", "venue.wsUrl", "", "venue.restUrl", "");

    private static final List<String> DEFAULT_SYMBOLS = List.of("BTCUSDT", "ETHUSDT", "SOLUSDT");
    private static final String DEFAULT_STRATEGY = "io.tickwire.engine.signal.MomentumVolume";
    private static final List<StreamKind> KINDS =
        List.of(StreamKind.QUOTE, StreamKind.TRADE, StreamKind.STATS, StreamKind.MARK);
    private static final Pattern VENUE = Pattern.compile("(?=.{1,32}$)[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern ENV = Pattern.compile("demo|live");
    private static final String URL_REST = "://[^\\s/?#@]{1,255}(/[^\\s?#]{0,1024})?";
    private static final Pattern WS_URL = Pattern.compile("wss?" + URL_REST);
    private static final Pattern REST_URL = Pattern.compile("https?" + URL_REST);
    private static final Pattern CLASS_NAME = Pattern.compile(
        "(?=.{1,255}$)\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
            + "(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern JAR = Pattern.compile("[^\\p{Cntrl}]{1,1024}");
    private static final Pattern BOOLEAN = Pattern.compile("true|false");
    /** Fits an amount of money. */
    private static final Pattern BALANCE = Pattern.compile("[0-9]{1,10}(\\.[0-9]{1,8})?");
    private static final Pattern PORT = Pattern.compile("off|0|[1-9][0-9]{0,3}|[1-5][0-9]{4}"
        + "|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]");
    private static final Pattern NOT_IN_SYMBOLS = Pattern.compile("[\\s\\p{Cntrl},]");
    /** Limits that there were not from the first day on, with what stands for none. */
    private static final Map<String, String> BEFORE_LIMITS = Map.of(
        "risk.maxNotional", Config.Risk.NONE, "risk.collar", Config.Risk.NONE,
        "risk.maxOpenOrders", "1000", "risk.maxOrdersPerSecond", Config.Risk.NONE,
        "risk.maxDailyLoss", Config.Risk.NONE);
    /** As many as the order table has room for. */
    private static final int MAX_OPEN_ORDERS = 1000;
    private static final long MIB = 1L << 20;
    private static final int PAGE = 4096;

    private final Section root;
    private final Problems problems;

    private ConfigReader(Section root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /**
     * Reads a configuration.
     *
     * @param yaml of a file; empty is all defaults
     * @return checked
     * @throws ConfigException with everything that is wrong
     */
    public static Config read(String yaml) {
        return read(yaml, Map.of());
    }

    /**
     * Reads a configuration with some of its values from elsewhere, the command line say. They
     * are checked like the file's and named as the options they came from.
     *
     * @param yaml      of a file; empty is all defaults
     * @param overrides text by dotted path such as {@code venue.name}; lists with commas
     * @return checked
     * @throws ConfigException with everything that is wrong
     */
    public static Config read(String yaml, Map<String, String> overrides) {
        return read(yaml, overrides, List.of());
    }

    /**
     * Reads the configuration of a session over recorded traffic. Its venue is not looked at.
     *
     * @param yaml of a file; empty is all defaults, and all symbols
     * @return checked; without symbols where all that are in the recording are meant
     * @throws ConfigException with everything that is wrong
     */
    public static Config readForRecording(String yaml) {
        return read(yaml, OF_RECORDING);
    }

    /**
     * Reads what a session has kept of its configuration. A limit that it does not have did not
     * exist when the session began, so there was none, whatever is the default today: its replay
     * decides as it did.
     *
     * @param yaml as {@link #toYaml} wrote it, of this build or an earlier one
     * @return the frozen configuration
     * @throws ConfigException with everything that is wrong
     */
    public static Config readFrozen(String yaml) {
        Map<String, String> before = new HashMap<>();
        BEFORE_LIMITS.forEach((path, none) -> {
            if (!isSet(yaml, path)) {
                before.put(path, none);
            }
        });
        return read(yaml, before);
    }

    /**
     * Reads what a session would have had with another file: the keys of the file, and all others
     * as the session has them. A strategy is taken whole, from the one or the other.
     *
     * @param yaml   of a file
     * @param frozen as {@link #toYaml} wrote it, of this build
     * @return checked
     * @throws ConfigException with everything that is wrong
     */
    public static Config readOver(String yaml, String frozen) {
        Problems problems = new Problems(Set.of());
        Map<String, Object> tree = ConfigTree.read(frozen, Map.of(), problems);
        Map<String, Object> over = ConfigTree.read(yaml, Map.of(), problems);
        if (over.containsKey("strategy")) {
            tree.remove("strategy");
        }
        ConfigTree.lay(tree, over);
        Config config =
            new ConfigReader(new Section("", tree, problems), problems).config(List.of());
        problems.throwIfAny();
        return config;
    }

    /**
     * As {@link #read(String, Map)}, where it is known which venues there are.
     *
     * @param yaml      of a file; empty is all defaults
     * @param overrides text by dotted path
     * @param venues    names that {@code venue.name} may have, empty = any
     * @return checked
     * @throws ConfigException with everything that is wrong
     */
    public static Config read(
        String yaml, Map<String, String> overrides, List<String> venues) {
        Problems problems = new Problems(overrides.keySet());
        Map<String, Object> tree = ConfigTree.read(yaml, overrides, problems);
        Config config = new ConfigReader(new Section("", tree, problems), problems).config(venues);
        problems.throwIfAny();
        return config;
    }

    /**
     * Writes the canonical text: every key, always in the same order.
     *
     * @param config as {@link #read} gave it
     * @return YAML that reads back as an equal configuration
     */
    public static String toYaml(Config config) {
        return ConfigWriter.toYaml(config);
    }

    /**
     * Whether a text has a value at a place, so that it is no default.
     *
     * @param yaml of a file that {@link #read} has found well
     * @param path dotted, such as {@code http.port}
     * @return false for an absent key and for a blank
     */
    public static boolean isSet(String yaml, String path) {
        Object at = ConfigTree.read(yaml, Map.of(), new Problems(Set.of()));
        for (String key : path.split("\\.")) {
            at = at instanceof Map ? YamlTree.asMap(at).get(key) : null;
        }
        return at != null && !at.equals("");
    }

    private Config config(List<String> venues) {
        Config.Venue venue = venue(root.section("venue"));
        boolean known = venues.isEmpty() || venues.contains(venue.name());
        if (!known) {
            problems.add("venue.name", "unknown venue", venue.name(),
                "known are " + String.join(", ", venues));
        }
        // Of a venue that there is not, nobody knows whether it has symbols by default.
        List<String> symbols = symbols(known ? venue.name() : DEFAULT_VENUE);
        Config config = new Config(venue, symbols, root.choices("streams", KINDS),
            root.choice("mode", Config.Mode.PAPER, List.of(Config.Mode.values())),
            feed(root.section("feed")), reconnect(root.section("reconnect")),
            timer(root.section("timer")), engine(root.section("engine")),
            journal(root.section("journal")), risk(root.section("risk"), venue.env()),
            paper(root.section("paper")), strategy(root.section("strategy")),
            http(root.section("http")));
        if (config.journal().segment() < config.engine().arena() / 4 + MIB) {
            problems.add("journal.segment", "too small for the longest message",
                Sizes.format(config.journal().segment()), "at least engine.arena / 4 + 1MiB = "
                    + Sizes.format(config.engine().arena() / 4 + MIB));
        }
        root.rejectUnknown();
        return config;
    }

    private static Config.Venue venue(Section section) {
        Config.Venue venue = new Config.Venue(
            section.text("name", DEFAULT_VENUE, VENUE,
                "small letters, digits and single hyphens, 1 to 32"),
            section.text("env", "demo", ENV, "allowed are demo, live"),
            url(section, "wsUrl", WS_URL, "ws:// or wss://"),
            url(section, "restUrl", REST_URL, "http:// or https://"));
        section.rejectUnknown();
        return venue;
    }

    private static String url(Section section, String key, Pattern pattern, String schemes) {
        String allowed = schemes + " and host, port and path, or blank = the venue's own";
        return section.blankOrText(key, pattern, allowed);
    }

    private List<String> symbols(String venue) {
        String allowed = "symbols as the venue writes them, 1 to "
            + InstrumentTable.MAX_SYMBOL_LENGTH + " bytes";
        boolean present = root.has("symbols");
        List<String> symbols = root.list("symbols", allowed);
        if (symbols == null) {
            if (!present && venue.equals(RECORDING)) {
                return List.of();
            }
            if (!present && !venue.equals(DEFAULT_VENUE)) {
                problems.add("symbols", "no value", null, "venue " + venue + " needs " + allowed);
            }
            return DEFAULT_SYMBOLS;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < symbols.size(); i++) {
            String symbol = symbols.get(i);
            String at = "symbols[" + i + "]";
            if (symbol == null) {
                continue;
            }
            if (!isSymbol(symbol)) {
                problems.add(at, "not a symbol", symbol, allowed + ", no spaces or commas");
            } else if (!seen.add(symbol)) {
                problems.add(at, "duplicate", symbol, "each symbol is allowed once");
            }
        }
        if (symbols.size() > InstrumentTable.MAX_INSTRUMENTS) {
            problems.add("symbols", "too many", symbols.size(),
                "at most " + InstrumentTable.MAX_INSTRUMENTS);
        }
        return Collections.unmodifiableList(symbols);
    }

    private static boolean isSymbol(String symbol) {
        return !symbol.isEmpty()
            && StandardCharsets.UTF_8.newEncoder().canEncode(symbol)
            && symbol.getBytes(StandardCharsets.UTF_8).length <= InstrumentTable.MAX_SYMBOL_LENGTH
            && !NOT_IN_SYMBOLS.matcher(symbol).find();
    }

    private static Config.Feed feed(Section section) {
        long firstTickWithinNs = section.durationNs("firstTickWithin", "10s", "100ms", "1h");
        Section silence = section.section("silence");
        Long[] silenceNs = new Long[StreamKind.values().length];
        silenceNs[StreamKind.NONE.ordinal()] = 0L;
        silenceNs[StreamKind.STATS.ordinal()] = silence.durationNs("stats", "6s", "100ms", "1h");
        silenceNs[StreamKind.MARK.ordinal()] = silence.durationNs("mark", "4s", "100ms", "1h");
        silenceNs[StreamKind.QUOTE.ordinal()] = silence.durationNs("quote", "5s", "100ms", "1h");
        silenceNs[StreamKind.TRADE.ordinal()] = silence.durationNs("trade", "10s", "100ms", "1h");
        silence.rejectUnknown();
        Section poll = section.section("poll");
        long pollEveryNs = poll.durationNs("every", "500ms", "50ms", "1m");
        poll.rejectUnknown();
        Config.Feed feed = new Config.Feed(firstTickWithinNs, List.of(silenceNs), pollEveryNs,
            section.durationNs("stableAfter", "5s", "100ms", "1h"),
            section.text("openWhilePolling", "false", BOOLEAN, "allowed are true, false")
                .equals("true"),
            section.durationNs("rotateAfter", "23h", "1s", "24h"),
            section.choice("delisted", Config.Delisted.RED, List.of(Config.Delisted.values())));
        section.rejectUnknown();
        return feed;
    }

    private static Config.Http http(Section section) {
        String port = section.text(
            "port", Integer.toString(Config.Http.DEFAULT_PORT), PORT, "1 to 65535, 0, or off");
        section.rejectUnknown();
        return new Config.Http(port.equals("off") ? Config.Http.OFF : Integer.parseInt(port));
    }

    private Config.Reconnect reconnect(Section section) {
        Config.Reconnect reconnect = new Config.Reconnect(
            section.durationNs("min", "250ms", "1ms", "1h"),
            section.durationNs("max", "30s", "1ms", "1h"),
            section.whole("stormPerMinute", 10, 1, 1000));
        if (reconnect.maxNs() < reconnect.minNs()) {
            problems.add("reconnect.max", "less than reconnect.min",
                Durations.format(reconnect.maxNs()),
                "at least " + Durations.format(reconnect.minNs()));
        }
        section.rejectUnknown();
        return reconnect;
    }

    private static Config.Timer timer(Section section) {
        Config.Timer timer = new Config.Timer(section.durationNs("every", "50ms", "1ms", "10s"));
        section.rejectUnknown();
        return timer;
    }

    private Config.Engine engine(Section section) {
        Config.Engine engine = new Config.Engine(
            section.choice("wait", Config.Wait.AUTO, List.of(Config.Wait.values())),
            section.whole("ringSlots", 8192, 64, 1 << 20),
            (int) section.size("arena", "16MiB", "1MiB", "1GiB"),
            section.durationNs("stall", "2s", "100ms", "1h"));
        if (Integer.bitCount(engine.ringSlots()) != 1) {
            problems.add("engine.ringSlots", "not a power of two", engine.ringSlots(),
                "allowed are 64, 128, 256 and so on to 1048576");
        }
        if (Integer.bitCount(engine.arena()) != 1) {
            problems.add("engine.arena", "not a power of two", Sizes.format(engine.arena()),
                "allowed are 1MiB, 2MiB, 4MiB and so on to 1GiB");
        }
        section.rejectUnknown();
        return engine;
    }

    private Config.Journal journal(Section section) {
        Config.Frames frames =
            section.choice("frames", Config.Frames.RAW, List.of(Config.Frames.values()));
        int segment = (int) section.size("segment", "64MiB", "1MiB", "1GiB");
        if (segment % PAGE != 0) {
            problems.add("journal.segment", "not whole pages", Sizes.format(segment),
                "allowed are multiples of " + Sizes.format(PAGE));
        }
        long forceNs = section.durationOrNoneNs("force", "100ms", "1h");
        section.rejectUnknown();
        return new Config.Journal(frames, segment, forceNs);
    }

    private Config.Risk risk(Section section, String env) {
        for (String key : List.of("maxOrderQty", "maxPosition", "maxNotional", "collar",
            "maxOpenOrders", "maxOrdersPerSecond", "maxDailyLoss")) {
            if (env.equals("live") && section.isBlank(key)) {
                problems.add("risk." + key, "no value", null,
                    "with venue.env live every limit must be written out");
            }
        }
        // By worth, since one unit of a symbol may be worth a million of another.
        Config.Risk risk = new Config.Risk(
            section.positiveDecimalOrNone("maxOrderQty", Config.Risk.NONE),
            section.positiveDecimalOrNone("maxPosition", Config.Risk.NONE),
            section.positiveDecimalOrNone("maxNotional", "10000"),
            section.percentOrNone("collar", "1%", "0.01%", "50%"),
            section.whole("maxOpenOrders", 100, 1, MAX_OPEN_ORDERS),
            section.wholeOrNone("maxOrdersPerSecond", 5, 1, 1000),
            section.positiveDecimalOrNone("maxDailyLoss", Config.Risk.NONE));
        section.rejectUnknown();
        return risk;
    }

    private static Config.Paper paper(Section section) {
        Config.Paper paper = new Config.Paper(
            section.durationNs("latency", "20ms", "0ms", "10s"),
            section.percent("makerFee", "0.02%", "0%", "10%"),
            section.percent("takerFee", "0.05%", "0%", "10%"),
            section.text("balance", "10000", BALANCE,
                "a decimal, up to 10 digits before and 8 behind the point"),
            section.text("fillStale", "false", BOOLEAN, "allowed are true, false")
                .equals("true"));
        section.rejectUnknown();
        return paper;
    }

    private Config.Strategy strategy(Section section) {
        String jar = section.blankOrText("jar", JAR, "the path of a file, 1 to 1024 characters");
        String allowed = "the full name of a Java class";
        String name = jar.isEmpty()
            ? section.text("class", DEFAULT_STRATEGY, CLASS_NAME, allowed)
            : section.blankOrText("class", CLASS_NAME, allowed);
        Config.Strategy strategy = new Config.Strategy(name, jar,
            section.blankOrText("sha256", SHA256, "the jar's, 64 hexadecimal digits"),
            Collections.unmodifiableMap(section.settings("settings")));
        if (jar.isEmpty() && !strategy.sha256().isEmpty()) {
            problems.add("strategy.sha256", "no jar", null, "it is the hash of strategy.jar");
        }
        section.rejectUnknown();
        return strategy;
    }
}
