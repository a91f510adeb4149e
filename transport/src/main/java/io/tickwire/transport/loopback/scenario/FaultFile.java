package io.tickwire.transport.loopback.scenario;

import io.tickwire.engine.config.Durations;
import io.tickwire.engine.config.YamlException;
import io.tickwire.engine.config.YamlTree;
import io.tickwire.transport.loopback.fault.FaultEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

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
            top(YamlTree.read(yaml, this::problem));
        } catch (YamlException noTree) {
            problems.add(noTree.getMessage());
        }
    }

    private void problem(String path, String text) {
        problems.add(path.isEmpty() ? text : FaultEntry.onOneLine(path) + ": " + text);
    }

    private void top(Object top) {
        if (FaultEntry.isBlank(top)) {
            problems.add(FAULTS + ": missing, a list of faults");
            return;
        }
        if (!(top instanceof Map)) {
            problems.add("line 1: not a map with the key " + FAULTS);
            return;
        }
        Map<String, Object> map = YamlTree.asMap(top);
        for (String key : map.keySet()) {
            if (!key.equals(FAULTS)) {
                problem(key, "unknown key, known here is " + FAULTS);
            }
        }
        if (!map.containsKey(FAULTS)) {
            problems.add(FAULTS + ": missing, a list of faults");
        } else if (!(map.get(FAULTS) instanceof List<?> entries) || entries.isEmpty()) {
            problems.add(FAULTS + ": not a list of at least one fault");
        } else if (entries.size() > MAX_FAULTS) {
            problems.add(FAULTS + ": too many, " + entries.size() + ", at most " + MAX_FAULTS);
        } else {
            for (int i = 0; i < entries.size(); i++) {
                entry(FAULTS + "[" + i + "]", entries.get(i));
            }
        }
    }

    private void entry(String path, Object node) {
        if (!(node instanceof Map)) {
            problems.add(path + ": not a map such as {at: 20s, for: 60s, fault: "
                + "sockets-closed}");
            return;
        }
        FaultEntry entry = new FaultEntry(path, YamlTree.asMap(node), problems);
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
