package io.tickwire.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session of three orders of 0.005, run with other numbers. */
final class WhatIfTest {
    @TempDir
    Path folder;

    private Path session;

    @BeforeEach
    void run() throws IOException {
        session = folder.resolve("session");
        String config = RunSession.config("");
        RunSession.begin(session, config, config).traffic(10).end().close();
    }

    private List<String> whatIf(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("f.yaml"), yaml);
        Result result = Result.whatIf(session, file);
        assertThat(result.code()).as(result.err()).isZero();
        return result.lines().stream()
            .map(line -> line.replace(file.toString(), "F").strip().replaceAll(" +", " ")).toList();
    }

    @Test
    void withItsOwnNumbersItIsTheSame() throws IOException {
        List<String> lines = whatIf("");
        assertThat(lines).contains("recorded otherwise", "orders 3 3", "orders: filled 3 3",
            "signals 3 3", "BTCUSDT position 0.015 0.015");
        assertThat(lines).last().asString()
            .matches("what if: (\\d+) decisions recorded, \\1 with F");
    }

    /** Of 325.00065, 325.0008 and 325.00095 each 0.05 %, rounded up, make 0.48750121. */
    @Test
    void otherFeesAndMoneyMakeADifference() throws IOException {
        assertThat(whatIf("paper: {takerFee: 0%, balance: 500}")).contains("orders: filled 3 3",
            "cash 9999.51249879 500.00000000");
    }

    @Test
    void otherLimitsAndAnotherStrategyToo() throws IOException {
        assertThat(whatIf("risk: {maxPosition: 0.012}")).contains("orders 3 2",
            "refused: max position 0 1", "BTCUSDT position 0.015 0.010");
        assertThat(whatIf("strategy: {class: " + EveryThird.class.getName()
            + ", settings: {quantity: 7}}")).contains("BTCUSDT position 0.015 0.021");
        assertThat(whatIf("mode: monitor")).contains("orders 3 0", "signals 3 3");
    }

    @Test
    void whatCannotBeIsSaidAndTheSessionIsAsItWas() throws IOException {
        Path file = Files.writeString(folder.resolve("f.yaml"), "paper: {latency: 1}\nriks: 1\n");
        Result bad = Result.whatIf(session, file);
        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.err()).contains("paper.latency", "riks: unknown key, did you mean risk?");
        Result absent = Result.whatIf(session, folder.resolve("none.yaml"));
        assertThat(absent.code()).isEqualTo(2);
        assertThat(absent.err()).contains("--config: no such file: ");
        assertThat(Result.replay(session).out()).startsWith("identical: ");
    }
}
