package io.tickwire.perf.peers;

import io.tickwire.engine.command.ExitCode;
import io.tickwire.perf.load.LoadClient;
import io.tickwire.perf.load.LoadProcess;
import io.tickwire.perf.load.LoadRun;
import io.tickwire.perf.process.Children;
import io.tickwire.perf.process.CommandOutput;
import io.tickwire.perf.process.Folders;
import io.tickwire.perf.report.BenchPage;
import io.tickwire.perf.report.Chart;
import io.tickwire.perf.report.Machine;
import io.tickwire.perf.report.OtherLoad;
import io.tickwire.perf.report.ResultFiles;
import io.tickwire.perf.report.TextTable;
import io.tickwire.perf.wire.TickwireClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench peers}: other people's clients and Tickwire take the same frames from the same
 * server, one after another in an order drawn anew for each run.
 */
@Command(name = "peers", mixinStandardHelpOptions = true, sortOptions = false, description =
    "Tickwire beside other clients at the same server: messages per second, processor time and "
        + "age of ticks. Fetches and builds the others, with Maven and npm. Not judged, and exit "
        + "code 0, where others used the machine, too.")
public final class PeersBench implements Callable<Integer> {
    private static final double US = 1_000;

    @Option(names = "--runs", defaultValue = "3", paramLabel = "N",
        description = "of each client (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--seconds", defaultValue = "3", paramLabel = "S", description =
        "measured of each run (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "5", paramLabel = "S", description =
        "seconds before that, not measured (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--rates", split = ",", defaultValue = "10000,50000,0", paramLabel = "R,R",
        description = "messages a second, 0 is as many as go (default: ${DEFAULT-VALUE})")
    private List<Long> rates;

    @Option(names = "--streams", split = ",", defaultValue = "bookTicker,ticker",
        paramLabel = "K,K", description = "kinds of streams (default: ${DEFAULT-VALUE})")
    private List<String> kinds;

    @Option(names = "--only", split = ",", paramLabel = "NAME,NAME",
        description = "clients whose names begin so (default: all)")
    private List<String> only = List.of();

    @Option(names = "--seed", description = "of the order (default: random)")
    private Long seed;

    @Mixin
    private ResultFiles files;

    @Mixin
    private CommandOutput output;

    private final CompletableFuture<Void> stop;
    private final List<LoadRun> done = new ArrayList<>();

    /**
     * For picocli.
     *
     * @param stop ends it early
     */
    public PeersBench(CompletableFuture<Void> stop) {
        this.stop = stop;
    }

    /**
     * What is written as JSON.
     *
     * @param began    when
     * @param machine  which
     * @param skipped  peers that could not be had
     * @param findings how Tickwire stands
     * @param runs     all
     */
    private record Result(String began, Machine machine, List<String> skipped,
        List<Comparison.Finding> findings, List<LoadRun> runs) {
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (runs < 1 || seconds < 1 || warmUp < 1
            || rates.stream().anyMatch(rate -> rate < 0)) {
            throw output.usage("--runs, --seconds and --warm-up must be above 0, --rates none"
                + " below: " + runs + ", " + seconds + ", " + warmUp + ", " + rates);
        }
        if (!List.of("bookTicker", "ticker").containsAll(kinds)) {
            throw output.usage("--streams are bookTicker and ticker: " + kinds);
        }
        String began = Instant.now().toString();
        PeerPrograms programs = PeerPrograms.find(output);
        List<LoadClient> clients = new ArrayList<>(programs.build());
        clients.add(new TickwireClient(false));
        clients.add(new TickwireClient(true));
        clients.removeIf(client -> !only.isEmpty()
            && only.stream().noneMatch(start -> client.name().startsWith(start)));
        long chosen = seed != null ? seed : new Random().nextLong() >>> 1;
        output.progress("seed " + chosen);
        Path folder = Files.createTempDirectory("tickwire-peers-");
        try (Children children = new Children();
            LoadProcess server = LoadProcess.start(children, false)) {
            stop.thenRun(children::close);
            Machine machine = Machine.of(folder);
            output.print(machine.line());
            all(children, folder, server, clients, new Random(chosen));
            return report(began, machine, programs.skipped());
        } catch (IOException failure) {
            if (!stop.isDone()) {
                throw failure;
            }
            output.print("peers: ended early");
            return ExitCode.OK;
        } finally {
            Folders.delete(folder);
        }
    }

    private void all(Children children, Path folder, LoadProcess server,
        List<LoadClient> clients, Random random) throws IOException, InterruptedException {
        long warmUpNs = TimeUnit.SECONDS.toNanos(warmUp);
        long measureNs = TimeUnit.SECONDS.toNanos(seconds);
        for (int run = 1; run <= runs; run++) {
            for (String kind : kinds) {
                for (long rate : rates) {
                    List<LoadClient> order = new ArrayList<>(clients);
                    Collections.shuffle(order, random);
                    for (LoadClient client : order) {
                        LoadRun one = LoadRun.of(children, folder.resolve("run-" + done.size()),
                            server, client, new LoadRun.Plan(kind, rate, warmUpNs, measureNs));
                        done.add(one);
                        progress(run, one);
                    }
                }
            }
        }
    }

    private void progress(int run, LoadRun one) {
        String name = String.format(Locale.ROOT, "run %d of %d: %s %s %s", run, runs, one.kind(),
            one.rate() == 0 ? "flat out" : one.rate() + "/s", one.client());
        if (one.measured() == null || one.failure() != null) {
            output.progress("FAILED: " + name + ": " + one.failure());
            return;
        }
        output.progress(String.format(Locale.ROOT,
            "%s: %.0f messages/s, p99 %.1f us, %.0f ns CPU a message, other load %.2f%s", name,
            one.measured().perSecond(), one.measured().p99Ns() / US,
            one.measured().cpuNsPerMessage(), one.otherLoad(),
            Comparison.counts(one) ? "" : " (not counted)"));
    }

    private int report(String began, Machine machine, List<String> skipped) throws IOException {
        Comparison comparison = new Comparison(done);
        List<Comparison.Finding> findings = comparison.findings(kinds, rates);
        List<List<String>> cells = new ArrayList<>(List.of(Comparison.HEADER));
        comparison.cells().forEach(cell -> cells.add(cell.cells()));
        TextTable.lines(cells).forEach(output::print);
        findings.forEach(finding -> output.print(finding.line()));
        List<String> about = new ArrayList<>(List.of(machine.line(), "begun " + began));
        findings.forEach(finding -> about.add(finding.line()));
        files.write(
            () -> ResultFiles.json(new Result(began, machine, skipped, findings, done)),
            () -> BenchPage.of("Tickwire and its peers", about, cells, charts(comparison)));
        return verdict(findings, skipped);
    }

    private List<Chart> charts(Comparison comparison) {
        List<Chart> charts = new ArrayList<>();
        for (String kind : kinds) {
            Chart age = new Chart("Age of 99 % of the messages at most: " + kind, "messages/s",
                "us");
            Chart cpu = new Chart("Processor time of a message: " + kind, "messages/s", "ns");
            for (Comparison.Cell cell : comparison.cells()) {
                if (cell.kind().equals(kind)) {
                    age.add(cell.client(), cell.perSecond().median(),
                        cell.p99Ns().median() / US);
                    cpu.add(cell.client(), cell.perSecond().median(), cell.cpuNs().median());
                }
            }
            charts.add(age);
            charts.add(cpu);
        }
        return charts;
    }

    private int verdict(List<Comparison.Finding> findings, List<String> skipped) {
        long met = findings.stream().filter(one -> Boolean.TRUE.equals(one.met())).count();
        long missed = findings.stream().filter(one -> Boolean.FALSE.equals(one.met())).count();
        long unjudged = findings.size() - met - missed;
        long counted = done.stream().filter(Comparison::counts).count();
        long failed = done.stream().filter(Comparison::failed).count();
        String objection = OtherLoad.objection(done.stream().mapToDouble(LoadRun::otherLoad)
            .max().orElse(OtherLoad.UNKNOWN));
        output.print(String.format(Locale.ROOT,
            "peers: %s%d of %d aims met, %d missed, %d %s; %d of %d runs counted%s%s",
            missed + failed > 0 ? "FAILED: " : "", met, findings.size(), missed, unjudged,
            unjudged > 0 && objection != null ? objection : "not judged", counted, done.size(),
            failed > 0 ? "; " + failed + " of Tickwire failed" : "",
            skipped.isEmpty() ? "" : "; SKIPPED: " + String.join(", ", skipped)));
        return missed + failed == 0 ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }
}
