package io.tickwire.perf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchMainTest {
    @TempDir
    Path folder;

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
        "wire --seconds 0", "wire --streams x", "peers --runs 0", "peers --streams x",
        "micro --time 0", "micro --only nothing", "journal --records 9999",
        "journal --rounds 0", "start --runs 0", "start --seconds 9"})
    void whatIsNotUnderstoodIsUsage(String arguments) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" "))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isNotEmpty();
    }

    @Test
    void helpNamesTheBenches() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("journal", "kill", "micro", "peers", "start", "wire");
    }

    /** However fast it was: all that it reads back must be there, and replay identically. */
    @Test
    void theJournalsOfTheBenchAreWhole() {
        run("journal", "--records", "10000", "--rounds", "1");
        assertThat(out.toString()).as(err.toString()).contains("replay, compared", "import, by")
            .containsPattern("journal: (\\d of 4 within their bars|not judged: .*)\n$");
    }

    /** The whole way, once: real processes, a real SIGKILL. */
    @Test
    void aKilledEngineReplaysAndGoesOn() {
        assertThat(run("kill", "--times", "1", "--seed", "7")).as(out + "\n" + err).isZero();
        assertThat(out.toString().strip()).isEqualTo("kill: 1 of 1 identical, 1 resumed");
        assertThat(err.toString()).contains("seed 7").contains("round 1 of 1");
    }

    /** The whole way, once, and briefly: a load server, an engine, a row of each. */
    @Test
    void theWireIsMeasuredWithBothThreads() throws IOException {
        Path json = folder.resolve("wire.json");
        Path html = folder.resolve("wire.html");
        run("wire", "--seconds", "1", "--warm-up", "1", "--rates", "2000", "--frames", "none",
            "--json", json.toString(), "--html", html.toString());
        JsonNode rows = new ObjectMapper().readTree(json.toFile()).get("rows");
        assertThat(rows).as(out + "\n" + err).hasSize(2);
        for (JsonNode row : rows) {
            JsonNode measured = row.get("run").get("measured");
            assertThat(measured.get("messages").longValue()).as(err.toString()).isPositive();
            assertThat(measured.get("threads").findValuesAsText("name"))
                .contains("tickwire-io", "tickwire-engine");
        }
        assertThat(out.toString().strip().lines().reduce((one, next) -> next).orElseThrow())
            .matches("wire: .*of 2 rows OK, .*");
        assertThat(html).content().contains("<svg", "bookTicker", "ticker");
    }
}
