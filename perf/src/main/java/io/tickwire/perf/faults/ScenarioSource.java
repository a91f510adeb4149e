package io.tickwire.perf.faults;

import io.tickwire.transport.loopback.scenario.FaultFileException;
import io.tickwire.transport.loopback.scenario.ShippedScenarios;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where scenarios come from.
 *
 * @param folder of files {@code NAME.yaml}; null for those that are shipped
 */
public record ScenarioSource(Path folder) {
    private static final String SUFFIX = ".yaml";

    /** @return their names, in the order of the alphabet */
    SortedSet<String> names() throws IOException {
        if (folder == null) {
            return ShippedScenarios.names();
        }
        SortedSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                names.add(name.substring(0, name.length() - SUFFIX.length()));
            }
        }
        return names;
    }

    /** Reads one of them. */
    TimedScenario read(String name) throws IOException, FaultFileException {
        return TimedScenario.of(
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
