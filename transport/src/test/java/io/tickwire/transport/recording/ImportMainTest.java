package io.tickwire.transport.recording;

import static io.tickwire.transport.recording.QuoteLines.START_NS;
import static io.tickwire.transport.recording.QuoteLines.STEP_NS;
import static io.tickwire.transport.recording.QuoteLines.frame;
import static io.tickwire.transport.recording.QuoteLines.line;
import static io.tickwire.transport.recording.QuoteLines.lines;
import static io.tickwire.transport.recording.QuoteLines.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickwire.engine.command.CommandRunner;
import io.tickwire.engine.command.ExitCode;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.event.RejectedFields;
import io.tickwire.engine.event.TimerFields;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.transport.recording.unpack.Packing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command on recordings as people have them: exit code, words, and what is in the journal. */
final class ImportMainTest {
    private static final byte[] FIFTY =
        text(lines(START_NS, "AUSDT", 50)).getBytes(StandardCharsets.UTF_8);
    private static final int MAX_LINE_LENGTH = 4 << 20;
    private static final long YEAR_NS = 365L * 86_400 * 1_000_000_000;

    @TempDir
    Path folder;

    private int files;
    private int sessions;
    private int exitCode;
    private List<String> out;
    private String err;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("f" + files++), bytes);
    }

    private Path file(List<String> lines) throws IOException {
        return file(text(lines).getBytes(StandardCharsets.UTF_8));
    }

    private void importing(Object... recordings) {
        StringWriter stdout = new StringWriter();
        StringWriter stderr = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("--out", session(++sessions).toString()));
        Stream.of(recordings).map(Object::toString).forEach(arguments::add);
        exitCode = CommandRunner.run(new ImportMain(), new PrintWriter(stdout),
            new PrintWriter(stderr), arguments.toArray(String[]::new));
        out = stdout.toString().lines().toList();
        err = stderr.toString();
    }

    private Path session(int number) {
        // Of one name, which is part of the state.
        return folder.resolve("s" + number).resolve("session");
    }

    private void eachRecord(Consumer<Event> consumer) throws IOException {
        JournalReader reader = JournalReader.open(session(sessions).resolve("journal"));
        Event event;
        while ((event = reader.next()) != null) {
            consumer.accept(event);
        }
    }

    private int count(EventType type) throws IOException {
        int[] count = new int[1];
        eachRecord(event -> count[0] += event.type() == type ? 1 : 0);
        return count[0];
    }

    private void assertTaken(int lines, int ticks, int rejected) throws IOException {
        assertThat(out.get(0)).isEqualTo(
            "imported: " + lines + " lines, " + ticks + " ticks, " + rejected + " rejected");
        assertThat(count(EventType.QUOTE)).isEqualTo(ticks);
        assertThat(count(EventType.REJECTED)).isEqualTo(rejected);
        assertThat(count(EventType.END)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void everyPackingIsTheSameSession(Packing packing) throws IOException {
        importing(file(FIFTY));
        String plain = out.get(3);
        importing(file(packing.pack(FIFTY)));

        assertThat(exitCode).isZero();
        assertTaken(50, 50, 0);
        assertThat(out.get(3)).isEqualTo(plain);
    }

    @Test
    void joinedMembersAreReadAndAnythingElseIsNamed() throws IOException {
        byte[] packed = Packing.GZIP.pack(FIFTY);
        byte[] later = text(lines(START_NS + 50 * STEP_NS, "AUSDT", 50))
            .getBytes(StandardCharsets.UTF_8);
        importing(file(Packing.join(packed, Packing.GZIP.pack(later), new byte[512])));
        assertThat(exitCode).isZero();
        assertTaken(100, 100, 0);

        Path mixed = file(Packing.join(packed, later));
        importing(mixed);
        assertThat(exitCode).isEqualTo(ExitCode.CHECK_FAILED);
        assertTaken(50, 50, 0);
        assertThat(err).contains(mixed + ": what follows the compressed data at byte "
            + packed.length + " is not compressed, in line 51; the lines before it are taken\n")
            .contains("not all could be read; what could is a session: " + session(sessions));
    }

    @Test
    void aCutFileIsTakenUpToTheCut() throws IOException {
        byte[] packed = Packing.GZIP.pack(FIFTY);
        Path cut = file(Arrays.copyOf(packed, packed.length - 12));
        importing(cut);

        assertThat(exitCode).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(err).contains(cut + ": ends at byte " + (packed.length - 12)
            + ", in the middle of what is packed, in line ").doesNotContain("java.");
        assertThat(count(EventType.QUOTE)).isBetween(1, 50);
        importing(file(Arrays.copyOf(packed, 5)));
        assertThat(exitCode).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(err).contains(": ends at byte 5").contains("nothing was taken");
    }

    /** The same to the millisecond in each unit. */
    @ParameterizedTest
    @CsvSource({"1000000000, ''", "1000000000, ':'", "1000000, ''", "1000, ''", "1, ''"})
    void receiveTimesInAnyUnitAreTheSameSession(long unitNs, String end) throws IOException {
        List<String> lines = new ArrayList<>();
        List<String> other = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            long timeNs = START_NS + i * 1_000_000_000L;
            lines.add(line(timeNs, "AUSDT", i));
            other.add(line(timeNs / unitNs + end, "AUSDT", i));
        }
        importing(file(lines));
        String plain = out.get(3);
        importing(file(other));

        assertThat(exitCode).isZero();
        assertThat(out.get(3)).isEqualTo(plain);
        assertThat(err.lines()).hasSize(1).allMatch(told -> told.contains(":1: receive times in "));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 25, 48, 49})
    void aStampYearsAheadCostsItsLineAndNoTime(int at) throws IOException {
        List<String> lines = lines(START_NS, "AUSDT", 50);
        lines.set(at, line(START_NS + 5 * YEAR_NS, "AUSDT", 99));
        Path file = file(lines);
        importing(file);

        assertThat(exitCode).isZero();
        assertTaken(50, 49, 1);
        assertThat(out.get(1)).contains("bad time 1 (first " + file + ':' + (at + 1) + ')');
        assertThat(count(EventType.TIMER)).isLessThan(150);
        long[] newestNs = new long[1];
        eachRecord(event -> newestNs[0] = Math.max(newestNs[0], event.engineNs()));
        assertThat(newestNs[0]).isLessThanOrEqualTo(START_NS + 50 * STEP_NS);
    }

    @ParameterizedTest
    @CsvSource({"1, 1440", "2, 1440", "366, 1440", "3660, 1440"})
    void aGapHasALateTimerAMinuteForADayAndOneForAllBefore(long days, int late)
        throws IOException {
        List<String> lines = lines(START_NS, "AUSDT", 3);
        lines.addAll(lines(START_NS + days * 86_400_000_000_000L + 1_000_000_000, "AUSDT", 3));
        importing(file(lines));

        assertThat(exitCode).isZero();
        assertTaken(6, 6, 0);
        int[] found = new int[1];
        eachRecord(event -> found[0] += event.type() == EventType.TIMER
            && event.get(TimerFields.LATE_NS) > 0 ? 1 : 0);
        assertThat(found[0]).isEqualTo(late);
        assertThat(err).contains(":4: " + days + " d 0 h after the line before");
    }

    @Test
    void aFileForEachSymbolIsWhatOneFileOfBothIs() throws IOException {
        List<String> both = new ArrayList<>();
        List<String> one = lines(START_NS, "AUSDT", 500);
        List<String> other = lines(START_NS + STEP_NS / 2, "BUSDT", 500);
        for (int i = 0; i < 500; i++) {
            both.add(one.get(i));
            both.add(other.get(i));
        }
        importing(file(both));
        String merged = out.get(3);
        Path a = file(one);
        Path b = file(Packing.ZSTD.pack(text(other).getBytes(StandardCharsets.UTF_8)));

        for (Object[] order : List.of(new Object[] {a, b}, new Object[] {b, a})) {
            importing(order);
            assertThat(exitCode).isZero();
            assertThat(out.get(3)).isEqualTo(merged);
            assertThat(err).doesNotContain("older");
        }
    }

    @Test
    void aLineOfMoreThanTheLimitKeepsItsLength() throws IOException {
        String head = START_NS + " {\"a\":\"";
        String at = head + "x".repeat(MAX_LINE_LENGTH - head.length() - 2) + "\"}";
        importing(file(List.of(at, at + " ", head + "y".repeat(5_400_000),
            line(START_NS, "AUSDT", 1))));

        assertThat(exitCode).isZero();
        assertTaken(4, 1, 2);
        List<Long> lengths = new ArrayList<>();
        eachRecord(event -> {
            if (event.type() == EventType.REJECTED) {
                assertThat(RejectReason.of(event.get(RejectedFields.REASON)))
                    .isEqualTo(RejectReason.TOO_LONG);
                assertThat(event.flags() & Flags.CUT).isEqualTo(Flags.CUT);
                lengths.add(event.get(RejectedFields.LENGTH));
            }
        });
        assertThat(lengths)
            .containsExactly(MAX_LINE_LENGTH + 1L, (long) head.length() + 5_400_000);
        assertThat(err).contains("longer than what is read, 4194305 bytes");
    }

    @Test
    void standardInputIsRead() throws IOException {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(Packing.XZ.pack(FIFTY)));
            importing("-", file(lines(START_NS + 1, "BUSDT", 50)));
        } finally {
            System.setIn(before);
        }
        assertThat(exitCode).isZero();
        assertTaken(100, 100, 0);
        importing("-", "-");
        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aNamedPipeIsRead() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("sh", "-c", "mkfifo '" + pipe + "'").start().waitFor() == 0);
        CompletableFuture<Path> writer = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.write(pipe, Packing.GZIP.pack(FIFTY));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        importing(pipe);
        writer.get();
        assertThat(exitCode).as(err).isZero();
        assertTaken(50, 50, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# Tickwire\n\nwords\n", "time,symbol,price\n1,A,2\n",
        "{\"e\":\"trade\"}\n", "2024-07-18T23:57:00Z {}\n"})
    void nothingTakenIsNoSuccess(String text) throws IOException {
        importing(file(text.getBytes(StandardCharsets.UTF_8)));

        assertThat(exitCode).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(err).contains("nothing was taken: "
            + (text.isEmpty() ? "there is no line to read\n" : "no line holds a message"));
        assertThat(err.contains(":1: refused")).isEqualTo(!text.isEmpty());
    }

    @Test
    void whatIsNotThereIsUsage() {
        importing(folder.resolve("none"));
        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(err).isEqualTo("cannot read " + folder.resolve("none") + ": no such file\n");
        importing(folder);
        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(session(sessions)).doesNotExist();
    }

    @Test
    void everyLineIsAccountedFor() throws IOException {
        Path file = file(List.of("\ufeffwss://host/stream <-> 1626992740.1",
            "wss://host/stream <- 1626992740.2: {\"method\":\"SUBSCRIBE\"}",
            "https://host/depth -> 1626992741.3: {}", "configuration: x", "",
            "\ufeff" + line(START_NS, "AUSDT", 1), START_NS + " {\"e\":\"bookTicker\"",
            START_NS + " {\"e\":\"bookTicker\",\"u\":1,\"s\":\"AUSDT\"}", "0 {}", "0 {}", "words",
            START_NS + " {", START_NS + " " + frame("AUSDT", 2)));
        importing(file);

        assertThat(exitCode).isZero();
        assertThat(out).hasSize(4).startsWith("imported: 13 lines, 2 ticks, 6 rejected",
            "lines: messages taken 2; passed over: connections 1, sent messages 1, REST replies 1,"
                + " settings 1, blank 1; refused: bad time 2 (first " + file + ":9), no known form 1"
                + " (first " + file + ":11), not json 2 (first " + file + ":7), missing field 1"
                + " (first " + file + ":8)");
    }

    @Test
    void spotAndFuturesRowsOfOneSymbolAreToldWithWhatToDo() throws IOException {
        String futures = line(START_NS, "AUSDT", 9_000);
        String spot = START_NS + STEP_NS + " {\"u\":7,\"s\":\"AUSDT\","
            + "\"b\":\"1.5\",\"B\":\"2\",\"a\":\"1.6\",\"A\":\"3\"}";
        importing(file(List.of(futures, spot)));
        assertThat(exitCode).isZero();
        assertThat(out).last().isEqualTo("AUSDT has rows of both spot and futures, taken for one"
            + " instrument, so that many count as older: import each market by itself");
        importing(file(List.of(spot, spot)));
        assertThat(out).noneMatch(line -> line.contains("spot"));
    }
}
