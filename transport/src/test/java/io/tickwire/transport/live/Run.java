package io.tickwire.transport.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A main of ours as a process: this JVM's java, class path and flags; what it says so far. */
final class Run implements AutoCloseable {
    private static final long DEADLINE_S = 60;

    private final Process process;
    private final BufferedReader out;
    private final Thread reader;
    private final Path errors;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private Run(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.out = new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.reader = new Thread(this::read, "stdout-reader");
        this.reader.setDaemon(true);
    }

    static Run start(Path folder, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Djava.io.tmpdir=" + folder);
        // Not that of the tests, which is on the class path too.
        command.add("-Dlogback.configurationFile=");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile(folder, "stderr", ".txt");
        Run run = new Run(new ProcessBuilder(command).directory(folder.toFile())
            .redirectError(errors.toFile()).start(), errors);
        run.reader.start();
        return run;
    }

    private void read() {
        try {
            String line;
            while ((line = out.readLine()) != null) {
                lines.add(line);
            }
        } catch (IOException closedByTheTest) {
            lines.add("(closed)");
        }
    }

    List<String> lines() {
        return lines;
    }

    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitLine(String regex) {
        Pattern pattern = Pattern.compile(regex);
        await("stdout " + regex, () -> lines.stream().anyMatch(
            line -> pattern.matcher(line).matches()));
    }

    void awaitError(String part) {
        await("stderr " + part, () -> errors().contains(part));
    }

    private void await(String what, java.util.function.BooleanSupplier condition) {
        try {
            LiveRig.await(what, condition);
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + "\n" + this, late);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Sends a signal by its name. */
    Run signal(String name) throws Exception {
        Process kill =
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor(DEADLINE_S, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
        return this;
    }

    /** Nobody reads its stdout any more. */
    void hangUp() throws IOException {
        process.getInputStream().close();
    }

    /** Waits for its end; all output is there then. */
    int exitCode() throws Exception {
        assertThat(process.waitFor(DEADLINE_S, TimeUnit.SECONDS)).as(toString()).isTrue();
        reader.join(TimeUnit.SECONDS.toMillis(DEADLINE_S));
        return process.exitValue();
    }

    String lastLine() {
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    @Override
    public String toString() {
        return "stdout " + lines + "\nstderr " + errors();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
