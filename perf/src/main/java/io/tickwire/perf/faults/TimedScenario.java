package io.tickwire.perf.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tickwire.engine.config.Durations;
import io.tickwire.engine.config.YamlTree;
import io.tickwire.perf.process.EngineProcess;
import io.tickwire.perf.process.VenueProcess;
import io.tickwire.transport.loopback.scenario.FaultFileException;
import io.tickwire.transport.loopback.scenario.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A scenario for the venue, and when its faults begin and end.
 *
 * @param yaml    its text, without errors
 * @param entries in the order of the text, at least one
 */
public record TimedScenario(String yaml, List<Entry> entries) implements Scenario {
    private static final BiConsumer<String, String> CHECKED_BEFORE = (path, text) -> { };

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
    public TimedScenario {
        entries = List.copyOf(entries);
    }

    /**
     * Reads one.
     *
     * @param yaml its text
     * @return with its times
     * @throws FaultFileException with everything that is wrong
     */
    public static TimedScenario of(String yaml) throws FaultFileException {
        FaultPlan.of(yaml);
        List<Entry> entries = new ArrayList<>();
        for (Map<String, Object> fault : faults(tree(yaml))) {
            entries.add(new Entry(
                (String) fault.get("fault"), durationNs(fault, "at"), durationNs(fault, "for")));
        }
        return new TimedScenario(yaml, entries);
    }

    private static Map<String, Object> tree(String yaml) {
        return YamlTree.asMap(YamlTree.read(yaml, CHECKED_BEFORE));
    }

    private static List<Map<String, Object>> faults(Map<String, Object> tree) {
        return ((List<?>) tree.get("faults")).stream().map(YamlTree::asMap).toList();
    }

    private static long durationNs(Map<String, Object> fault, String key) {
        return Durations.parse((String) fault.get(key));
    }

    /**
     * Everything in it later, and longer what is there from the start. The sockets that its first
     * fault meets are older by as much, so a lifetime that begins it is longer, or all would end
     * without announcement.
     */
    @Override
    public TimedScenario delayed(long byNs) {
        Map<String, Object> tree = tree(yaml);
        List<Map<String, Object>> faults = faults(tree);
        faults.forEach(fault ->
            delay(fault, durationNs(fault, "at") == 0 ? "for" : "at", byNs));
        if (faults.get(0).containsKey("max")) {
            delay(faults.get(0), "max", byNs);
        }
        try {
            return of(new ObjectMapper(new YAMLFactory()).writeValueAsString(tree));
        } catch (JsonProcessingException | FaultFileException never) {
            throw new IllegalStateException(never);
        }
    }

    private static void delay(Map<String, Object> fault, String key, long byNs) {
        fault.put(key, Durations.format(durationNs(fault, key) + byNs));
    }

    /** Places of those that are there when the venue starts. */
    private Set<Integer> fromStart() {
        return IntStream.range(0, entries.size()).filter(i -> entries.get(i).atNs() == 0)
            .boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a fault of that name is in it. */
    boolean has(String fault) {
        return entries.stream().anyMatch(entry -> entry.fault().equals(fault));
    }

    @Override
    public RunSetup setup(Path folder) throws IOException {
        return RunSetup.of(
            this, Files.writeString(folder.resolve("scenario.yaml"), yaml), folder);
    }

    /** The venue does it all, and says when. */
    @Override
    public FaultInjector begin(VenueProcess venue, EngineProcess engine) {
        Set<Integer> fromStart = fromStart();
        return greenForNs -> FaultTimes.of(venue.lines(), fromStart);
    }

    @Override
    public int faults() {
        return entries.size();
    }

    @Override
    public long endNs() {
        return entries.stream().mapToLong(Entry::endNs).max().orElseThrow();
    }
}
