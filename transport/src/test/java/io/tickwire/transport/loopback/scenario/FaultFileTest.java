package io.tickwire.transport.loopback.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tickwire.transport.loopback.fault.VenueFeatures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenario files: what they mean, and everything that can be wrong with one. */
final class FaultFileTest {
    /** Scenarios without a fault of their name. */
    private static final Set<String> COMBINED = Set.of("rest-starts-late", "rest-forbidden",
        "user-events-late", "user-events-missing", "user-events-twice");
    /** Scenarios of what is there when an engine starts. */
    private static final Set<String> FROM_START =
        Set.of("rest-starts-late", "list-empty", "pending-trading", "large-heads");

    private static final String DURATION =
        "a whole number and a unit such as 500ms, 30s, 5m, 1h; allowed are ";
    private static final String CODES =
        "allowed are 1000 to 1003, 1007 to 1009, 1011 to 1014, 3000 to 4999";

    private static final String KINDS = String.join(", ", FaultKinds.names());

    @Test
    void entriesAreTakenInTheOrderOfTheirBegin() throws Exception {
        FaultPlan plan = FaultFile.read("""
            # comment
            faults:
              - at: 2m
                for: 500ms
                fault: sockets-closed
                reset: true
              - {at: 0ms, for: 1ms, fault: sockets-closed}
              - {at: 20s, for: 60s, fault: sockets-closed, code: 4999, reset: false}
            """);

        assertThat(plan.faults()).extracting(fault -> fault + ": " + fault.action())
            .containsExactly(
                "faults[1] sockets-closed at 0ms for 1ms: " + closed("closed with code 1001"),
                "faults[2] sockets-closed at 20s for 1m: " + closed("closed with code 4999"),
                "faults[0] sockets-closed at 2m for 500ms: " + closed("reset"));
    }

    /** The benchmark that runs them all relies on it. */
    @Test
    void eachKindHasAShippedScenarioThatBeginsAtFifteenSeconds() throws Exception {
        assertThat(ShippedScenarios.names()).contains("sockets-closed").hasSize(38);
        assertThat(ShippedScenarios.ofOrders()).contains("order-unknown").hasSize(13);
        assertThat(ShippedScenarios.all()).hasSize(51);
        for (String name : ShippedScenarios.all()) {
            List<Fault> faults = FaultPlan.of(ShippedScenarios.text(name)).faults();
            if (!COMBINED.contains(name)) {
                assertThat(faults).as(name).extracting(Fault::name).contains(name);
            }
            assertThat(faults.get(0).atNs()).as(name)
                .isEqualTo(FROM_START.contains(name) ? 0 : 15_000_000_000L);
        }
        Path folder = Path.of(
            ShippedScenarios.class.getResource("../scenarios/sockets-closed.yaml").toURI());
        try (Stream<Path> files = Files.list(folder.getParent())) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                .filter(name -> !COMBINED.contains(name)).sorted())
                .containsExactlyElementsOf(FaultKinds.names());
        }
    }

    @Test
    void eachKindIsDocumented() throws Exception {
        String text = Files.readString(
            Path.of(System.getProperty("tickwire.root", ".."), "docs", "FAULTS.md"));

        assertThat(FaultKinds.names())
            .allSatisfy(name -> assertThat(text).contains("\n### " + name + "\n"));
    }

    @Test
    void whatTheVenueLacksIsSaidBeforeItListens() throws Exception {
        FaultPlan plan = FaultFile.read("faults: [{at: 1s, for: 1s, fault: dns-failure},"
            + " {at: 0s, for: 1s, fault: tls-certificate, present: expired},"
            + " {at: 2s, for: 1s, fault: order-unknown},"
            + " {at: 3s, for: 1s, fault: clock-skew, by: 1s}]");

        assertThat(catchThrowableOfType(FaultFileException.class, () -> plan.check(
            new VenueFeatures(false, false, false))).problems()).containsExactly(
                "faults[1].fault: tls-certificate needs a venue with TLS (--tls)",
                "faults[0].fault: dns-failure needs a hosts file (--hosts FILE)",
                "faults[2].fault: order-unknown needs accounts, which a recording has not",
                "faults[3].fault: clock-skew needs accounts, which a recording has not");
        plan.check(new VenueFeatures(true, true, true));
    }

    /** Quotes may be silent while trades are late; two faults of a kind need two streams. */
    @Test
    void faultsOfDifferentStreamsMayOverlap() throws Exception {
        String trades = "{at: 1s, for: 9s, fault: mute, stream: aggTrade}";
        String quotes = "{at: 2s, for: 9s, fault: mute, stream: bookTicker}";

        assertThat(FaultFile.read("faults: [" + trades + ", " + quotes + "]").faults()).hasSize(2);
        assertThat(problems("faults: [" + trades + ", " + trades + "]")).hasSize(1);
        assertThat(problems("faults: [" + trades + ", {at: 2s, for: 1s, fault: mute}]"))
            .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mute, stream: quotes|stream: unknown, \"quotes\", allowed are a kind such as ",
        "mute, stream: 'btcusdt@'|stream: unknown, \"btcusdt@\", allowed are a kind such as ",
        "mute, sockets: new|sockets: unknown, \"new\", allowed are all or open",
        "delay|by: missing, ", "delay, by: 0ms|by: out of range, ",
        "skip-ids, count: 0|count: out of range, \"0\", allowed are 1 to 1000000",
        "duplicate, copies: 101|copies: out of range, \"101\", allowed are 1 to 100",
        "reorder, run: 1|run: out of range, \"1\", allowed are 2 to 1000",
        "malformed, how: cut|how: unknown, \"cut\", allowed are invalid-utf-8, no-fields, ",
        "malformed, every: 0|every: out of range, \"0\", allowed are 1 to 1000000",
        "fragmented, parts: 1|parts: out of range, \"1\", allowed are 2 to 10000",
        "sockets-cut, every: 9ms|every: out of range, \"9ms\", allowed are 10ms to 720h",
        "sockets-cut, frame: false, code: 1001|code: not together with frame: false, which sends ",
        "sockets-cut, frame: true, reset: true|frame: not together with reset: true, which sends ",
        "lifetime|max: missing, ", "lifetime, max: 1s, announce: 1s|announce: not shorter than ",
        "control-limit, burst: 16|burst: out of range, \"16\", allowed are 0 to 15",
        "pings|every: missing, ", "wrong-route|stream: missing, allowed are a kind such as ",
        "rest-failing, status: 404|status: out of range, \"404\", allowed are 500 to 599, 403, ",
        "rest-delay|by: missing, ", "rest-limited, ban: 73h|ban: out of range, \"73h\", allowed ",
        "upgrade-refused, status: 200|status: out of range, \"200\", allowed are 400 to 599",
        "upgrade-refused, retry: 999ms|retry: out of range, \"999ms\", allowed are 1s to 720h",
        "half-open, end: reset|end: unknown key, known here are at, for, fault",
        "tls-certificate|present: missing, allowed are expired, unknown, wrong-host",
        "order-unknown, calls: query|calls: unknown, \"query\", allowed are all, place, change ",
        "order-unknown, every: 0|every: out of range, \"0\", allowed are 1 to 1000000",
        "order-unknown, executed: no|executed: not allowed, \"no\", true or false",
        "order-reply-late|by: missing, ", "clock-skew|by: missing, ",
        "clock-skew, by: 1s, to: left|to: unknown, \"left\", allowed are ahead or behind",
        "order-limit, orders: 300|orders: out of range, \"300\", allowed are 0 to 299",
        "partial-fills, lots: 0|lots: out of range, \"0\", allowed are 1 to 1000000",
        "venue-restart, orders: kept|orders: unknown key, known here are at, for, fault",
        "listen-keys-end, told: maybe|told: not allowed, \"maybe\", true or false",
        "oversized, bytes: 6291457|bytes: out of range, \"6291457\", allowed are 1 to 6291456"})
    void optionsAreCheckedWithTheirPath(String keys, String problem) {
        assertThat(problems("faults: [{at: 1s, for: 1s, fault: " + keys + "}]")).singleElement()
            .asString().startsWith("faults[0]." + problem);
    }

    @Test
    void everythingWrongIsSaidAtOnceWithItsPath() {
        List<String> problems = problems("""
            fault: [1]
            faults:
              - {at: 20, for: 60 s, fault: sockets-closed, code: 1005, colour: red}
              - {for: 0ms, fault: no-such, code: x}
              - sockets-closed
              - {at: , for: [1s], fault: {}, at2: 3}
              - {at: 1s, for: 721h, fault: sockets-closed, code: 1001, reset: true}
              - {at: 1s, for: 2s, fault: sockets-closed, code: 1e3, reset: yes}
              - {at: 2999ms, for: 1s, fault: sockets-closed}
            """);

        assertThat(problems).containsExactly(
            "fault: unknown key, known here is faults",
            "faults[0].at: not a duration, \"20\", " + DURATION + "0ms to 720h",
            "faults[0].for: not a duration, \"60 s\", " + DURATION + "1ms to 720h",
            "faults[0].code: out of range, \"1005\", " + CODES,
            "faults[0].colour: unknown key, known here are at, for, fault, reset, frame, code",
            "faults[1].at: missing, " + DURATION + "0ms to 720h",
            "faults[1].for: out of range, \"0ms\", allowed are 1ms to 720h",
            "faults[1].fault: unknown, \"no-such\", allowed are " + KINDS,
            "faults[2]: not a map such as {at: 20s, for: 60s, fault: sockets-closed}",
            "faults[3].at: no value, " + DURATION + "0ms to 720h",
            "faults[3].for: not a single value, " + DURATION + "1ms to 720h",
            "faults[3].fault: not a single value, allowed are " + KINDS,
            "faults[4].for: out of range, \"721h\", allowed are 1ms to 720h",
            "faults[4].code: not together with reset: true, which sends no close frame",
            "faults[5].reset: not allowed, \"yes\", true or false",
            "faults[5].code: not a whole number, \"1e3\", " + CODES,
            "faults[6].at: at the same time as faults[5] sockets-closed at 1s for 2s, "
                + "which ends at 3s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "''|faults: missing, a list of faults", "# only|faults: missing, a list of faults",
        "---|faults: missing, a list of faults", "{}|faults: missing, a list of faults",
        "- {at: 1s}|line 1: not a map with the key faults",
        "text|line 1: not a map with the key faults",
        "faults:|faults: not a list of at least one fault",
        "faults: []|faults: not a list of at least one fault",
        "faults: {at: 1s}|faults: not a list of at least one fault",
        "faults: [{at: 1s}|line 1: not YAML: expected ',' or ']', but got <stream end>",
        "faults: [&a {at: 1s}, *a]|faults[1]: alias in line 1, \"*a\", write the value itself",
        "faults: [{at: 1s, at: 2s}]|faults[0].at: again in line 1, a key is allowed once",
        "faults: [\u0001]|line 1: not YAML: character U+1",
        "faults: [{at: 99999999999999h}]|faults[0].at: not a duration",
        "faults: [{at: -1s}]|faults[0].at: not a duration",
        "faults: [{at: 1.5s}]|faults[0].at: not a duration"})
    void brokenFilesAreRefusedInWords(String yaml, String problem) {
        assertThat(problems(yaml).get(0)).startsWith(problem);
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertThat(problems("faults: [" + entry(0) + "]\n---\nfaults: []\n"))
            .containsExactly("line 3: a second document, one is allowed");
    }

    @Test
    void aHostileValueStaysOnItsLine() {
        assertThat(problems("faults: [{at: 1s, for: 1s, fault: \"a\\n\\e" + "x".repeat(90)
            + "\"}]").get(0)).isEqualTo("faults[0].fault: unknown, \"a??" + "x".repeat(77)
            + "...\", allowed are " + KINDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1003, 1007, 1009, 1011, 1014, 3000, 4999})
    void codesThatAServerMaySendAreTaken(int code) throws Exception {
        assertThat(FaultFile.read(withCode(code)).faults().get(0).action())
            .hasToString(closed("closed with code " + code));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1010, 1015, 2999, 5000})
    void codesThatItMayNotSendAreRefused(int code) {
        assertThat(problems(withCode(code)))
            .containsExactly("faults[0].code: out of range, \"" + code + "\", " + CODES);
    }

    @Test
    void faultsMayTouchButNotOverlap() throws Exception {
        String touching = "faults: [" + entry(3) + ", " + entry(2) + ", " + entry(4) + "]";
        String early = "faults: [" + entry(3)
            + ", {at: 2001ms, for: 1s, fault: sockets-closed}]";

        assertThat(FaultFile.read(touching).faults()).hasSize(3);
        assertThat(problems(early)).hasSize(1);
    }

    @Test
    void theLongestAndTheOneBeyond() throws Exception {
        String longest = "faults: [{at: 720h, for: 720h, fault: sockets-closed}]";

        assertThat(FaultFile.read(longest).faults()).hasSize(1);
        assertThat(problems(longest.replace("at: 720h", "at: 2592000001ms"))).containsExactly(
            "faults[0].at: out of range, \"2592000001ms\", allowed are 0ms to 720h");
        assertThat(problems(longest.replace("for: 720h", "for: 2592000001ms"))).containsExactly(
            "faults[0].for: out of range, \"2592000001ms\", allowed are 1ms to 720h");
    }

    @Test
    void atMostAThousandEntries() throws Exception {
        StringBuilder yaml = new StringBuilder("faults:\n");
        for (int i = 0; i < FaultFile.MAX_FAULTS; i++) {
            yaml.append("- ").append(entry(i)).append('\n');
        }

        assertThat(FaultFile.read(yaml.toString()).faults()).hasSize(FaultFile.MAX_FAULTS);
        yaml.append("- ").append(entry(FaultFile.MAX_FAULTS)).append('\n');
        assertThat(problems(yaml.toString()))
            .containsExactly("faults: too many, 1001, at most 1000");
    }

    @Test
    void atMostAMebibyteAndOnlyUtf8(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("long.yaml");
        String text = "faults: [" + entry(1) + "]\n#";
        Files.writeString(file, text + "x".repeat(FaultFile.MAX_BYTES - text.length()));
        assertThat(FaultPlan.read(file).faults()).hasSize(1);

        Files.writeString(file, text + "x".repeat(FaultFile.MAX_BYTES - text.length() + 1));
        assertThat(problems(file))
            .containsExactly("too long: 1048577 bytes, at most 1048576 are allowed");

        Files.write(file, (text + "ü").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problems(file)).containsExactly("not UTF-8");
    }

    private static String entry(int atS) {
        return "{at: " + atS + "s, for: 1s, fault: sockets-closed}";
    }

    private static String closed(String ending) {
        return "SocketsClosed[ending=" + ending + "]";
    }

    private static String withCode(int code) {
        return "faults: [{at: 1s, for: 1s, fault: sockets-closed, code: " + code + "}]";
    }

    private static List<String> problems(String yaml) {
        return catchThrowableOfType(FaultFileException.class, () -> FaultFile.read(yaml))
            .problems();
    }

    private static List<String> problems(Path file) {
        return catchThrowableOfType(FaultFileException.class, () -> FaultPlan.read(file))
            .problems();
    }
}
