package io.tickwire.transport.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.transport.venue.VenueOptions;
import io.tickwire.transport.venue.VenueServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine as a process: how it begins, what it prints, how it ends. */
final class LiveMainTest {
    private static final String PRICE = "[A-Z]+USDT: \\$[0-9.]+ \\| Vol: .* \\| 24h: .*";
    private static final String DATA = "Balance: .* \\(paper\\)|" + PRICE
        + "|(SIGNAL|ORDER|FILL|REFUSED): .*|hop \\(us\\) .*|[a-z]+ +[0-9]+( +[0-9.]+)+"
        + "|replay: \\./run\\.sh replay .*";
    private static final String SMALL = "engine: {arena: 1MiB}\njournal: {segment: 2MiB}\n";

    @TempDir
    Path folder;

    private Path config(String text) throws IOException {
        return Files.writeString(folder.resolve("config.yaml"), text);
    }

    private Run live(String... arguments) throws IOException {
        return Run.start(folder, LiveMain.class, arguments);
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
        assertThat(types.get(types.size() - 1)).isEqualTo(EventType.END);
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
                .anyMatch(line -> line.startsWith("total "));
            assertThat(run.lines()).allSatisfy(line -> assertThat(line).matches(DATA));
            assertThat(run.errors()).contains("connected (attempt #1, 1 connection this session)")
                .doesNotContain("Balance:").doesNotContain("hop (us)");
            assertThat(Files.readString(session.resolve("engine.log"))).contains("connected");
            assertGone(venue);
            assertEnded(session);
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
        try (Run run = live("--config", config(SMALL).toString())) {
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
        try (Run run = live("--resume", session.toString())) {
            run.awaitLine(PRICE);
            run.hangUp();
            run.awaitError("nobody reads stdout any more");
            run.awaitError("GREEN fresh");
            assertThat(run.signal("TERM").exitCode()).as(run.toString()).isZero();
            assertThat(types(session.resolve("journal"))).contains(EventType.RESUMED);
            assertEnded(session);
        }
    }

    @Test
    void whatIsWrongIsSaidBeforeAnythingStarts() throws Exception {
        Path wrong = config("sybmols: [A]\nfeed: {firstTick: 3s}\ntimer: {every: 50}\n");
        try (Run keys = live("--config", wrong.toString());
            Run http = live("--http", "8080");
            Run none = live("--resume", folder.resolve("absent").toString());
            Run noSession = live("--resume", folder.toString());
            Run duration = live("--duration", "10")) {
            assertThat(keys.exitCode()).isEqualTo(2);
            assertThat(keys.errors())
                .contains("sybmols").contains("feed.firstTick").contains("timer.every");
            assertThat(http.exitCode()).isEqualTo(2);
            assertThat(http.errors()).contains("--http").contains("8080");
            assertThat(none.exitCode()).isEqualTo(2);
            assertThat(none.errors()).contains("does not exist");
            assertThat(noSession.exitCode()).isEqualTo(2);
            assertThat(noSession.errors()).contains("not a session folder");
            assertThat(duration.exitCode()).isEqualTo(2);
            assertThat(duration.errors()).contains("--duration").contains("10");
            for (Run run : List.of(keys, http, none, noSession, duration)) {
                assertThat(run.lines()).isEmpty();
                assertThat(run.errors()).doesNotContain("\tat ");
            }
        }
        assertThat(folder.resolve("sessions")).doesNotExist();
    }

    @Test
    void aSymbolThatIsNotListedIsUsage() throws Exception {
        RawVenue.Script script = (peer, number) -> peer.healthy();
        try (RawVenue venue = RawVenue.start(script);
            Run run = live("--venue", "test", "--symbols", "BTCUSDT,NOPE", "--mode", "monitor",
                "--ws-url", venue.roots().ws(), "--rest-url", venue.roots().rest())) {
            assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
            assertThat(run.errors()).contains("not listed by the venue: NOPE");
            assertThat(run.lines()).isEmpty();
        }
    }

    @Test
    void aFullDiskStopsItVisiblyAndLeavesAWholeJournal() throws Exception {
        Path mount = Files.createDirectory(folder.resolve("sessions"));
        Assumptions.assumeTrue(
            done("mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", mount.toString()),
            "SKIPPED: a small tmpfs cannot be mounted here, full disk not tested");
        try (VenueServer venue = VenueServer.launch(new VenueOptions(0, false,
            MarketSymbol.DEFAULT, 20_000, 7, List.of(), 1, VenueOptions.PING_EVERY_NS,
            VenueOptions.PONG_WITHIN_NS), notice -> { })) {
            String address = "://127.0.0.1:" + venue.port();
            try (Run run = live("--venue", "test", "--symbols", "BTCUSDT,ETHUSDT",
                "--config", config(SMALL).toString(), "--ws-url", "ws" + address, "--rest-url",
                "http" + address)) {
                assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
                assertThat(run.errors()).containsPattern(
                    "stopped: cannot prepare journal segment .*: No space left on device");
                assertThat(run.lastLine()).startsWith("replay: ");
                JournalReader reader = JournalReader.open(session().resolve("journal"));
                Event record;
                EventType last = null;
                while ((record = reader.next()) != null) {
                    last = record.type();
                }
                assertThat(reader.damages()).isEmpty();
                assertThat(reader.tears()).isEmpty();
                assertThat(reader.records()).isGreaterThan(1_000);
                assertThat(last).isNotEqualTo(EventType.END);
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
