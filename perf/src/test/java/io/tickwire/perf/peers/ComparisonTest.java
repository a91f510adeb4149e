package io.tickwire.perf.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.perf.load.LoadProcess;
import io.tickwire.perf.load.LoadRun;
import io.tickwire.perf.report.Measured;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final List<LoadRun> runs = new ArrayList<>();

    private void add(
        String client, long rate, long messages, long cpuNs, long p99Ns, double otherLoad) {
        runs.add(new LoadRun(client, "bookTicker", false, rate, new Measured(messages, messages,
            SECOND_NS, cpuNs * messages, p99Ns, p99Ns, p99Ns, p99Ns, 1, 1, List.of()), otherLoad,
            new LoadProcess.Sent(1, 1), 0.1, null));
    }

    private List<String> lines(long rate) {
        return new Comparison(runs).findings(List.of("bookTicker"), List.of(rate)).stream()
            .map(Comparison.Finding::line).toList();
    }

    @Test
    void flatOutItIsTheMedianOfTheBestPeerThatCounts() {
        for (long messages : new long[] {100, 900, 200}) {
            add("slow", 0, messages, 1, 1, 0);
            add("fast", 0, messages * 2, 1, 1, 0);
            add("tickwire none", 0, messages * 8, 1, 1, 0);
            add("tickwire raw", 0, messages * 3, 1, 1, 0);
        }
        assertThat(lines(0)).containsExactly(
            "bookTicker flat out, tickwire none: 4.00 times the best peer (fast, "
                + "400 messages/s), wanted 4: met",
            "bookTicker flat out, tickwire raw: 1.50 times the best peer (fast, "
                + "400 messages/s), wanted 2: MISSED");
    }

    @Test
    void pacedItIsTheLeastOfThoseThatKeepUp() {
        add("late", 1_000, 900, 1, 1_000, 0);
        add("old", 1_000, 1_000, 20, 9_000, 0);
        add("dear", 1_000, 1_000, 90, 5_000, 0);
        add("tickwire none", 1_000, 1_000, 30, 5_000, 0);
        assertThat(lines(1_000)).containsExactly(
            "bookTicker at 1000/s, tickwire none, p99: 5.0 us, the best peer 5.0 (dear): met",
            "bookTicker at 1000/s, tickwire none, CPU a message: 30.0 ns, the best peer 20.0 "
                + "(old): MISSED");
    }

    @Test
    void besideOtherLoadNothingIsJudged() {
        add("fast", 0, 100, 1, 1, 0.51);
        add("tickwire none", 0, 1_000, 1, 1, 0);
        assertThat(lines(0)).containsExactly("bookTicker flat out, tickwire none: not judged",
            "bookTicker flat out, tickwire raw: not judged");
        assertThat(new Comparison(runs).cells()).hasSize(1);
    }

    @Test
    void onlyARunOfTickwireFails() {
        add("fast", 0, 0, 1, 1, 0);
        add("tickwire none", 0, 1_000, 1, 1, 9);
        assertThat(runs).noneMatch(Comparison::failed);
        add("tickwire raw", 0, 0, 1, 1, 0);
        assertThat(runs.get(2)).matches(Comparison::failed);
        runs.add(new LoadRun("tickwire none", "bookTicker", false, 0, null, 9,
            new LoadProcess.Sent(1, 1), 0.1, "it ended"));
        assertThat(runs.get(3)).matches(Comparison::failed);
    }

    @Test
    void aCellHasAsManyColumnsAsTheHeader() {
        add("fast", 0, 100, 1, 1, 0);
        assertThat(new Comparison(runs).cells().get(0).cells())
            .hasSameSizeAs(Comparison.HEADER);
    }
}
