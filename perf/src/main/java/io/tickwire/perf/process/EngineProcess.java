package io.tickwire.perf.process;

import io.tickwire.engine.journal.JournalReader;
import io.tickwire.transport.live.LiveMain;
import io.tickwire.transport.live.SiblingJvm;
import io.tickwire.transport.venue.VenueRoots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A live engine in a process of its own, with one session below a folder of its own. */
public final class EngineProcess implements AutoCloseable {
    private static final long BEGIN_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(180);
    private static final long END_TIMEOUT_S = 120;
    private static final long LOOK_EVERY_MS = 20;
    private static final int ERRORS_SHOWN = 400;

    private final Path folder;
    private final Process process;
    private Path session;

    private EngineProcess(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /**
     * Starts it and waits until it has a journal.
     *
     * @param children that it becomes one of
     * @param folder   absent or empty; gets {@code sessions/} and {@code engine-stderr}
     * @param venue    to connect to
     * @param options  further ones of {@code run.sh live}
     * @param flags    further ones of its JVM
     * @return a running engine
     * @throws IOException          if it does not start
     * @throws InterruptedException if the thread is interrupted
     */
    public static EngineProcess start(
        Children children, Path folder, VenueRoots venue, List<String> options,
        List<String> flags)
        throws IOException, InterruptedException {
        Path sessions = Files.createDirectories(folder.resolve("sessions"));
        List<String> arguments = new ArrayList<>(List.of("--venue", "loopback", "--http", "off",
            "--ws-url", venue.ws(), "--rest-url", venue.rest(), "--data", sessions.toString()));
        arguments.addAll(options);
        List<String> command = SiblingJvm.command(LiveMain.class, arguments);
        command.addAll(1, flags);
        EngineProcess engine = new EngineProcess(
            folder, children.start(command, folder.resolve("engine-stderr").toFile()));
        engine.awaitJournal(sessions);
        return engine;
    }

    private void awaitJournal(Path sessions) throws IOException, InterruptedException {
        long startNs = System.nanoTime();
        while (!hasJournal(sessions)) {
            if (process.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                throw new IOException("the engine did not start: " + ending());
            }
            if (System.nanoTime() - startNs > BEGIN_TIMEOUT_NS) {
                process.destroyForcibly();
                throw new IOException("the engine does not begin a journal");
            }
        }
    }

    private boolean hasJournal(Path sessions) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(sessions)) {
            for (Path one : all) {
                Path journal = one.resolve("journal");
                if (Files.isDirectory(journal) && !JournalReader.segments(journal).isEmpty()) {
                    session = one;
                    return true;
                }
            }
        }
        return false;
    }

    /** @return folder of its session */
    public Path session() {
        return session;
    }

    /** @return id of the process */
    public long pid() {
        return process.pid();
    }

    /** @return whether it runs */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Ends it as SIGTERM does.
     *
     * @return null where it ended well, else how, in words
     * @throws IOException          if its last words cannot be read
     * @throws InterruptedException if the thread is interrupted
     */
    public String end() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(END_TIMEOUT_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return "it does not end";
        }
        return process.exitValue() == 0 ? null : ending();
    }

    private String ending() throws IOException {
        String text = Files.readString(
            folder.resolve("engine-stderr"), StandardCharsets.UTF_8).strip();
        return "exit code " + process.exitValue() + ", "
            + text.substring(Math.max(0, text.length() - ERRORS_SHOWN));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
