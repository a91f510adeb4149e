package io.tickwire.perf.faults;

import io.tickwire.transport.loopback.scenario.FaultFileException;
import io.tickwire.transport.loopback.scenario.ShippedScenarios;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where scenarios come from.
 *
 * @param folder of files {@code NAME.yaml}; null for those that are shipped
 * @param others that are no faults of a venue, by their names
 */
public record ScenarioSource(Path folder, SortedMap<String, Scenario> others) {
    private static final String SUFFIX = ".yaml";

    /**
     * Faults of a venue alone.
     *
     * @param folder of files {@code NAME.yaml}; null for those that are shipped
     */
    public ScenarioSource(Path folder) {
        this(folder, new TreeMap<>());
    }

    /** The faults of the venue that are shipped, and those of processes. */
    static ScenarioSource ofEverything() {
        return new ScenarioSource(null, Standstill.byName());
    }

    /** @return their names, in the order of the alphabet */
    SortedSet<String> names() throws IOException {
        SortedSet<String> names = new TreeSet<>(others.keySet());
        if (folder == null) {
            names.addAll(ShippedScenarios.names());
            return names;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                names.add(name.substring(0, name.length() - SUFFIX.length()));
            }
        }
        return names;
    }

    /** Reads one of them. */
    Scenario read(String name) throws IOException, FaultFileException {
        return others.containsKey(name) ? others.get(name) : TimedScenario.of(
            folder == null ? ShippedScenarios.text(name) : Files.readString(file(name)));
    }

    /** How people find one. */
    String label(String name) {
        return folder == null ? name : file(name).toString();
    }

    private Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }
}
