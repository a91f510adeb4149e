package io.tickwire.perf.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
public record ScenarioFile(Path file, List<Entry> entries) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String SUFFIX = ".yaml";

    /**
     * One fault.
     *
     * @param fault its name
     * @param atNs  from the moment the venue listens
     * @param forNs until it is over
     */
    public record Entry(String fault, long atNs, long forNs) {
        long endNs() {
            return atNs + forNs;
        }
    }

    /** Keeps a copy. */
    public ScenarioFile {
        entries = List.copyOf(entries);
    }

    /**
     * Reads one.
     *
     * @param file path
     * @return its times
     * @throws IOException if it cannot be read or has no faults in it
     */
    public static ScenarioFile read(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try {
            for (JsonNode fault : YAML.readTree(Files.readString(file)).path("faults")) {
                entries.add(new Entry(fault.path("fault").asText(),
                    Durations.parse(fault.path("at").asText()),
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

    /**
     * The same scenario, everything in it later. The sockets that its first fault meets are older
     * by as much, so a lifetime that begins it is longer, or all would end without announcement.
     *
     * @param to   file to write
     * @param byNs how much later
     * @throws IOException if it cannot be written
     */
    ScenarioFile delayed(Path to, long byNs) throws IOException {
        JsonNode tree = YAML.readTree(Files.readString(file));
        for (JsonNode fault : tree.path("faults")) {
            long atNs = Durations.parse(fault.path("at").asText()) + byNs;
            ((ObjectNode) fault).put("at", Durations.format(atNs));
        }
        JsonNode first = tree.path("faults").path(0);
        if (first.has("max")) {
            ((ObjectNode) first).put("max",
                Durations.format(Durations.parse(first.path("max").asText()) + byNs));
        }
        Files.writeString(to, YAML.writeValueAsString(tree));
        return read(to);
    }

    /**
     * The scenario files of a folder.
     *
     * @param folder of them
     * @return paths by their names without the ending
     * @throws IOException if it cannot be listed
     */
    public static SortedMap<String, Path> in(Path folder) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path one : all) {
                String name = one.getFileName().toString();
                files.put(name.substring(0, name.length() - SUFFIX.length()), one);
            }
        }
        return files;
    }

    /** Whether a fault of that name is in it. */
    boolean has(String fault) {
        return entries.stream().anyMatch(entry -> entry.fault().equals(fault));
    }

    /** When the last fault is over, ns from the moment the venue listens. */
    long endNs() {
        return entries.stream().mapToLong(Entry::endNs).max().orElseThrow();
    }
}
