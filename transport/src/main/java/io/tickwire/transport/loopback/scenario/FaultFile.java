package io.tickwire.transport.loopback.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.engine.config.Durations;
import io.tickwire.transport.loopback.fault.FaultEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads a scenario and checks all of it, so that everything wrong is said at once. */
final class FaultFile {
    /** Longest file, bytes. */
    static final int MAX_BYTES = 1 << 20;
    /** Most entries. */
    static final int MAX_FAULTS = 1000;
    /** Latest begin, from the moment the venue listens. */
    static final String LATEST = "720h";

    private static final String FAULTS = "faults";

    private final List<String> problems = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    private FaultFile() {
    }

    /**
     * Reads a scenario.
     *
     * @param yaml its text
     * @return the plan
     * @throws FaultFileException with everything that is wrong
     */
    static FaultPlan read(String yaml) throws FaultFileException {
        FaultFile file = new FaultFile();
        file.document(yaml);
        if (!file.problems.isEmpty()) {
            throw new FaultFileException(file.problems);
        }
        file.faults.sort(Comparator.comparingLong(Fault::atNs));
        return new FaultPlan(file.faults);
    }

    private void document(String yaml) {
        try {
            top(FaultTree.read(yaml, problems));
        } catch (JsonProcessingException e) {
            problems.add(syntax(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Jackson's location is that of the last good token, so the cause is asked first. */
    private static String syntax(JsonProcessingException e) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return "line " + (marked.getProblemMark().getLine() + 1) + ": " + marked.getProblem();
        }
        return "line " + e.getLocation().getLineNr() + ": "
            + e.getOriginalMessage().lines().findFirst().orElse("not YAML");
    }

    private void top(JsonNode top) {
        if (top.isMissingNode() || FaultEntry.isBlank(top)) {
            problems.add(FAULTS + ": missing, a list of faults");
            return;
        }
        if (!top.isObject()) {
            problems.add("line 1: not a map with the key " + FAULTS);
            return;
        }
        top.fieldNames().forEachRemaining(key -> {
            if (!key.equals(FAULTS)) {
                problems.add(FaultEntry.onOneLine(key) + ": unknown key, known here is " + FAULTS);
            }
        });
        JsonNode entries = top.get(FAULTS);
        if (entries == null) {
            problems.add(FAULTS + ": missing, a list of faults");
        } else if (!entries.isArray() || entries.isEmpty()) {
            problems.add(FAULTS + ": not a list of at least one fault");
        } else if (entries.size() > MAX_FAULTS) {
            problems.add(FAULTS + ": too many, " + entries.size() + ", at most " + MAX_FAULTS);
        } else {
            for (int i = 0; i < entries.size(); i++) {
                entry(FAULTS + "[" + i + "]", entries.get(i));
            }
        }
    }

    private void entry(String path, JsonNode node) {
        if (!node.isObject()) {
            problems.add(path + ": not a map such as {at: 20s, for: 60s, fault: "
                + "sockets-closed}");
            return;
        }
        FaultEntry entry = new FaultEntry(path, node, problems);
        long atNs = entry.durationNs("at", "0ms", LATEST);
        long forNs = entry.lasts(entry.durationNs("for", "1ms", FaultEntry.LONGEST));
        FaultKinds.Named named = FaultKinds.read(entry);
        if (atNs == FaultEntry.WRONG || forNs == FaultEntry.WRONG || named == null) {
            return;
        }
        Fault fault = new Fault(path, named.name(), atNs, forNs, named.action());
        faults.stream().filter(fault::overlaps).findFirst().ifPresent(other -> problems.add(path
            + ".at: at the same time as " + other + ", which ends at "
            + Durations.format(other.endNs())));
        faults.add(fault);
    }
}
