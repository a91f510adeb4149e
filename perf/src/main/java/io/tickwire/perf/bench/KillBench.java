package io.tickwire.perf.bench;

import io.tickwire.engine.command.ExitCode;
import io.tickwire.perf.process.Children;
import io.tickwire.perf.process.CommandOutput;
import io.tickwire.perf.process.Folders;
import io.tickwire.transport.live.LoopbackVenue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench kill}: kills the engine at random moments. What it had journaled must read back and
 * replay identically, and the session must go on.
 */
@Command(name = "kill", mixinStandardHelpOptions = true, sortOptions = false, description =
    "Kills the engine (SIGKILL) at random moments: each journal must replay identically and its "
        + "session go on.")
public final class KillBench implements Callable<Integer> {
    private static final int KILLS_PER_SESSION = 4;
    // Fast enough that the smallest segments are rolled several times a second.
    private static final String VENUE_RATE = "10000";
    private static final int MAX_EMPTY_IN_A_ROW = 20;

    @Option(names = "--times", defaultValue = "50",
        description = "how often (default: ${DEFAULT-VALUE})")
    private int times;

    @Option(names = "--seed", description = "of the moments and configurations (default: random)")
    private Long seed;

    @Mixin
    private CommandOutput output;

    private final CompletableFuture<Void> stop;
    private SplittableRandom random;
    private Path folder;
    private KilledSession session;
    private int killsOfSession;
    private int sessions;
    private int done;

    /**
     * For picocli.
     *
     * @param stop ends it early
     */
    public KillBench(CompletableFuture<Void> stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (times < 1) {
            throw output.usage("--times must be above 0: " + times);
        }
        long chosen = seed != null ? seed : new SplittableRandom().nextLong() >>> 1;
        random = new SplittableRandom(chosen);
        output.progress("seed " + chosen);
        folder = Files.createTempDirectory("tickwire-kill-");
        try (Children children = new Children();
            LoopbackVenue venue = LoopbackVenue.start(
                "--rate", VENUE_RATE, "--seed", Long.toString(chosen))) {
            stop.thenRun(children::close);
            return rounds(venue, children);
        }
    }

    private int rounds(LoopbackVenue venue, Children children)
        throws IOException, InterruptedException {
        try {
            for (int empty = 0; done < times && !stop.isDone();) {
                if (session == null) {
                    begin(venue, children);
                }
                empty = round() ? 0 : empty + 1;
                if (empty > MAX_EMPTY_IN_A_ROW) {
                    throw new CheckFailedException("no engine ever journals anything");
                }
            }
        } catch (CheckFailedException | IOException | RuntimeException failure) {
            if (!stop.isDone()) {
                return fail(failure);
            }
        }
        Folders.delete(folder);
        output.print(stop.isDone() && done < times
            ? "kill: ended early, " + done + " of " + times + " identical, " + done + " resumed"
            : "kill: " + done + " of " + times + " identical, " + done + " resumed");
        return ExitCode.OK;
    }

    private int fail(Exception failure) {
        boolean expected = failure instanceof CheckFailedException;
        if (!expected) {
            failure.printStackTrace(output.err());
        }
        output.print("kill: FAILED round " + (done + 1) + ": "
            + (expected ? failure.getMessage() : failure.toString()) + " (kept: "
            + (session == null ? folder : session.folder()) + ")");
        return ExitCode.CHECK_FAILED;
    }

    private void begin(LoopbackVenue venue, Children children) throws IOException {
        sessions++;
        killsOfSession = 0;
        session = KilledSession.prepare(folder.resolve("session-" + sessions),
            KillPlan.draw(random), venue.roots(), children);
    }

    private void discard() throws IOException {
        Folders.delete(session.folder());
        session = null;
    }

    /** One kill; false if it came before anything was journaled, so that nothing was checked. */
    private boolean round() throws IOException, InterruptedException, CheckFailedException {
        KillMoment moment = KillMoment.draw(random, killsOfSession > 0);
        session.kill(moment);
        Verification killed = Verification.of(session.journal());
        if (killed == null) {
            output.progress(
                "killed " + moment.description() + ", before anything was journaled: not counted");
            discard();
            return false;
        }
        session.resume();
        Verification resumed = Verification.of(session.journal());
        if (resumed == null || resumed.incarnation() <= killed.incarnation()) {
            throw new CheckFailedException("resumed, but no new incarnation in the journal");
        }
        if (resumed.replay().events() <= killed.replay().events()) {
            throw new CheckFailedException("resumed, but no new events");
        }
        done++;
        killsOfSession++;
        output.progress("round " + done + " of " + times + ": session " + sessions + " ("
            + session.plan().description() + "), killed " + moment.description() + ": "
            + killed.description() + "; resumed as incarnation " + resumed.incarnation() + ": "
            + (resumed.replay().events() - killed.replay().events()) + " more");
        if (killsOfSession == KILLS_PER_SESSION) {
            discard();
        }
        return true;
    }
}
