package io.tickwire.perf.wire;

import io.tickwire.engine.command.ExitCode;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench wire}: Tickwire in a process of its own, fed over real sockets by a load server in
 * another, at one rate after another up to as fast as it goes.
 */
@Command(name = "wire", mixinStandardHelpOptions = true, sortOptions = false, description =
    "Messages per second, age of ticks, processor time and bytes allocated, over real sockets of "
        + "this machine, from a few messages a second to as many as go. Not judged, and exit code "
        + "0, where others used the machine, too.")
public final class WireBench implements Callable<Integer> {
    private static final List<Long> TLS_RATES = List.of(10_000L, 0L);
    private static final double US = 1_000;

    @Option(names = "--seconds", defaultValue = "4", paramLabel = "S", description =
        "measured of each row (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "5", paramLabel = "S", description =
        "seconds before that, not measured (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--rates", split = ",", defaultValue = "1000,10000,50000,100000,0",
        paramLabel = "R,R", description = "messages a second, 0 is as many as go (default: "
            + "${DEFAULT-VALUE}; over TLS, without frames, 10000 and 0 of these)")
    private List<Long> rates;

    @Option(names = "--streams", split = ",", defaultValue = "bookTicker,ticker",
        paramLabel = "K,K", description = "kinds of streams (default: ${DEFAULT-VALUE})")
    private List<String> kinds;

    @Option(names = "--frames", split = ",", defaultValue = "none,raw", paramLabel = "F,F",
        description = "what is journaled of frames (default: ${DEFAULT-VALUE})")
    private List<String> frames;

    @Mixin
    private ResultFiles files;

    @Mixin
    private CommandOutput output;

    private final CompletableFuture<Void> stop;
    private final List<WireRow> rows = new ArrayList<>();

    /**
     * For picocli.
     *
     * @param stop ends it early
     */
    public WireBench(CompletableFuture<Void> stop) {
        this.stop = stop;
    }

    /**
     * What is written as JSON.
     *
     * @param began   when
     * @param machine which
     * @param rows    all
     */
    private record Result(String began, Machine machine, List<WireRow> rows) {
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        String began = Instant.now().toString();
        Path folder = Files.createTempDirectory("tickwire-wire-");
        try (Children children = new Children()) {
            stop.thenRun(children::close);
            Machine machine = Machine.of(folder);
            output.print(machine.line());
            measure(children, folder, false);
            if (frames.contains("none") && rates.stream().anyMatch(TLS_RATES::contains)) {
                measure(children, folder, true);
            }
            report(new Result(began, machine, rows));
        } catch (IOException failure) {
            if (!stop.isDone()) {
                throw failure;
            }
        } finally {
            Folders.delete(folder);
        }
        return verdict();
    }

    private void check() {
        if (seconds < 1 || warmUp < 1 || rates.isEmpty()
            || rates.stream().anyMatch(rate -> rate < 0)) {
            throw output.usage("--seconds and --warm-up must be above 0, --rates none below: "
                + seconds + ", " + warmUp + ", " + rates);
        }
        if (!List.of("bookTicker", "ticker").containsAll(kinds)
            || !List.of("none", "raw").containsAll(frames)) {
            throw output.usage("--streams are bookTicker and ticker, --frames none and raw: "
                + kinds + ", " + frames);
        }
    }

    private void measure(Children children, Path folder, boolean tls)
        throws IOException, InterruptedException {
        try (LoadProcess server = LoadProcess.start(children, tls)) {
            for (String kind : kinds) {
                for (String frame : frames) {
                    for (long rate : rates) {
                        if (!stop.isDone()
                            && (!tls || frame.equals("none") && TLS_RATES.contains(rate))) {
                            measure(children, folder, server, kind, frame, rate);
                        }
                    }
                }
            }
        }
    }

    private void measure(Children children, Path folder, LoadProcess server, String kind,
        String frame, long rate) throws IOException, InterruptedException {
        LoadRun.Plan plan = new LoadRun.Plan(kind, rate, TimeUnit.SECONDS.toNanos(warmUp),
            TimeUnit.SECONDS.toNanos(seconds));
        WireRow row = WireRow.of(LoadRun.of(children, folder.resolve("row-" + rows.size()), server,
            new TickwireClient(frame.equals("raw")), plan));
        rows.add(row);
        output.progress(String.join(" ", row.cells()));
    }

    private void report(Result result) throws IOException {
        List<List<String>> cells = new ArrayList<>(List.of(WireRow.HEADER));
        rows.forEach(row -> cells.add(row.cells()));
        TextTable.lines(cells).forEach(output::print);
        files.write(() -> ResultFiles.json(result), () -> BenchPage.of("Tickwire over sockets",
            List.of(result.machine.line(), "begun " + result.began), cells, charts()));
    }

    private List<Chart> charts() {
        Chart age = new Chart("Age of 99 % of the ticks at most, by rate", "messages/s", "us");
        Chart cpu = new Chart("Processor time of a message, by rate", "messages/s", "ns");
        for (WireRow row : rows) {
            LoadRun run = row.run();
            if (run.measured() != null) {
                String series = row.cells().get(0) + " " + row.cells().get(1) + " "
                    + row.cells().get(2);
                double x = run.measured().perSecond();
                age.add(series, x, run.measured().p99Ns() / US);
                cpu.add(series, x, run.measured().cpuNsPerMessage());
            }
        }
        return List.of(age, cpu);
    }

    private int verdict() {
        long well = rows.stream().filter(WireRow::isOk).count();
        long failed = rows.stream().filter(WireRow::failed).count();
        long unjudged = rows.size() - well - failed;
        double load = rows.stream().mapToDouble(row -> row.run().otherLoad()).max()
            .orElse(OtherLoad.UNKNOWN);
        output.print(String.format(Locale.ROOT, "wire: %s%d of %d rows OK, %d failed, %d %s",
            stop.isDone() ? "ended early, " : failed > 0 ? "FAILED: " : "", well, rows.size(),
            failed, unjudged, unjudged > 0 ? OtherLoad.objection(load) : "not judged"));
        return stop.isDone() || failed == 0 ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }
}
