package io.tickwire.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionFolderTest {
    private static final Instant START = Instant.parse("2026-11-22T10:15:00.987Z");
    private static final Config CONFIG = ConfigReader.read("symbols: [BTCUSDT, 币Y]");
    private static final String ID = "20261122T101500Z-loopback-paper";
    private static final long PID = ProcessHandle.current().pid();

    @TempDir
    private Path temp;

    private SessionFolder create() throws IOException {
        return SessionFolder.create(temp.resolve("a/sessions"), CONFIG, START, "1.2 \"x\"");
    }

    @Test
    void aNewSessionHasItsFolders() throws IOException {
        try (SessionFolder session = create()) {
            Path folder = temp.resolve("a/sessions").resolve(ID);
            assertThat(session.id()).isEqualTo(ID);
            assertThat(session.path()).isEqualTo(folder);
            assertThat(session.journal()).isEqualTo(folder.resolve("journal")).isEmptyDirectory();
            assertThat(session.latencyLog()).isEqualTo(folder.resolve("latency.hlog"));
            assertThat(session.engineLog()).isEqualTo(folder.resolve("engine.log"));
            assertThat(folder.resolve("lock")).hasContent(Long.toString(PID));
        }
    }

    @Test
    void theSummarySaysWhatRan() throws IOException {
        try (SessionFolder session = create()) {
            JsonNode yaml = new ObjectMapper(new YAMLFactory())
                .readTree(Files.readString(session.path().resolve("session.yaml")));
            assertThat(yaml.get("session").asText()).isEqualTo(ID);
            assertThat(yaml.get("venue").asText()).isEqualTo("loopback");
            assertThat(yaml.get("mode").asText()).isEqualTo("paper");
            assertThat(yaml.get("start").asText()).isEqualTo("2026-11-22T10:15:00.987Z");
            assertThat(yaml.get("version").asText()).isEqualTo("1.2 \"x\"");
            assertThat(yaml.at("/config/symbols/1").asText()).isEqualTo("币Y");
            assertThat(yaml.at("/config/timer/every").asText()).isEqualTo("50ms");
        }
    }

    @Test
    void nobodyButItsOwnerReadsASession() throws IOException {
        Path open = Files.createDirectory(temp.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        create().close();
        SessionFolder.createAt(open, CONFIG, START, "1").close();
        SessionFolder.createAt(temp.resolve("b/absent"), CONFIG, START, "1").close();
        OwnerOnly.createFile(open.resolve("engine.log"));
        OwnerOnly.createFile(open.resolve("engine.log"));
        for (Path session : List.of(temp.resolve("a/sessions").resolve(ID), open,
            temp.resolve("b/absent"))) {
            try (Stream<Path> all = Files.walk(session)) {
                assertThat(all).hasSizeGreaterThan(3).allSatisfy(path ->
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString()).endsWith("------"));
            }
        }
    }

    @Test
    void aTakenNameGetsANumber() throws IOException {
        try (SessionFolder first = create();
             SessionFolder second = create();
             SessionFolder third = create()) {
            assertThat(first.id()).isEqualTo(ID);
            assertThat(second.id()).isEqualTo(ID + "-2");
            assertThat(third.id()).isEqualTo(ID + "-3");
        }
    }

    @Test
    void aNamedFolderMustBeAbsentOrEmpty() throws IOException {
        Path folder = temp.resolve("x/mine: own");
        try (SessionFolder session = SessionFolder.createAt(folder, CONFIG, START, "1")) {
            assertThat(session.id()).isEqualTo("mine: own");
            assertThat(session.journal()).isDirectory();
        }
        Path empty = Files.createDirectory(temp.resolve("empty"));
        SessionFolder.createAt(empty, CONFIG, START, "1").close();
        Path file = Files.writeString(temp.resolve("file"), "");
        for (Path taken : new Path[] {folder, empty, file}) {
            assertThatThrownBy(() -> SessionFolder.createAt(taken, CONFIG, START, "1"))
                .isInstanceOf(SessionException.class)
                .hasMessage("not an empty folder: " + taken);
        }
    }

    @Test
    void opensOneThatRanBefore() throws IOException {
        SessionFolder session = create();
        session.close();
        session.close();
        try (SessionFolder again = SessionFolder.open(session.path())) {
            assertThat(again.id()).isEqualTo(ID);
        }
        try (SessionFolder dotted = SessionFolder.open(session.path().resolve("journal/.."))) {
            assertThat(dotted.id()).isEqualTo(ID);
        }
    }

    @Test
    void findsTheNewestInUse() throws IOException {
        Path data = temp.resolve("a/sessions");
        assertThat(SessionFolder.newestInUse(data)).isEmpty();
        SessionFolder second;
        try (SessionFolder first = create()) {
            second = create();
            create().close();
            assertThat(SessionFolder.newestInUse(data)).contains(second.path());
            second.close();
            assertThat(SessionFolder.newestInUse(data)).contains(first.path());
            assertThat(SessionFolder.journalInUse(first.path())).isEqualTo(first.journal());
            Path over = second.path();
            assertThatThrownBy(() -> SessionFolder.journalInUse(over))
                .isInstanceOf(SessionException.class)
                .hasMessage("no engine is running this session: " + over);
        }
        assertThat(SessionFolder.newestInUse(data)).isEmpty();
    }

    @Test
    @Timeout(60)
    void seesTheLockOfAnotherProcessAndLeavesItThere() throws Exception {
        SessionFolder session = create();
        session.close();
        Process other = holder(session.path());
        try (BufferedReader out = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("holding " + ID);
            assertThat(SessionFolder.newestInUse(session.path().getParent()))
                .contains(session.path());
            assertThatThrownBy(() -> SessionFolder.open(session.path()))
                .isInstanceOf(SessionException.class);
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void opensNothingElse() throws IOException {
        Path absent = temp.resolve("absent");
        assertThatThrownBy(() -> SessionFolder.open(absent)).isInstanceOf(SessionException.class)
            .hasMessage("session folder does not exist: " + absent);
        Path file = Files.writeString(temp.resolve("file"), "");
        Path noJournal = Files.createDirectory(temp.resolve("noJournal"));
        Files.writeString(noJournal.resolve("session.yaml"), "");
        Path noSummary = Files.createDirectory(temp.resolve("noSummary"));
        Files.createDirectory(noSummary.resolve("journal"));
        for (Path other : new Path[] {file, noJournal, noSummary}) {
            assertThatThrownBy(() -> SessionFolder.open(other))
                .isInstanceOf(SessionException.class)
                .hasMessageStartingWith("not a session folder: " + other);
            assertThat(Files.exists(other.resolve("lock"))).isFalse();
        }
    }

    @Test
    void isHeldOnceInThisProcess() throws IOException {
        SessionFolder session = create();
        Path link = Files.createSymbolicLink(temp.resolve("link"), session.path());
        for (Path path : new Path[] {session.path(), link}) {
            assertThatThrownBy(() -> SessionFolder.open(path))
                .isInstanceOf(SessionException.class)
                .hasMessage("session folder in use by process " + PID + ": " + path);
        }
        session.close();
        SessionFolder.open(link).close();
    }

    @Test
    @Timeout(60)
    void isHeldByOneProcess() throws Exception {
        SessionFolder session = create();
        assertThatThrownBy(() -> SessionFolder.open(session.path()))
            .as("a refused open in this process must not drop the lock")
            .isInstanceOf(SessionException.class);
        Process refused = holder(session.path());
        try (BufferedReader out = refused.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine())
                .isEqualTo("session folder in use by process " + PID + ": " + session.path());
        } finally {
            refused.destroyForcibly();
        }
        session.close();

        Process other = holder(session.path());
        try (BufferedReader out = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("holding " + ID);
            assertThatThrownBy(() -> SessionFolder.open(session.path()))
                .isInstanceOf(SessionException.class)
                .hasMessage("session folder in use by process " + other.pid() + ": "
                    + session.path());
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        SessionFolder.open(session.path()).close();
    }

    private static Process holder(Path folder) throws IOException {
        return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp", System.getProperty("java.class.path"), LockHolder.class.getName(),
            folder.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pid", "123456789012345678901"})
    @Timeout(60)
    void aLockFileWithoutProcessIdIsNoObstacle(String text) throws IOException {
        SessionFolder session = create();
        session.close();
        Files.writeString(session.path().resolve("lock"), text);
        try (SessionFolder again = SessionFolder.open(session.path())) {
            assertThat(again.path().resolve("lock")).hasContent(Long.toString(PID));
        }
    }

    @Test
    void theLatestIsTheNewestByName() throws IOException {
        Path data = temp.resolve("data");
        assertThat(SessionFolder.latest(data)).isEmpty();
        Files.createDirectory(data);
        assertThat(SessionFolder.latest(data)).isEmpty();
        for (int i = 0; i < 11; i++) {
            SessionFolder.create(data, CONFIG, START, "1").close();
        }
        SessionFolder.create(data, CONFIG, START.minusSeconds(1), "1").close();
        Files.createDirectories(data.resolve("20271122T101500Z-loopback-paper"));
        SessionFolder.createAt(data.resolve("zzz"), CONFIG, START, "1").close();
        assertThat(SessionFolder.latest(data)).contains(data.resolve(ID + "-11"));
        SessionFolder.create(data, CONFIG, START.plusSeconds(1), "1").close();
        assertThat(SessionFolder.latest(data))
            .contains(data.resolve("20261122T101501Z-loopback-paper"));
    }
}
