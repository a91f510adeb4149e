package io.tickwire.perf;

import io.tickwire.engine.command.CommandRunner;
import io.tickwire.perf.bench.JournalBench;
import io.tickwire.perf.bench.KillBench;
import io.tickwire.perf.bench.StartBench;
import io.tickwire.perf.faults.FaultsBench;
import io.tickwire.perf.faults.RotationBench;
import io.tickwire.perf.micro.MicroBench;
import io.tickwire.perf.peers.PeersBench;
import io.tickwire.perf.wire.WireBench;
import io.tickwire.transport.live.StopSignal;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code run.sh bench}: benchmarks and long checks, each with a verdict. */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Benchmarks and long checks, each ending with its verdict.")
public final class BenchMain implements Runnable {
    @Spec
    private CommandSpec spec;

    /**
     * Runs one of them.
     *
     * @param arguments see {@code run.sh help bench}
     */
    public static void main(String[] arguments) {
        StopSignal stop = StopSignal.install();
        stop.exit(CommandRunner.run(commandLine(stop.wanted()), arguments));
    }

    /** With the benches below it, which end early once somebody wants that. */
    static CommandLine commandLine(CompletableFuture<Void> stop) {
        return CommandRunner.line(new BenchMain(), new FaultsBench(stop), new JournalBench(stop),
            new KillBench(stop), new MicroBench(stop), new PeersBench(stop),
            new RotationBench(stop), new StartBench(stop), new WireBench(stop));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which one? "
            + String.join(", ", spec.subcommands().keySet()));
    }
}
