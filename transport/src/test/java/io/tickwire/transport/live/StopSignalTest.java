package io.tickwire.transport.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exit code of a process that a signal ends, whatever has become of its run by then. */
final class StopSignalTest {
    @TempDir
    Path folder;

    /** A command that ends, does not, or does not although it makes progress all the time. */
    public static final class Command {
        private Command() {
        }

        /**
         * Runs until it is told to end, and then in one of these ways.
         *
         * @param arguments {@code well}, {@code failed}, {@code stuck} or {@code slow}
         * @throws Exception never
         */
        public static void main(String[] arguments) throws Exception {
            StopSignal stop = StopSignal.install();
            System.out.println("running");
            stop.wanted().get();
            System.out.println("ending");
            CountDownLatch never = new CountDownLatch(1);
            switch (arguments[0]) {
                case "well":
                    stop.exit(0);
                    break;
                case "failed":
                    stop.exit(1);
                    break;
                case "stuck":
                    never.await();
                    break;
                default:
                    while (!never.await(10, TimeUnit.MILLISECONDS)) {
                        stop.stillEnding();
                    }
                    break;
            }
        }
    }

    /** Nobody can say of a run that has not ended that all is well. */
    @ParameterizedTest
    @CsvSource({"well,0", "failed,1", "stuck,3"})
    void isWhatTheRunSaysAndThatItWasHaltedWhereItSaysNothing(String how, int code)
        throws Exception {
        try (Run run = Run.start(folder, Command.class, how)) {
            run.awaitLine("running");
            assertThat(run.signal("TERM").exitCode()).as(run.toString()).isEqualTo(code);
        }
    }

    private static boolean isEndedBy(Run run) {
        try {
            return !run.handle().isAlive() || !run.signal("INT").handle().isAlive();
        } catch (Exception | AssertionError gone) {
            return !run.handle().isAlive();
        }
    }

    @Test
    void ctrlCAgainHaltsWhatHasNotEnded() throws Exception {
        try (Run run = Run.start(folder, Command.class, "slow")) {
            run.awaitLine("running");
            run.signal("TERM").awaitLine("ending");
            // Within the first second it counts as the same signal.
            LiveRig.await("its end", () -> isEndedBy(run));
            assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
        }
    }
}
