package io.tickwire.transport.recording;

import static io.tickwire.transport.recording.QuoteLines.START_NS;
import static io.tickwire.transport.recording.QuoteLines.STEP_NS;
import static io.tickwire.transport.recording.QuoteLines.line;
import static io.tickwire.transport.recording.QuoteLines.lines;
import static io.tickwire.transport.recording.QuoteLines.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.transport.recording.RecordedLine.Kind;
import io.tickwire.transport.recording.unpack.Packing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of one and of several recordings: their order, and which of their times are believed. */
final class RecordingsTest {
    private static final int MAX_LENGTH = 1_000;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long YEAR_NS = 365 * 24 * HOUR_NS;

    @TempDir
    Path folder;

    private final List<String> notices = new ArrayList<>();
    private final List<String> damages = new ArrayList<>();
    private int files;

    private Path file(List<String> lines) throws IOException {
        return file(text(lines).getBytes(StandardCharsets.UTF_8));
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("f" + files++), bytes);
    }

    /** Each line as place, and kind or time. */
    private List<String> read(Path... paths) throws IOException {
        notices.clear();
        List<String> read = new ArrayList<>();
        try (Recordings recordings =
            Recordings.open(Recordings.files(List.of(paths)), MAX_LENGTH, notices::add)) {
            RecordedLine line;
            while ((line = recordings.next()) != null) {
                String place = line.place().substring(folder.toString().length() + 1);
                read.add(place + ' ' + (line.kind() == Kind.FRAME
                    ? (line.receiveNs() - START_NS) / STEP_NS : line.kind()));
            }
            damages.addAll(recordings.damages());
        }
        return read;
    }

    private static List<String> refused(List<String> read) {
        return read.stream().filter(line -> line.endsWith("BAD_TIME")).toList();
    }

    /** Wherever it stands, and however it is wrong. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0, 25", "0, 49", "years, 0", "years, 1", "years, 25", "years, 48",
        "years, 49", "past, 0", "past, 1", "past, 25", "past, 49", "hour, 0", "hour, 1",
        "hour, 25", "hour, 48", "micro, 0", "micro, 25", "micro, 49"})
    void oneBadTimeCostsOneLine(String wrong, int at) throws IOException {
        List<String> lines = lines(START_NS, "AUSDT", 50);
        long timeNs = START_NS + at * STEP_NS;
        lines.set(at, line(switch (wrong) {
            case "years" -> Long.toString(timeNs + 10 * YEAR_NS);
            case "past" -> Long.toString(timeNs - 10 * YEAR_NS);
            case "hour" -> Long.toString(timeNs + HOUR_NS);
            case "micro" -> Long.toString(timeNs / 1_000_000 / 1_000_000);
            default -> wrong;
        }, "AUSDT", at + 1));

        List<String> read = read(file(lines));

        assertThat(read).hasSize(50);
        assertThat(refused(read)).containsExactly("f0:" + (at + 1) + " BAD_TIME");
        assertThat(notices).filteredOn(notice -> notice.contains("f0:" + (at + 1) + ": refused"))
            .hasSize(1).allMatch(notice -> notice.matches(switch (wrong) {
                case "years" -> ".* 36(50 d 0|49 d 23) h ahead of those of the lines around it";
                case "past" -> ".* 36(50 d 0|49 d 23) h behind those of the lines around it";
                case "hour" -> ".* (1 h 0|59) m .*ahead of those of the lines around it";
                default -> ".* no time in s, ms, us or ns since 1970: [0-9]+";
            }));
        assertThat(notices).noneMatch(notice -> notice.contains("older"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 40})
    void aBurstOfBadTimesCostsItsLines(int burst) throws IOException {
        for (int at : new int[] {0, 100, 300}) {
            List<String> lines = lines(START_NS, "AUSDT", 500);
            for (int i = at; i < at + burst; i++) {
                lines.set(i, line(START_NS + YEAR_NS + i * STEP_NS, "AUSDT", i));
            }
            assertThat(refused(read(file(lines)))).hasSize(burst);
            assertThat(notices).filteredOn(notice -> notice.contains(": refused: "))
                .hasSize(Math.min(burst, 3));
            assertThat(notices.stream().anyMatch(notice ->
                notice.endsWith(burst + " lines refused for receive times far from those around"
                    + " them"))).isEqualTo(burst > 3);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {61, 3_600, 86_401, 31_536_000, 315_360_000})
    void aGapThatTheLinesBehindItConfirmIsOne(long gapS) throws IOException {
        List<String> lines = lines(START_NS, "AUSDT", 5);
        lines.addAll(lines(START_NS + gapS * 1_000_000_000, "AUSDT", 5));

        assertThat(refused(read(file(lines)))).isEmpty();
        assertThat(notices).hasSize(2);
        assertThat(notices.get(1)).contains("f0:6: ").contains(" after the line before");
    }

    @Test
    void aGapOfAMinuteIsNotWorthAWord() throws IOException {
        List<String> lines = lines(START_NS, "AUSDT", 1);
        lines.addAll(lines(START_NS + ReceiveTimes.LEAP_NS, "AUSDT", 1));

        assertThat(read(file(lines))).containsExactly("f0:1 0", "f0:2 600");
        assertThat(notices).hasSize(1);
    }

    @Test
    void aLoneLineIsBelievedForADay() throws IOException {
        long atNs = START_NS + ReceiveTimes.LONE_STEP_NS;
        assertThat(refused(read(file(List.of(line(START_NS, "A", 1), line(atNs, "A", 2))))))
            .isEmpty();
        assertThat(refused(read(file(List.of(line(START_NS, "A", 1), line(atNs + 1, "A", 2))))))
            .hasSize(1);
    }

    @Test
    void aSparseRecordingIsBelieved() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            lines.add(line(START_NS + i * 50 * HOUR_NS, "AUSDT", i));
        }
        List<String> read = read(file(lines));
        // Of the last one nothing says that it is right.
        assertThat(refused(read)).containsExactly("f0:400 BAD_TIME");
        assertThat(notices).anyMatch(notice -> notice.contains("gaps of more than a minute"));
    }

    @Test
    void jitterIsCountedAndTold() throws IOException {
        List<String> lines = lines(START_NS, "AUSDT", 10);
        lines.add(3, lines.remove(5));
        lines.add(3, lines.remove(6));

        assertThat(read(file(lines))).containsExactly("f0:1 0", "f0:2 1", "f0:3 2", "f0:4 6",
            "f0:5 5", "f0:6 3", "f0:7 4", "f0:8 7", "f0:9 8", "f0:10 9");
        assertThat(notices.get(1)).endsWith("lines older than one before them: 3, by up to "
            + "300.000 ms, the first in line 5; time stands still for them");
    }

    @Test
    void partsOfOneFileInTheWrongOrderAreTakenAndTold() throws IOException {
        List<String> lines = lines(START_NS + 48 * HOUR_NS, "AUSDT", 200);
        lines.addAll(lines(START_NS, "AUSDT", 200));

        assertThat(refused(read(file(lines)))).isEmpty();
        assertThat(notices.get(1)).contains("older than one before them: 200, by up to 2 d 0 h");
    }

    @Test
    void filesAreMergedWhateverTheirOrder() throws IOException {
        Path a = file(lines(START_NS, "AUSDT", 4));
        Path b = file(Packing.XZ.pack(text(lines(START_NS + STEP_NS / 2, "BUSDT", 4))
            .getBytes(StandardCharsets.UTF_8)));
        Path earlier = file(lines(START_NS - 10 * STEP_NS, "AUSDT", 2));
        List<String> merged = List.of("f2:1 -10", "f2:2 -9", "f0:1 0", "f1:1 0", "f0:2 1",
            "f1:2 1", "f0:3 2", "f1:3 2", "f0:4 3", "f1:4 3");

        assertThat(read(a, b, earlier)).isEqualTo(merged);
        assertThat(read(earlier, b, a)).isEqualTo(merged);
        assertThat(notices).noneMatch(notice -> notice.contains("older"));
    }

    @Test
    void atEqualTimesTheOrderGivenCounts() throws IOException {
        Path a = file(lines(START_NS, "AUSDT", 2));
        Path b = file(lines(START_NS, "BUSDT", 2));

        assertThat(read(a, b)).containsExactly("f0:1 0", "f1:1 0", "f0:2 1", "f1:2 1");
        assertThat(read(b, a)).containsExactly("f1:1 0", "f0:1 0", "f1:2 1", "f0:2 1");
    }

    @Test
    void aBadTimeInOneFileDoesNotHoldItBack() throws IOException {
        List<String> lines = lines(START_NS, "AUSDT", 20);
        lines.set(0, line(START_NS + YEAR_NS, "AUSDT", 1));
        lines.set(10, line(START_NS + YEAR_NS, "AUSDT", 1));
        Path a = file(lines);
        Path b = file(lines(START_NS + STEP_NS / 2, "BUSDT", 20));

        List<String> read = read(a, b);
        assertThat(refused(read)).hasSize(2);
        assertThat(read.indexOf("f0:20 19")).isGreaterThan(read.indexOf("f1:19 18"));
        assertThat(notices).noneMatch(notice -> notice.contains("older"));
    }

    @Test
    void linesWithoutTimeStayWhereTheyAre() throws IOException {
        List<String> lines = lines(START_NS, "AUSDT", 2);
        lines.add(0, "wss://host <-> 1");
        lines.add(2, "");
        lines.add("words");
        Path a = file(lines(START_NS - STEP_NS, "BUSDT", 1));

        assertThat(read(file(lines), a)).containsExactly("f0:1 -1", "f1:1 CONNECTION", "f1:2 0",
            "f1:3 BLANK", "f1:4 1", "f1:5 BAD_LINE");
    }

    @Test
    void theFilesOfAZipAreMergedAsWell() throws IOException {
        Path zip = file(Packing.zip(
            "b", text(lines(START_NS + STEP_NS / 2, "BUSDT", 2)).getBytes(StandardCharsets.UTF_8),
            "a.gz", Packing.GZIP.pack(
                text(lines(START_NS, "AUSDT", 2)).getBytes(StandardCharsets.UTF_8))));

        assertThat(read(zip))
            .containsExactly("f0/a.gz:1 0", "f0/b:1 0", "f0/a.gz:2 1", "f0/b:2 1");
    }

    @Test
    void aZipThatWasCutIsReadFromItsBegin() throws IOException {
        byte[] text = text(lines(START_NS, "AUSDT", 2)).getBytes(StandardCharsets.UTF_8);
        byte[] one = Packing.zip("a", text);
        byte[] two = Packing.zip("a", text, "b", text);

        assertThat(read(file(Arrays.copyOf(one, one.length - 60)))).hasSize(2);
        assertThat(read(file(Arrays.copyOf(two, two.length - 10)))).hasSize(2);
        assertThat(damages.get(damages.size() - 1)).contains("a zip of several files");
    }

    @Test
    void aDamagedFileEndsAndTheOthersGoOn() throws IOException {
        byte[] packed = Packing.GZIP.pack(
            text(lines(START_NS, "AUSDT", 10)).getBytes(StandardCharsets.UTF_8));
        Path a = file(Packing.join(packed, "rest".getBytes(StandardCharsets.UTF_8)));
        Path b = file(lines(START_NS, "BUSDT", 20));

        assertThat(read(a, b)).hasSize(30);
        assertThat(damages).containsExactly(a + ": what follows the compressed data at byte "
            + packed.length + " is not compressed, in line 11; the lines before it are taken");
        assertThat(notices).containsAll(damages);
    }

    @Test
    void hundredsOfFilesAreNotOpenAtOnce() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        Path[] paths = new Path[300];
        for (int i = 0; i < paths.length; i++) {
            paths[i] = file(lines(START_NS + i * 10 * STEP_NS, "AUSDT", 2));
        }
        try (Recordings recordings =
            Recordings.open(Recordings.files(List.of(paths)), MAX_LENGTH, notices::add)) {
            long before = Files.isDirectory(descriptors) ? count(descriptors) : 0;
            int lines = 0;
            while (recordings.next() != null) {
                lines++;
                assertThat(Files.isDirectory(descriptors) ? count(descriptors) : 0)
                    .isLessThan(before + 50);
            }
            assertThat(lines).isEqualTo(600);
        }
    }

    private static long count(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> read(folder.resolve("none")))
            .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> read(folder)).hasMessageContaining("a folder");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2024-07-18T23:57:00Z {}|times in ISO 8601 are not read",
        "\"2024-07-18 23:57:00\",1,2|times in ISO 8601 are not read",
        "time,symbol,price|it looks like CSV", "1721347020,BTCUSDT,1|it looks like CSV",
        "{\"e\":\"trade\"}|JSON without a receive time before it",
        "<html><body>|it looks like XML or HTML", "# Tickwire|no known form: # Tickwire",
        "0 {}|no time in s, ms, us or ns since 1970: 0"})
    void whatIsNotReadIsNamedOnceWithItsLine(String line, String words) throws IOException {
        read(file(List.of("", line, line)));

        assertThat(notices).hasSize(1);
        assertThat(notices.get(0)).contains("f0:2: refused: " + words);
    }
}
