package io.tickwire.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchMainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = BenchMain.commandLine(new CompletableFuture<>());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing", "kill --times 0", "kill --times x", "kill --what",
        "wire --rate 0"})
    void whatIsNotUnderstoodIsUsage(String arguments) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" "))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isNotEmpty();
    }

    @Test
    void helpNamesTheBenches() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("kill", "wire");
    }

    /** The whole way, once: real processes, a real SIGKILL. */
    @Test
    void aKilledEngineReplaysAndGoesOn() {
        assertThat(run("kill", "--times", "1", "--seed", "7")).as(out + "\n" + err).isZero();
        assertThat(out.toString().strip()).isEqualTo("kill: 1 of 1 identical, 1 resumed");
        assertThat(err.toString()).contains("seed 7").contains("round 1 of 1");
    }
}
