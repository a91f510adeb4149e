package io.tickwire.perf.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.command.CommandRunner;
import io.tickwire.replay.ReplayMain;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A strategy from a jar through a short scenario: real processes, real sockets. */
final class DrillMainTest {
    private static final String SERVICE = "META-INF/services/io.tickwire.engine.signal.Strategy";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeScenario() throws Exception {
        Files.createDirectories(folder.resolve("scenarios"));
        Files.writeString(folder.resolve("scenarios/closed.yaml"),
            "faults:\n  - {at: 12s, for: 3s, fault: sockets-closed}\n");
        Files.writeString(folder.resolve("short.yaml"), String.join("\n",
            "feed: {stableAfter: 1s}",
            "reconnect: {min: 100ms, max: 500ms, stormPerMinute: 100}",
            "engine: {arena: 1MiB}", "journal: {segment: 2MiB}", ""));
    }

    /** The strategy of README.md, and what it does instead of nothing when a stream is lost. */
    private Path jar(String onLoss) throws Exception {
        String source = Files.readString(
            Path.of(System.getProperty("tickwire.root", "..")).resolve("README.md"));
        int from = source.indexOf("package mine;");
        String readme = source.substring(from, source.indexOf("```", from))
            .replace("// How a stream stands: on every change, and each second.", onLoss);
        Path file = Files.writeString(folder.resolve("EachFifth.java"), readme);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-cp",
            System.getProperty("java.class.path"), "-d", classes.toString(), file.toString()))
            .isZero();
        Path jar = folder.resolve("mine.jar");
        try (OutputStream bytes = Files.newOutputStream(jar);
            JarOutputStream entries = new JarOutputStream(bytes)) {
            entries.putNextEntry(new JarEntry("mine/EachFifth.class"));
            entries.write(Files.readAllBytes(classes.resolve("mine/EachFifth.class")));
            entries.putNextEntry(new JarEntry(SERVICE));
            entries.write("mine.EachFifth".getBytes(StandardCharsets.US_ASCII));
        }
        return jar;
    }

    private int run(String... arguments) {
        CommandLine line = DrillMain.commandLine(new CompletableFuture<>());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private int drill(Path jar, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--strategy", jar.toString(),
            "--scenarios", folder.resolve("scenarios").toString(), "--config",
            folder.resolve("short.yaml").toString(), "--out", folder.resolve("out").toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    @Timeout(value = 150, unit = TimeUnit.SECONDS)
    void tellsWhatTheStrategyDidAndItsSessionKeepsTheJar() throws Exception {
        Path jar = jar("");
        assertThat(drill(jar)).as(out + "\n" + err).isZero();
        assertThat(out.toString()).containsPattern("closed +GREEN ").containsPattern("\n +YELLOW ")
            .contains("stale feed ", "link down 12")
            .endsWith("drill: 1 of 1 scenarios with nothing thrown and an identical replay\n");
        assertThat(folder.resolve("out/drill.txt")).hasContent(out.toString());

        Path session = onlyFolder(folder.resolve("out/closed/sessions"));
        assertThat(replay(session)).isZero();
        Files.delete(jar);
        assertThat(replay(session)).isZero();
        Path kept = session.resolve("journal/strategy.jar");
        Files.copy(jar("int other = 1;"), kept, StandardCopyOption.REPLACE_EXISTING);
        assertThat(replay(session)).isEqualTo(2);
        assertThat(err.toString()).contains("strategy.jar: " + kept + " is not the jar of ");
        Files.delete(kept);
        Files.delete(jar);
        assertThat(replay(session)).isEqualTo(2);
        assertThat(err.toString()).contains("strategy.jar: no such file: " + jar);
    }

    @Test
    @Timeout(value = 150, unit = TimeUnit.SECONDS)
    void anExceptionFailsAndIsTold() throws Exception {
        Path jar = jar("if (stream.flag() == io.tickwire.engine.event.FeedFlag.RED"
            + " || stream.fedBy() == io.tickwire.engine.event.Source.POLL) {"
            + " throw new IllegalStateException(\"lost\"); }");
        assertThat(drill(jar)).as(out + "\n" + err).isEqualTo(1);
        assertThat(out.toString())
            .contains("closed: onFeedStatus threw java.lang.IllegalStateException: lost")
            .endsWith("drill: FAILED: 0 of 1 scenarios with nothing thrown and an identical "
                + "replay\n");
    }

    @Test
    void whatCannotBeLoadedIsUsage() throws Exception {
        assertThat(run()).isEqualTo(2);
        assertThat(drill(folder.resolve("absent.jar"))).isEqualTo(2);
        assertThat(err.toString()).contains("--strategy: no such file");
        assertThat(drill(jar(""), "--class", "mine.Absent")).isEqualTo(2);
        assertThat(err.toString()).contains("--class: no such class: mine.Absent in ")
            .doesNotContain("strategy.class");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void wrongOptionsAreToldBeforeAnythingIsMade() throws Exception {
        Path jar = jar("");
        assertThat(drill(jar, "--only", "closed,absent")).isEqualTo(2);
        assertThat(err.toString()).contains("--only: no scenario absent; there are closed");
        assertThat(drill(jar, "--jobs", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--jobs must be above 0: 0");
        Path scenario = Files.writeString(folder.resolve("scenarios/closed.yaml"),
            "faults:\n  - {at: soon, for: 3s, fault: sockets-closed}\n");
        assertThat(drill(jar)).isEqualTo(2);
        assertThat(err.toString()).contains(scenario + ":\n  faults[0].at: not a duration");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private int replay(Path session) {
        return CommandRunner.run(new ReplayMain(), new PrintWriter(out), new PrintWriter(err, true),
            session.toString());
    }

    private static Path onlyFolder(Path of) throws Exception {
        try (Stream<Path> all = Files.list(of)) {
            return all.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }
}
