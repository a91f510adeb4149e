package io.tickwire.transport.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.journal.JournalTail;
import io.tickwire.engine.signal.MomentumVolume;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.session.OrderKey;
import io.tickwire.transport.loopback.VenueServerOptions;
import io.tickwire.transport.loopback.VenueServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine as a process: how it begins, what it prints, how it ends. */
final class LiveMainTest {
    private static final String PRICE = "[A-Z]+USDT: \\$[0-9.]+ \\| Vol: .* \\| 24h: .*";
    private static final String DATA = "Balance: .* \\(paper\\)|" + PRICE
        + "|(SIGNAL|ORDER|FILL|EXPIRED|REFUSED|NO ORDER): .*|orders: .*|cash: .*|hop \\(us\\) .*"
        + "|[a-z]+ +[0-9]+( +([0-9.]+|-))+|total: .*|polled, .*|resumed: .*"
        + "|feed: .* lost|replay: \\./run\\.sh replay .*";
    private static final String SMALL = "engine: {arena: 1MiB}\njournal: {segment: 2MiB}\n";

    @TempDir
    Path folder;

    private Path config(String text) throws IOException {
        return Files.writeString(folder.resolve("config.yaml"), text);
    }

    private Run live(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--http")) {
            all.addAll(List.of("--http", "off"));
        }
        return Run.start(folder, LiveMain.class, all.toArray(String[]::new));
    }

    private Path session() throws IOException {
        try (Stream<Path> sessions = Files.list(folder.resolve("sessions"))) {
            return sessions.max(Path::compareTo).orElseThrow();
        }
    }

    private static List<EventType> types(Path journal) throws IOException {
        List<EventType> types = new ArrayList<>();
        JournalReader reader = JournalReader.open(journal);
        Event record;
        while ((record = reader.next()) != null) {
            types.add(record.type());
        }
        assertThat(reader.damages()).isEmpty();
        return types;
    }

    private static void assertEnded(Path session) throws IOException {
        List<EventType> types = types(session.resolve("journal"));
        assertThat(types.subList(types.size() - 2, types.size()))
            .containsExactly(EventType.END, EventType.SNAPSHOT);
    }

    private static void assertGone(ProcessHandle process) throws Exception {
        process.onExit().get(30, TimeUnit.SECONDS);
    }

    @Test
    void withoutAnyOptionItRunsOnAVenueOfItsOwnUntilSigterm() throws Exception {
        try (Run run = live()) {
            run.awaitLine(PRICE);
            ProcessHandle venue = run.handle().children().findFirst().orElseThrow();

            Path session = session();
            try (Run second = live("--resume", session.toString())) {
                assertThat(second.exitCode()).isEqualTo(2);
                assertThat(second.errors())
                    .contains("in use by process " + run.handle().pid());
                assertThat(second.lines()).isEmpty();
            }

            // Had it not ended in time by itself, the last lines would be missing.
            assertThat(run.signal("TERM").exitCode()).as(run.toString()).isZero();
            assertThat(run.lastLine()).matches(
                "replay: \\./run\\.sh replay \\S*" + session.getFileName());
            assertThat(run.lines()).anyMatch(line -> line.startsWith("hop (us)"))
                .anyMatch(line -> line.startsWith("total "))
                .anyMatch(line -> line.startsWith("feed: GREEN "));
            assertThat(run.lines()).allSatisfy(line -> assertThat(line).matches(DATA));
            assertThat(run.errors()).contains("connected (attempt #1, 1 connection this session)")
                .doesNotContain("Balance:").doesNotContain("hop (us)");
            assertThat(Files.readString(session.resolve("engine.log"))).contains("connected");
            assertGone(venue);
            assertEnded(session);
            try (Stream<Path> all = Files.walk(session)) {
                assertThat(all).allSatisfy(path -> assertThat(
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .as(path.toString()).endsWith("------"));
            }
        }
    }

    @Test
    void endsOnSigintToo() throws Exception {
        Assumptions.assumeFalse(ignoresSigint(),
            "SKIPPED: this process ignores SIGINT, and so would its children");
        try (Run run = live("--config", config(SMALL).toString())) {
            run.awaitError("connected");
            assertThat(run.signal("INT").exitCode()).as(run.toString()).isZero();
            assertThat(run.lastLine()).startsWith("replay: ");
            assertEnded(session());
        }
    }

    /** As the children of a background job of a shell do; see proc(5), SigIgn. */
    private static boolean ignoresSigint() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        String mask = Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:")).findFirst().orElse("SigIgn: 0")
            .substring("SigIgn:".length()).strip();
        return (Long.parseUnsignedLong(mask, 16) & 2) != 0;
    }

    @Test
    void itsVenueDiesWithAKilledEngineAndTheSessionGoesOnWithoutAReader() throws Exception {
        Path session;
        try (Run run = live("--config", config(SMALL + "strategy: {jar: " + jar("mine.jar")
            + ", class: " + MomentumVolume.class.getName() + "}\n").toString())) {
            run.awaitLine(PRICE);
            ProcessHandle venue = run.handle().children().findFirst().orElseThrow();
            session = session();
            run.signal("KILL");
            assertGone(venue);
        }
        try (Run refused = live("--resume", session.toString(), "--mode", "monitor")) {
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.errors()).contains("--resume").contains("its own configuration");
        }
        Path kept = session.resolve("journal/strategy.jar");
        Files.move(kept, folder.resolve("kept.jar"));
        Files.move(jar("other.jar"), kept);
        try (Run refused = live("--resume", session.toString())) {
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.errors()).contains(kept + " is not the jar of strategy.sha256");
        }
        Files.move(folder.resolve("kept.jar"), kept, StandardCopyOption.REPLACE_EXISTING);
        try (Run run = live("--resume", session.toString())) {
            run.awaitLine("resumed: run 2, .*(no positions|USDT -?[0-9.]+), state of "
                + MomentumVolume.class.getName() + " as after [0-9]+ events");
            run.awaitLine(PRICE);
            run.hangUp();
            run.awaitError("stdout takes no more");
            // The new venue's ids go on where those of the old one ended.
            LiveRig.await("fresh trades", () -> hasFreshTrades(session.resolve("journal")));
            assertThat(run.signal("TERM").exitCode()).as(run.toString()).isZero();
            assertThat(types(session.resolve("journal"))).contains(EventType.RESUMED);
            assertEnded(session);
        }
        assertOneDrawnOrderKey(session.resolve("journal"));
    }

    /** The same in all segments of both runs, and it does not follow from the session's id. */
    private static void assertOneDrawnOrderKey(Path journal) throws IOException {
        Set<Long> keys = new TreeSet<>();
        JournalReader reader = JournalReader.open(journal);
        while (reader.next() != null) {
            keys.add(reader.orderKey());
        }
        assertThat(reader.incarnation()).isEqualTo(2);
        assertThat(keys).hasSize(1).doesNotContain(OrderKey.of(reader.session()));
    }

    /** A configuration whose strategy is not in its jar. */
    private Path noStrategy() throws IOException {
        Path jar = jar("empty.jar");
        return Files.writeString(folder.resolve("no-strategy.yaml"),
            "strategy: {class: mine.Absent, jar: " + jar + "}\n");
    }

    /** With nothing but its name in it. */
    private Path jar(String name) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream bytes = Files.newOutputStream(jar);
            JarOutputStream entries = new JarOutputStream(bytes)) {
            entries.putNextEntry(new JarEntry(name));
        }
        return jar;
    }

    private Path noVenue() throws IOException {
        return Files.writeString(folder.resolve("no-venue.yaml"),
            "venue: {name: nosuch}\ntimer: {every: 50}\n");
    }

    @Test
    void whatIsWrongIsSaidBeforeAnythingStarts() throws Exception {
        Path wrong = config("sybmols: [A]\nfeed: {firstTick: 3s}\ntimer: {every: 50}\n");
        try (Run bogus = live("--bogus");
            Run keys = live("--config", wrong.toString());
            Run http = live("--http", "80800");
            Run none = live("--resume", folder.resolve("absent").toString());
            Run noSession = live("--resume", folder.toString());
            Run duration = live("--duration", "10");
            Run noTime = live("--duration", "0s");
            Run noFile = live("--config", folder.resolve("absent.yaml").toString());
            Run noCa = live("--ca", folder.resolve("absent.pem").toString());
            Run noVenue = live("--venue", "nosuch");
            Run noVenueThere = live("--venue", "nosuch", "--symbols", "BTCUSDT", "--ws-url",
                "ws://127.0.0.1:1", "--rest-url", "http://127.0.0.1:1");
            Run noVenueInFile = live("--config", noVenue().toString());
            Run noStrategy = live("--config", noStrategy().toString())) {
            assertThat(bogus.exitCode()).isEqualTo(2);
            assertThat(bogus.errors().strip())
                .isEqualTo("Unknown option: '--bogus'; see ./run.sh help live");
            assertThat(keys.exitCode()).isEqualTo(2);
            assertThat(keys.errors())
                .contains("sybmols").contains("feed.firstTick").contains("timer.every");
            assertThat(http.exitCode()).isEqualTo(2);
            assertThat(http.errors()).contains("--http").contains("80800");
            assertThat(none.exitCode()).isEqualTo(2);
            assertThat(none.errors()).contains("does not exist");
            assertThat(noSession.exitCode()).isEqualTo(2);
            assertThat(noSession.errors()).contains("not a session folder");
            assertThat(duration.exitCode()).isEqualTo(2);
            assertThat(duration.errors()).contains("--duration").contains("10");
            assertThat(noTime.exitCode()).isEqualTo(2);
            assertThat(noTime.errors()).contains("--duration").contains("no time at all");
            assertThat(noFile.exitCode()).isEqualTo(2);
            assertThat(noFile.errors()).contains("--config").contains("absent.yaml: no such file");
            assertThat(noCa.exitCode()).isEqualTo(2);
            assertThat(noCa.errors()).contains("--ca").contains("absent.pem: no such file");
            assertThat(noStrategy.exitCode()).isEqualTo(2);
            assertThat(noStrategy.errors()).contains("strategy.class: no such class: mine.Absent");
            String known = "unknown venue, \"nosuch\", known are loopback, binance-usdm";
            assertThat(noVenue.exitCode()).isEqualTo(2);
            assertThat(noVenue.errors().strip())
                .endsWith("--venue (venue.name): " + known).doesNotContain("symbols");
            assertThat(noVenueThere.exitCode()).isEqualTo(2);
            assertThat(noVenueThere.errors().strip())
                .endsWith("--venue (venue.name): " + known);
            assertThat(noVenueInFile.exitCode()).isEqualTo(2);
            assertThat(noVenueInFile.errors()).contains("venue.name: " + known)
                .contains("timer.every").doesNotContain("symbols");
            for (Run run : List.of(bogus, keys, http, none, noSession, duration, noTime,
                noFile, noCa, noVenue, noVenueThere, noVenueInFile, noStrategy)) {
                assertThat(run.lines()).isEmpty();
                assertThat(run.errors()).doesNotContain("\tat ");
            }
        }
        assertThat(folder.resolve("sessions")).doesNotExist();
    }

    /** In the newest incarnation. */
    private static boolean hasFreshTrades(Path journal) {
        boolean fresh = false;
        try (JournalTail tail = JournalTail.open(journal, 1)) {
            Event record;
            while ((record = tail.poll()) != null) {
                fresh = record.type() != EventType.RESUMED
                    && (fresh || record.type() == EventType.FEED_STATUS
                        && record.get(FeedStatusFields.KIND) == StreamKind.TRADE.ordinal()
                        && record.get(FeedStatusFields.REASON) == StatusReason.FRESH.ordinal());
            }
            return fresh && tail.incarnation() > 1;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void thePageIsServedUntilTheEnd() throws Exception {
        try (Run run = live("--config", config(SMALL).toString(), "--http", "0")) {
            run.awaitError("page: http://127.0.0.1:");
            Matcher address =
                Pattern.compile("page: (http://127\\.0\\.0\\.1:[0-9]+/)").matcher(run.errors());
            assertThat(address.find()).isTrue();
            run.awaitLine(PRICE);
            URI json = URI.create(address.group(1) + "feed.json");
            assertThat(body(json)).contains("\"session\":\"" + session().getFileName() + "\"")
                .contains("\"mode\":\"paper\"").contains("\"symbol\":\"BTCUSDT\"")
                .contains("\"stalled\":false");
            assertThat(run.signal("TERM").exitCode()).as(run.toString()).isZero();
            assertThatThrownBy(() -> body(json)).isInstanceOf(IOException.class);
        }
    }

    private static String body(URI address) throws Exception {
        return HttpClient.newHttpClient().send(
            HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void aPortInUseIsUsageIfItWasAskedForAndElseAWarning() throws Exception {
        try (ServerSocket taken =
            new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            Path file = Files.writeString(
                folder.resolve("port.yaml"), "http: {port: " + port + "}\n");
            try (Run option = live("--http", port);
                Run fromFile = Run.start(
                    folder, LiveMain.class, "--config", file.toString())) {
                for (Run run : List.of(option, fromFile)) {
                    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
                    assertThat(run.errors()).contains("port " + port).contains("--http");
                    assertThat(run.lines()).isEmpty();
                }
            }
        }
        assertThat(folder.resolve("sessions")).doesNotExist();
        try (ServerSocket defaultPort = holdDefaultPort();
            Run run = Run.start(folder, LiveMain.class, "--config", config(SMALL).toString())) {
            run.awaitError("going on without the page");
            run.awaitLine(PRICE);
            assertThat(run.signal("TERM").exitCode())
                .as(run + (defaultPort == null ? " held by another" : "")).isZero();
        }
    }

    /** Null where somebody else has it: that does as well. */
    private static ServerSocket holdDefaultPort() {
        try {
            return new ServerSocket(
                Config.Http.DEFAULT_PORT, 1, InetAddress.getByName("127.0.0.1"));
        } catch (IOException held) {
            return null;
        }
    }

    @Test
    void aSymbolThatIsNotListedIsUsage() throws Exception {
        RawVenue.Script script = (peer, number) -> peer.healthy();
        try (RawVenue venue = RawVenue.start(script);
            Run run = live("--venue", "loopback", "--symbols", "BTCUSDT,NOPE", "--mode", "monitor",
                "--ws-url", venue.roots().ws(), "--rest-url", venue.roots().rest())) {
            assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
            assertThat(run.errors()).contains("not listed by the venue: NOPE");
            assertThat(folder.resolve("sessions")).as("what never began").isEmptyDirectory();
            assertThat(run.lines()).isEmpty();
        }
    }

    @Test
    void aFullDiskStopsItVisiblyAndLeavesAWholeJournal() throws Exception {
        Path mount = Files.createDirectory(folder.resolve("sessions"));
        Assumptions.assumeTrue(
            done("mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", mount.toString()),
            "SKIPPED: a small tmpfs cannot be mounted here, full disk not tested");
        try (VenueServer venue = VenueServer.launch(new VenueServerOptions(0, false,
            MarketSymbol.DEFAULT, 20_000, 7, List.of(), 1, VenueServerOptions.PING_EVERY_NS,
            VenueServerOptions.PONG_WITHIN_NS), notice -> { })) {
            String address = "://127.0.0.1:" + venue.port();
            try (Run run = live("--venue", "loopback", "--symbols", "BTCUSDT,ETHUSDT",
                "--config", config(SMALL).toString(), "--ws-url", "ws" + address, "--rest-url",
                "http" + address)) {
                assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
                assertThat(run.errors()).containsPattern(
                    "stopped: cannot prepare journal segment .*: No space left on device");
                assertThat(run.lastLine()).startsWith("replay: ");
                JournalReader reader = JournalReader.open(session().resolve("journal"));
                Event record;
                boolean ended = false;
                while ((record = reader.next()) != null) {
                    ended |= record.type() == EventType.END;
                }
                assertThat(reader.damages()).isEmpty();
                assertThat(reader.tears()).isEmpty();
                assertThat(reader.records()).isGreaterThan(1_000);
                assertThat(ended).isFalse();
            }
        } finally {
            assertThat(done("umount", mount.toString())).isTrue();
        }
    }

    private static boolean done(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
