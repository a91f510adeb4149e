package io.tickwire.perf.faults;

import io.tickwire.engine.session.FileTrouble;
import io.tickwire.transport.loopback.scenario.FaultFileException;
import io.tickwire.transport.loopback.scenario.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which scenarios a command goes through, and how many at once. */
public final class ScenarioOptions {
    @Option(names = "--only", paramLabel = "A,B", split = ",",
        description = "these scenarios (default: all)")
    private List<String> only;

    @Option(names = "--scenarios", paramLabel = "DIR",
        defaultValue = "${sys:tickwire.home:-.}/scenarios",
        description = "folder of the scenario files (default: scenarios)")
    private Path scenarios;

    @Option(names = "--jobs", defaultValue = "3", description =
        "runs side by side, each a venue and an engine (default: ${DEFAULT-VALUE})")
    private int jobs;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** @return runs side by side */
    public int jobs() {
        return jobs;
    }

    /**
     * All scenarios of the folder, whether chosen or not.
     *
     * @return files by the names of the scenarios
     * @throws IOException if the folder cannot be listed
     */
    public SortedMap<String, Path> all() throws IOException {
        if (!Files.isDirectory(scenarios)) {
            throw usage("--scenarios: no such folder: " + scenarios);
        }
        SortedMap<String, Path> files = ScenarioFile.in(scenarios);
        if (files.isEmpty()) {
            throw usage("--scenarios: none in " + scenarios);
        }
        return files;
    }

    /**
     * Those that were chosen. Whatever is wrong with the options is told here, before anything is
     * made.
     *
     * @param files of {@link #all}; loses the others
     * @return the same
     */
    public SortedMap<String, Path> chosen(SortedMap<String, Path> files) {
        if (jobs < 1) {
            throw usage("--jobs must be above 0: " + jobs);
        }
        if (only != null) {
            for (String name : only) {
                if (!files.containsKey(name)) {
                    throw usage("--only: no scenario " + name + "; there are "
                        + String.join(", ", files.keySet()));
                }
            }
            files.keySet().retainAll(only);
        }
        files.values().forEach(this::check);
        return files;
    }

    private void check(Path file) {
        try {
            FaultPlan.read(file);
        } catch (FaultFileException wrong) {
            throw usage(file + ":\n  " + String.join("\n  ", wrong.problems()));
        } catch (IOException unreadable) {
            throw usage(FileTrouble.words(file, unreadable));
        }
    }

    private ParameterException usage(String words) {
        return new ParameterException(spec.commandLine(), words);
    }
}
