package io.tickwire.perf.wire;

import io.tickwire.perf.load.LoadClient;
import io.tickwire.perf.process.Children;
import io.tickwire.perf.process.EngineProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tickwire as {@code run.sh live --config} runs it: journal on disk, all stages, monitor lines, and
 * a strategy that measures instead of deciding. That strategy reads the threads' own counters, so
 * no engine has to run inside the bench for it.
 *
 * @param raw whether frames are journaled
 */
public record TickwireClient(boolean raw) implements LoadClient {
    /** Threads that each message passes. */
    public static final List<String> HOT_THREADS = List.of("tickwire-io", "tickwire-engine");

    @Override
    public String name() {
        return raw ? "tickwire raw" : "tickwire none";
    }

    @Override
    public Running start(Children children, Path folder, Target target)
        throws IOException, InterruptedException {
        Path config = folder.resolve("tickwire.yaml");
        Files.writeString(config, config(target));
        List<String> options = new ArrayList<>(List.of("--config", config.toString()));
        if (target.certificate() != null) {
            options.addAll(List.of("--ca", target.certificate()));
        }
        EngineProcess engine =
            EngineProcess.start(children, folder, target.roots(), options, List.of());
        return new Running() {
            @Override
            public long pid() {
                return engine.pid();
            }

            @Override
            public boolean isAlive() {
                return engine.isAlive();
            }

            @Override
            public String end() throws IOException, InterruptedException {
                return engine.end();
            }

            @Override
            public void close() {
                engine.close();
            }
        };
    }

    private String config(Target target) {
        return String.format(Locale.ROOT, "symbols: [%s]%nstreams: [%s]%nmode: paper%n"
                + "journal: {frames: %s}%nstrategy:%n  class: %s%n  settings: {offsetNs: %d, "
                + "warmUpNs: %d, measureNs: %d, file: %s}%n",
            String.join(", ", target.symbols()),
            target.kind().equals("bookTicker") ? "quote" : "stats", raw ? "raw" : "none",
            MeasuringStrategy.class.getName(), target.offsetNs(), target.warmUpNs(),
            target.measureNs(), target.file());
    }
}
