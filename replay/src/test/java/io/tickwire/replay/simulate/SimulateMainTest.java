package io.tickwire.replay.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.command.CommandRunner;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command says, and its exit codes. */
final class SimulateMainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return CommandRunner.run(
            new SimulateMain(), new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private String lastLine() {
        String[] lines = out.toString().split("\n");
        return lines[lines.length - 1];
    }

    @Test
    void endsWithAVerdictBehindItsTable() {
        int code = run("--seed", "206", "--runs", "2", "--hours", "1");

        assertThat(code).isZero();
        assertThat(out.toString()).contains("closed with 1001", "order: no tick older");
        assertThat(lastLine()).matches("simulate: 2 runs of 1 hours held, [0-9]+ faults, seed 206");
    }

    @Test
    void listsCanariesAndNothingElse() {
        int code = run("--canary", "list");

        assertThat(code).isZero();
        assertThat(out.toString()).isEqualTo(Arrays.stream(Canary.values())
            .map(canary -> canary.label() + "\n").collect(Collectors.joining()));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void saysWhichRuleCaughtTheCanary() {
        int code = run("--canary", "shows-twice", "--seed", "206", "--runs", "2");

        assertThat(code).isOne();
        assertThat(out.toString())
            .startsWith("canary shows-twice caught by rule order, seed 206, in run 1: at ");
    }

    @Test
    void aCanaryThatIsNotCaughtIsNoFailure() {
        int code = run("--canary", "storms", "--seed", "1", "--runs", "1", "--hours", "1");

        assertThat(code).isZero();
        assertThat(out.toString()).isEqualTo("canary storms not caught in 1 run\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--canary=yellow", "--runs=0", "--runs=many", "--hours=0",
        "--hours=1000", "--seed=", "--speed=1"})
    void refusesWhatItDoesNotUnderstand(String argument) {
        int code = run(argument);

        assertThat(code).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains(argument.substring(0, argument.indexOf('=')));
    }
}
