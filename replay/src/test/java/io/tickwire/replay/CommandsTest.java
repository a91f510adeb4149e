package io.tickwire.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.session.SessionFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts and exit codes of replay and verify. */
final class CommandsTest {
    private static final String CONFIG = RunSession.config("");
    private static final String NOT_CLOSED =
        "not closed (no END): the engine was killed, or what it wrote last is gone\n";

    @TempDir
    Path folder;

    private Path session;

    @BeforeEach
    void name() {
        session = folder.resolve("session");
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(session.resolve("journal"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void aSessionReplaysToTheSameDecisions() throws IOException {
        String verdict;
        try (RunSession run = RunSession.begin(session, CONFIG, CONFIG)) {
            run.traffic(200).end();
            verdict = "identical: " + run.events() + " events, " + run.decisions()
                + " decisions, state hash " + run.stateHash();
            assertThat(run.decisions()).isGreaterThan(150);
        }
        assertThat(segments()).hasSizeGreaterThan(3);
        assertThat(Result.replay(session)).isEqualTo(new Result(0, verdict + "\n", ""));
        assertThat(Result.replay(session, "--speed", "1000000").out()).isEqualTo(verdict + "\n");
        assertThat(Result.journal("verify", session).out()).matches("whole: [0-9]+ records\n");

        // Where the first segments are gone, the rest is replayed from its own head.
        String hash = verdict.substring(verdict.indexOf("state hash"));
        Files.delete(segments().get(0));
        Files.delete(segments().get(0));
        Result result = Result.replay(session);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("damaged at segments 1 to 2: absent\n");
        assertThat(result.err().lines().toList().get(1))
            .startsWith("from segment 3 on identical: ").endsWith(hash);
        Result verify = Result.journal("verify", session);
        assertThat(verify.code()).isEqualTo(1);
        assertThat(verify.out()).isEqualTo("damaged at segments 1 to 2: absent\n");
        for (String command : List.of("dump", "describe")) {
            assertThat(Result.journal(command, session).code()).as(command).isEqualTo(1);
        }
    }

    @Test
    void whatWasNotClosedIsSaid() throws IOException {
        RunSession.begin(session, CONFIG, CONFIG).traffic(100).end().close();
        List<Path> all = segments();
        assertThat(all).hasSizeGreaterThan(2);
        for (int last = all.size() - 1; last > 0; last--) {
            Files.delete(all.get(last));
            Result verify = Result.journal("verify", session);
            assertThat(verify.out())
                .matches("torn tail after [0-9]+, not closed \\(no END\\)\n");
            assertThat(verify.err()).isEqualTo(NOT_CLOSED);
            assertThat(verify.code()).isZero();
            Result replay = Result.replay(session);
            assertThat(replay.out()).startsWith("identical: ");
            assertThat(replay.err()).isEqualTo(NOT_CLOSED);
            assertThat(replay.code()).isZero();
            assertThat(Result.journal("dump", session).err()).isEqualTo(NOT_CLOSED);
            assertThat(Result.journal("describe", session).out()).contains(NOT_CLOSED);
        }
    }

    @Test
    void thatARunWasClosedSaysNothingOfTheOneBehindIt() throws IOException {
        RunSession.begin(session, CONFIG, CONFIG).traffic(20).end().close();
        assertThat(Result.journal("verify", session).out()).startsWith("whole: ");
        RunSession.resume(session, CONFIG, 20).traffic(20).close();
        Result verify = Result.journal("verify", session);
        assertThat(verify.out()).matches("torn tail after [0-9]+, not closed \\(no END\\)\n");
        assertThat(verify.err()).isEqualTo(NOT_CLOSED);
        Result replay = Result.replay(session);
        assertThat(replay.out()).startsWith("identical: ");
        assertThat(replay.err()).isEqualTo(NOT_CLOSED);
    }

    @Test
    void aRunThatGoesOnIsSaid() throws IOException {
        RunSession.begin(session, CONFIG, CONFIG).close();
        Files.writeString(session.resolve("session.yaml"), "");
        try (SessionFolder held = SessionFolder.open(session)) {
            assertThat(Result.journal("verify", held.path()).err())
                .isEqualTo("not closed (no END): an engine is running this session\n");
        }
    }

    @Test
    void segmentsWithoutARecordAreNoJournal() throws IOException {
        RunSession.begin(session, CONFIG, CONFIG).traffic(100).end().close();
        for (Path segment : segments()) {
            byte[] bytes = Files.readAllBytes(segment);
            int metadata = (bytes[0] & 0xff) + ((bytes[1] & 0xff) << 8) + 4;
            Files.write(segment, Arrays.copyOf(bytes, metadata));
        }
        for (int round = 0; round < 2; round++) {
            Result verify = Result.journal("verify", session);
            assertThat(verify.out()).isEqualTo("no record in the journal\n");
            assertThat(verify.code()).isEqualTo(1);
            assertThat(Result.replay(session)).isEqualTo(
                new Result(1, "", "no record in the journal\n"));
            assertThat(Result.journal("dump", session)).isEqualTo(
                new Result(1, "", "no record in the journal\n"));
            Result describe = Result.journal("describe", session);
            assertThat(describe.code()).isEqualTo(1);
            assertThat(describe.lines()).contains("no record in the journal");
            // Of no length at all, too.
            for (Path segment : segments()) {
                Files.write(segment, new byte[0]);
            }
        }
    }

    @Test
    void aSegmentThatIsAFolderIsNamedByAllCommands() throws IOException {
        RunSession.begin(session, CONFIG, CONFIG).end().close();
        Path folder = Files.createDirectory(session.resolve("journal/00000002.journal"));
        for (Result result : List.of(Result.replay(session), Result.journal("verify", session),
            Result.journal("describe", session), Result.journal("dump", session))) {
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).isEqualTo(folder + ": is a folder, not a file\n");
        }
    }

    @Test
    void aChainOfIncarnationsIsOneReplay() throws IOException {
        RunSession.begin(session, CONFIG, CONFIG).traffic(60).close();
        RunSession.resume(session, CONFIG, 60).traffic(60).close();
        // Killed: the tail is torn, its last record gone with the end of it.
        Path last = segments().get(segments().size() - 1);
        byte[] bytes = Files.readAllBytes(last);
        Files.write(last, Arrays.copyOf(bytes, bytes.length - 5));
        Result torn = Result.replay(session);
        assertThat(torn.code()).isZero();
        assertThat(torn.out()).startsWith("identical: ");
        assertThat(torn.err()).startsWith("torn at 000000").contains("not closed (no END)");
        Result verify = Result.journal("verify", session);
        assertThat(verify.code()).isZero();
        assertThat(verify.out()).matches("torn tail after [0-9]+, not closed \\(no END\\)\n");

        RunSession.resume(session, CONFIG, 120).traffic(60).end().close();
        Result result = Result.replay(session);
        assertThat(result.out()).startsWith("identical: ");
        assertThat(result.code()).isZero();
        assertThat(Result.journal("verify", session).out()).startsWith("whole: ");
        assertThat(Result.journal("verify", session).err()).startsWith("torn at ");
        assertThat(Result.journal("describe", session).lines()).contains("incarnations  3");
    }

    /** Where the first record stands that does not repeat what is known. */
    private static int behindHead(byte[] bytes, int metadata) {
        ByteBuffer records = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = metadata;
        while ((records.get(at + Header.FLAGS) & Flags.HEAD) != 0) {
            at += records.getInt(at) + Integer.BYTES;
        }
        return at;
    }

    @Test
    void cutAtAnyRecordTheRestIsIdentical() throws IOException {
        RunSession.begin(session, CONFIG, CONFIG).traffic(12).close();
        Path only = segments().get(0);
        byte[] bytes = Files.readAllBytes(only);
        int metadata = (bytes[0] & 0xff) + ((bytes[1] & 0xff) << 8) + ((bytes[2] & 0xff) << 16) + 4;
        int notRecorded = 0;
        for (int cut = behindHead(bytes, metadata); cut < bytes.length; cut += 8) {
            Files.write(only, Arrays.copyOf(bytes, cut));
            Result result = Result.replay(session);
            assertThat(result.out()).as("cut at %d", cut).startsWith("identical: ");
            notRecorded += result.err().contains("not recorded: ") ? 1 : 0;
        }
        assertThat(notRecorded).isPositive();
    }

    @Test
    void anotherDecisionIsNamedByItsFirstField() throws IOException {
        RunSession.begin(session, RunSession.config("quantity: 7"), CONFIG).traffic(10).end()
            .close();
        Result result = Result.replay(session);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).matches("differs at sequence [0-9]+ ORDER_INTENT\\.qty: "
            + "recorded 0\\.007, recomputed 0\\.005\n");
    }

    @Test
    void aMissingDecisionIsNamed() throws IOException {
        String refused = CONFIG.replace("maxOrderQty: 1000", "maxOrderQty: 0.001");
        RunSession.begin(session, refused, CONFIG).traffic(10).end().close();
        Result result = Result.replay(session);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).matches("differs at sequence [0-9]+ output 2: "
            + "recorded RISK_REFUSAL, recomputed ORDER_INTENT\n");

        Path monitor = folder.resolve("monitor");
        RunSession.begin(monitor, CONFIG.replace("mode: paper", "mode: monitor"), CONFIG)
            .traffic(10).end().close();
        assertThat(Result.replay(monitor).out()).matches("differs at sequence [0-9]+ ORDER_INTENT: "
            + "recorded nothing, recomputed cause=.*\n");
        Path paper = folder.resolve("paper");
        RunSession.begin(paper, CONFIG, CONFIG.replace("mode: paper", "mode: monitor"))
            .traffic(10).end().close();
        assertThat(Result.replay(paper).out()).matches("differs at sequence [0-9]+ ORDER_INTENT: "
            + "recorded cause=.* qty=0\\.005 .*, recomputed nothing\n");
    }

    @Test
    void clientIdsBeginWithTheKeyOfTheirRun() throws IOException {
        RunSession.begin(session, CONFIG, CONFIG).traffic(10).end().close();
        RunSession.resume(session, CONFIG, 10).traffic(10).end().close();
        List<String> clientIds = Result.journal("dump", session, "--type", "ORDER_INTENT",
            "--format", "csv").lines().stream().skip(1).map(row -> row.split(",")[4]).toList();
        assertThat(clientIds).hasSizeGreaterThanOrEqualTo(6).doesNotHaveDuplicates();
        assertThat(clientIds.get(0)).startsWith("000000ZZZ");
        assertThat(clientIds.get(clientIds.size() - 1)).startsWith("000001000");
        assertThat(Result.replay(session).out()).startsWith("identical: ");
    }

    @Test
    void aStrategyThatThrewThrowsAgain() throws IOException {
        String throwing = RunSession.config("throwAt: 10");
        String threw = "strategy " + EveryThird.class.getName() + " threw java\\.lang\\."
            + "IllegalStateException: told to throw in onTrade at sequence [0-9]+";
        try (RunSession run = RunSession.begin(session, throwing, throwing)) {
            assertThatThrownBy(() -> run.traffic(20)).hasMessageMatching(threw);
        }
        Result again = Result.replay(session);
        assertThat(again.out()).startsWith("identical: ");
        assertThat(again.err()).matches("ended by a failure: " + threw + "\n");
        assertThatThrownBy(() -> RunSession.resume(session, throwing, 10))
            .isInstanceOf(IOException.class).hasMessageMatching(
                "the session cannot go on: " + threw);

        Path other = folder.resolve("other");
        RunSession.begin(other, CONFIG, throwing).traffic(20).end().close();
        Result result = Result.replay(other);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).matches(
            "differs at .* TRADE: recorded no failure, recomputed " + threw + "\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void damageIsNamedAndFails() throws IOException {
        RunSession.begin(session, CONFIG, CONFIG).traffic(100).end().close();
        Path second = segments().get(1);
        byte[] bytes = Files.readAllBytes(second);
        bytes[bytes.length - 500] ^= 4;
        Files.write(second, bytes);
        for (Result result : List.of(Result.replay(session), Result.journal("verify", session))) {
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.out()).startsWith("damaged at 00000002.journal byte ");
            assertThat(result.lines()).hasSize(1);
            assertThat(result.err()).startsWith("damaged at 00000002.journal byte ");
        }
        assertThat(Result.journal("describe", session).code()).isEqualTo(1);
        Result dump = Result.journal("dump", session, "--type", "TRADE", "--format", "csv");
        assertThat(dump.code()).isEqualTo(1);
        assertThat(dump.lines()).hasSizeBetween(100, 101);

        // The configuration itself.
        Path first = segments().get(0);
        bytes = Files.readAllBytes(first);
        bytes[80] ^= 1;
        Files.write(first, bytes);
        assertThat(Result.replay(session).out())
            .isEqualTo("damaged at 00000001.journal byte 0: metadata checksum differs\n");
    }

    @Test
    void aStrategyThatCannotReadItsStateIsNamed() throws IOException {
        RunSession.begin(session, CONFIG, RunSession.config("throwAt: -1")).traffic(200).end()
            .close();
        Files.delete(segments().get(0));
        Result result = Result.replay(session);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("strategy " + EveryThird.class.getName()
            + " threw java.lang.IllegalStateException: told not to read in readState at sequence "
            + "0\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9_999})
    void garbageIsNoJournal(int length) throws IOException {
        byte[] garbage = new byte[length];
        new Random(7).nextBytes(garbage);
        Files.createDirectories(session.resolve("journal"));
        Files.write(session.resolve("journal/00000001.journal"), garbage);
        Result verify = Result.journal("verify", session);
        assertThat(verify.code()).isEqualTo(1);
        assertThat(verify.out()).matches(
            "damaged at 00000001.journal byte 0: .*, no record in the journal\n");
        Result replay = Result.replay(session);
        assertThat(replay.code()).isEqualTo(1);
        assertThat(replay.err()).isEqualTo("no record in the journal\n");
    }

    @Test
    void usageIsTwo() throws IOException {
        Path absent = folder.resolve("absent");
        Path empty = Files.createDirectories(folder.resolve("empty/journal")).getParent();
        for (Path none : List.of(absent, folder, empty)) {
            for (Result result : List.of(Result.replay(none), Result.journal("verify", none),
                Result.journal("describe", none), Result.journal("dump", none))) {
                assertThat(result.code()).isEqualTo(2);
                assertThat(result.out()).isEmpty();
                assertThat(result.err()).contains(none.toString());
            }
        }
        assertThat(Result.replay().code()).isEqualTo(2);
        assertThat(Result.journal().code()).isEqualTo(2);
        assertThat(Result.journal().err())
            .isEqualTo("which one? describe, dump, verify; see ./run.sh help journal\n");
        assertThat(Result.journal("nonsense", empty).code()).isEqualTo(2);
        RunSession.begin(session, CONFIG, CONFIG).close();
        for (String speed : List.of("0", "-1", "fast", "NaN", "Infinity")) {
            assertThat(Result.replay(session, "--speed=" + speed).code()).as(speed).isEqualTo(2);
        }
        assertThat(Result.replay("--help").code()).isZero();
    }

    @Test
    void aConfigurationThatCannotBeUsedIsTwo() throws IOException {
        RunSession.begin(session, CONFIG, CONFIG.replace("EveryThird", "Absent")).close();
        Result result = Result.replay(session);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("no such class");
    }
}
