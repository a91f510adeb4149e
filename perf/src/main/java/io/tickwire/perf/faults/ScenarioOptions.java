package io.tickwire.perf.faults;

import io.tickwire.engine.session.FileErrors;
import io.tickwire.transport.loopback.scenario.FaultFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which scenarios a command goes through, and how many at once. */
public final class ScenarioOptions {
    @Option(names = "--only", paramLabel = "A,B", split = ",",
        description = "these scenarios (default: all)")
    private List<String> only;

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
     * Those that were chosen. Whatever is wrong with the options is told here, before anything is
     * made.
     *
     * @param source of all of them
     * @return scenarios by their names
     */
    public SortedMap<String, Scenario> chosen(ScenarioSource source) {
        if (jobs < 1) {
            throw usage("--jobs must be above 0: " + jobs);
        }
        SortedSet<String> names = names(source);
        if (only != null) {
            for (String name : only) {
                if (!names.contains(name)) {
                    throw usage("--only: no scenario " + name + "; there are "
                        + String.join(", ", names));
                }
            }
            names.retainAll(only);
        }
        SortedMap<String, Scenario> scenarios = new TreeMap<>();
        names.forEach(name -> scenarios.put(name, read(source, name)));
        return scenarios;
    }

    private SortedSet<String> names(ScenarioSource source) {
        try {
            SortedSet<String> names = source.names();
            if (names.isEmpty()) {
                throw usage("no scenario in " + source.folder());
            }
            return names;
        } catch (IOException unreadable) {
            throw usage("scenarios: " + FileErrors.message(source.folder(), unreadable));
        }
    }

    private Scenario read(ScenarioSource source, String name) {
        try {
            return source.read(name);
        } catch (FaultFileException wrong) {
            throw usage(source.label(name) + ":\n  " + String.join("\n  ", wrong.problems()));
        } catch (IOException unreadable) {
            throw usage(FileErrors.message(Path.of(source.label(name)), unreadable));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
