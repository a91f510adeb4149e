package io.tickwire.perf.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tickwire.engine.config.Durations;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When the faults of a scenario begin and end. Only that is read here; the venue, which gets the
 * file itself, checks all of it.
 *
 * @param file    path
 * @param entries in the order of the file, at least one
 */
record ScenarioFile(Path file, List<Entry> entries) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String SUFFIX = ".yaml";

    /**
     * One fault.
     *
     * @param atNs  from the moment the venue listens
     * @param forNs until it is over
     */
    record Entry(long atNs, long forNs) {
        long endNs() {
            return atNs + forNs;
        }
    }

    ScenarioFile {
        entries = List.copyOf(entries);
    }

    /**
     * Reads one.
     *
     * @throws IOException if it cannot be read or has no faults in it
     */
    static ScenarioFile read(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try {
            for (JsonNode fault : YAML.readTree(Files.readString(file)).path("faults")) {
                entries.add(new Entry(Durations.parse(fault.path("at").asText()),
                    Durations.parse(fault.path("for").asText())));
            }
        } catch (JsonProcessingException | IllegalArgumentException wrong) {
            throw new IOException(file + ": " + wrong.getMessage(), wrong);
        }
        if (entries.isEmpty()) {
            throw new IOException(file + ": no faults");
        }
        return new ScenarioFile(file, entries);
    }

    /** The scenario files of a folder, by their names without the ending. */
    static SortedMap<String, Path> in(Path folder) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path one : all) {
                String name = one.getFileName().toString();
                files.put(name.substring(0, name.length() - SUFFIX.length()), one);
            }
        }
        return files;
    }

    /** When the last fault is over, ns from the moment the venue listens. */
    long endNs() {
        return entries.stream().mapToLong(Entry::endNs).max().orElseThrow();
    }
}
