package io.tickwire.perf.bench;

import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.journal.JournalTail;
import io.tickwire.perf.process.Children;
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

/**
 * A session whose engine, a process of its own, is killed and resumed again and again. Below its
 * folder: the configuration, {@code sessions/} with the session, and what the processes said.
 */
final class KilledSession {
    private static final long BEGIN_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long END_TIMEOUT_S = 60;
    // The largest segments take some seconds; without a roll the kill comes all the same.
    private static final long ROLL_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long POLL_MS = 1;
    // Longer than any victim may live: a bench that is killed itself leaves nothing behind.
    private static final String VICTIM_DURATION = "90s";
    private static final String RESUME_DURATION = "1500ms";
    private static final int ERRORS_SHOWN = 400;

    private final Path folder;
    private final KillPlan plan;
    private final VenueRoots venue;
    private final Children children;
    private Path session;
    private int processes;

    private KilledSession(Path folder, KillPlan plan, VenueRoots venue, Children children) {
        this.folder = folder;
        this.plan = plan;
        this.venue = venue;
        this.children = children;
    }

    /**
     * Prepares one; no process runs yet.
     *
     * @param folder made anew
     */
    static KilledSession prepare(
        Path folder, KillPlan plan, VenueRoots venue, Children children) throws IOException {
        Files.createDirectories(folder.resolve("sessions"));
        Files.writeString(folder.resolve("config.yaml"), plan.yaml());
        return new KilledSession(folder, plan, venue, children);
    }

    Path folder() {
        return folder;
    }

    KillPlan plan() {
        return plan;
    }

    Path journal() {
        return session.resolve("journal");
    }

    /**
     * Starts the engine, the first time as a new session, later resuming it, and kills it.
     *
     * @param moment counted from the appearance of the incarnation's first segment
     */
    void kill(KillMoment moment)
        throws IOException, InterruptedException, CheckFailedException {
        int before = session == null ? 0 : incarnation();
        Process engine = session == null
            ? start("--venue", "loopback", "--ws-url", venue.ws(), "--rest-url", venue.rest(),
                "--config", folder.resolve("config.yaml").toString(), "--data",
                folder.resolve("sessions").toString(), "--duration", VICTIM_DURATION)
            : start("--resume", session.toString(), "--duration", VICTIM_DURATION);
        awaitSegment(engine, before);
        pause(engine, moment.afterMs());
        if (moment.isAtRoll()) {
            awaitRoll(engine);
            pause(engine, moment.afterRollMs());
        }
        engine.destroyForcibly();
        if (!engine.waitFor(END_TIMEOUT_S, TimeUnit.SECONDS)) {
            throw new CheckFailedException("a killed engine still runs");
        }
    }

    private void awaitSegment(Process engine, int before)
        throws IOException, InterruptedException, CheckFailedException {
        long deadlineNs = System.nanoTime() + BEGIN_TIMEOUT_NS;
        while (!hasSession() || incarnation() == before) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new CheckFailedException("the engine does not begin a journal segment");
            }
            pause(engine, POLL_MS);
        }
    }

    private void pause(Process engine, long ms)
        throws IOException, InterruptedException, CheckFailedException {
        if (engine.waitFor(ms, TimeUnit.MILLISECONDS)) {
            throw new CheckFailedException("the engine ended by itself: " + ending(engine));
        }
    }

    /** Until a segment begins to be made: the engine has just taken the one before. */
    private void awaitRoll(Process engine)
        throws IOException, InterruptedException, CheckFailedException {
        int before = segments();
        long deadlineNs = System.nanoTime() + ROLL_TIMEOUT_NS;
        while (segments() == before && System.nanoTime() - deadlineNs < 0) {
            pause(engine, POLL_MS);
        }
    }

    private int segments() throws IOException {
        return JournalReader.segments(journal()).size();
    }

    /** Of the last segment that says it; 0 before the first. */
    private int incarnation() throws IOException {
        List<Path> files = JournalReader.segments(journal());
        for (int index = files.size(); index > 0; index--) {
            try (JournalTail tail = JournalTail.open(journal(), index)) {
                tail.poll();
                if (tail.incarnation() > 0) {
                    return tail.incarnation();
                }
            }
        }
        return 0;
    }

    private boolean hasSession() throws IOException {
        if (session != null) {
            return true;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.resolve("sessions"))) {
            for (Path one : all) {
                if (Files.isDirectory(one.resolve("journal"))) {
                    session = one;
                    return true;
                }
            }
        }
        return false;
    }

    /** Resumes the session for a short while; it must end by itself, and well. */
    void resume() throws IOException, InterruptedException, CheckFailedException {
        Process engine =
            start("--resume", session.toString(), "--duration", RESUME_DURATION);
        if (!engine.waitFor(END_TIMEOUT_S, TimeUnit.SECONDS)) {
            engine.destroyForcibly();
            throw new CheckFailedException("a resumed engine does not end");
        }
        if (engine.exitValue() != 0) {
            throw new CheckFailedException("resume failed: " + ending(engine));
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--http", "off"));
        all.addAll(List.of(arguments));
        processes++;
        return children.start(SiblingJvm.command(LiveMain.class, all), errors().toFile());
    }

    private Path errors() {
        return folder.resolve("stderr-" + processes);
    }

    private String ending(Process ended) throws IOException {
        String text = Files.readString(errors(), StandardCharsets.UTF_8).strip();
        return "exit code " + ended.exitValue() + ", "
            + text.substring(Math.max(0, text.length() - ERRORS_SHOWN));
    }
}
