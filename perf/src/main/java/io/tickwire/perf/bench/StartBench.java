package io.tickwire.perf.bench;

import io.tickwire.engine.command.ExitCode;
import io.tickwire.perf.process.Children;
import io.tickwire.perf.process.CommandOutput;
import io.tickwire.perf.process.EngineProcess;
import io.tickwire.perf.process.Folders;
import io.tickwire.perf.process.VenueProcess;
import io.tickwire.perf.report.OtherLoad;
import io.tickwire.perf.report.Spread;
import io.tickwire.perf.report.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench start}: starts an engine again and again, and compares the way of its first thousand
 * ticks with that of the later ones.
 */
@Command(name = "start", mixinStandardHelpOptions = true, sortOptions = false, description =
    "Starts an engine again and again: how slow the first thousand ticks are beside later ones.")
public final class StartBench implements Callable<Integer> {
    /** So many times the 99th percentile of later ticks may that of the first ones be. */
    private static final double LIMIT = 5;
    private static final double NS_PER_US = 1e3;

    @Option(names = "--runs", defaultValue = "20",
        description = "how often (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--rate", defaultValue = "1000",
        description = "events a second of the venue's market (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(names = "--seconds", defaultValue = "20", description = "how long each runs, at least "
        + "10: the first 5 are no later ones (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Mixin
    private CommandOutput output;

    private final CompletableFuture<Void> stop;

    /**
     * For picocli.
     *
     * @param stop ends it early
     */
    public StartBench(CompletableFuture<Void> stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (runs < 1 || rate < 1 || seconds < 10) {
            throw output.usage("--runs and --rate must be above 0, --seconds at least 10");
        }
        Path folder = Files.createTempDirectory("tickwire-start-");
        List<FirstTicks> all = new ArrayList<>();
        double load;
        try (Children children = new Children();
            VenueProcess venue =
                VenueProcess.start(children, List.of("--rate", Integer.toString(rate)))) {
            stop.thenRun(children::close);
            OtherLoad others = OtherLoad.begin(venue.pid());
            while (all.size() < runs && !stop.isDone()) {
                FirstTicks ticks = run(children, venue, folder.resolve("run-" + all.size()));
                if (ticks != null) {
                    all.add(ticks);
                    output.progress("start " + all.size() + " of " + runs + ": " + ticks);
                }
            }
            load = stop.isDone() ? OtherLoad.UNKNOWN : others.cores(venue.pid());
        }
        Folders.delete(folder);
        return all.isEmpty() ? ExitCode.OK : judge(all, OtherLoad.objection(load));
    }

    /** Null where it was ended early. */
    private FirstTicks run(Children children, VenueProcess venue, Path folder)
        throws IOException, InterruptedException {
        try (EngineProcess engine =
            EngineProcess.start(children, folder, venue.roots(), List.of(), List.of())) {
            await();
            String problem = engine.end();
            if (stop.isDone()) {
                return null;
            }
            if (problem != null) {
                throw new IOException("the engine ended with " + problem);
            }
            return FirstTicks.read(engine.session().resolve("latency.hlog"));
        }
    }

    private void await() throws InterruptedException {
        try {
            stop.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException over) {
            // It ran for so long, or nobody will say more.
        }
    }

    private int judge(List<FirstTicks> all, String objection) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("us, " + all.size() + " starts", "median", "least", "most"));
        rows.add(row("first ticks, p50", all, FirstTicks::firstP50Ns));
        rows.add(row("first ticks, p99", all, FirstTicks::firstP99Ns));
        rows.add(row("later ticks, p50", all, FirstTicks::laterP50Ns));
        rows.add(row("later ticks, p99", all, FirstTicks::laterP99Ns));
        TextTable.lines(rows).forEach(output::print);
        double times = Spread.of(
            all.stream().mapToDouble(FirstTicks::times).toArray()).median();
        if (objection != null) {
            output.print("start: " + objection);
            return ExitCode.OK;
        }
        output.print(String.format(Locale.ROOT,
            "start: the p99 of the first ticks is %.1f times that of later ones, limit %.0f;"
                + " median of %d starts", times, LIMIT, all.size()));
        return times <= LIMIT ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private static List<String> row(
        String name, List<FirstTicks> all, ToDoubleFunction<FirstTicks> value) {
        Spread us = of(all, value);
        return List.of(name, text(us.median()), text(us.least()), text(us.most()));
    }

    private static Spread of(List<FirstTicks> all, ToDoubleFunction<FirstTicks> value) {
        return Spread.of(
            all.stream().mapToDouble(value).map(ns -> ns / NS_PER_US).toArray());
    }

    private static String text(double us) {
        return String.format(Locale.ROOT, "%,.1f", us);
    }
}
