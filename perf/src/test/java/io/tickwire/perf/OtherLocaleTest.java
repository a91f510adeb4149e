package io.tickwire.perf;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.replay.JournalMain;
import io.tickwire.replay.ReplayMain;
import io.tickwire.transport.live.LiveMain;
import io.tickwire.transport.live.SiblingJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A session on a machine with other digits and another time zone, in a folder
 * whose name needs quotes: it runs on a venue of its own, is gone on with, looked at and replayed,
 * and any other machine can read what it leaves. As processes; the printed command is run by bash.
 */
final class OtherLocaleTest {
    private static final long DEADLINE_S = 60;
    private static final List<String> FLAGS = List.of(
        "-Duser.language=mr", "-Duser.country=IN", "-Duser.timezone=Asia/Kolkata");

    @TempDir
    Path folder;

    /** The command line of a main of ours on such a machine; the last of each flag wins. */
    private static List<String> command(Class<?> main, String... arguments) {
        List<String> command = SiblingJvm.command(main, List.of(arguments));
        command.addAll(command.indexOf("-cp"), FLAGS);
        return command;
    }

    /** Runs it to its end, which is a good one; its stdout is for any machine. */
    private List<String> run(List<String> command) throws Exception {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command).directory(folder.toFile())
            .redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(DEADLINE_S, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
        String text = Files.readString(out);
        assertThat(process.exitValue()).as(text + Files.readString(err)).isZero();
        String printed = text.replace("मराठी", "").replace("é", "");
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(printed)).as(text).isTrue();
        return text.lines().toList();
    }

    /** So that the printed command finds the program: its replay, on the same machine. */
    private void makeProgram() throws IOException {
        String java = command(ReplayMain.class).stream()
            .map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Path program = Files.writeString(folder.resolve("run.sh"), String.format(Locale.ROOT,
            "#!/bin/sh\n[ \"$1\" = replay ] && shift && exec %s \"$@\"\n", java));
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void aSessionIsTheSameForEveryMachine() throws Exception {
        makeProgram();
        Path config = Files.writeString(folder.resolve("config.yaml"),
            "engine: {arena: 1MiB}\njournal: {segment: 2MiB}\nhttp: {port: off}\n");
        String data = "a b'c $d/मराठी é";
        List<String> live = run(command(LiveMain.class, "--config", config.toString(),
            "--data", data, "--duration", "2s"));
        assertThat(live.get(0)).isEqualTo("Balance: 10000.00 USDT (paper)");
        Path session;
        try (Stream<Path> all = Files.list(folder.resolve(data))) {
            session = all.findFirst().orElseThrow();
        }
        assertThat(session.getFileName().toString()).matches("20[0-9]{6}T[0-9]{6}Z-loopback-paper");
        String path = session.toString();
        String printed = last(run(
            command(LiveMain.class, "--resume", path, "--duration", "1s")));
        try (Stream<Path> segments = Files.list(session.resolve("journal"))) {
            assertThat(segments.map(file -> file.getFileName().toString()).sorted())
                .startsWith("00000001.journal", "00000002.journal");
        }

        for (String command : List.of(last(live), printed)) {
            assertThat(command).startsWith("replay: ./run.sh replay ");
            assertThat(run(List.of("bash", "-c", command.substring("replay: ".length()))))
                .singleElement().asString().startsWith("identical: ");
        }
        assertThat(run(command(JournalMain.class, "describe", path)))
            .contains("incarnations  2");
        assertThat(run(command(JournalMain.class, "dump", "--type", "QUOTE", "--format",
            "csv", path)).get(0)).startsWith("receive_ns,symbol,");
        // On a busy machine so short a run has perhaps no tick to tell of.
        assertThat(run(command(LatencyMain.class, path)))
            .anyMatch(line -> line.startsWith("hop (us) "));
    }
}
