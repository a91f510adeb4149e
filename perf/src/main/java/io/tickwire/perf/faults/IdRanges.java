package io.tickwire.perf.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of ids, kept as ranges without overlap. Not thread-safe. */
final class IdRanges {
    private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

    /**
     * From one id to another, both in it.
     *
     * @param first lowest
     * @param last  highest
     */
    record Range(long first, long last) {
        long count() {
            return last - first + 1;
        }
    }

    boolean contains(long id) {
        Map.Entry<Long, Long> below = lastByFirst.floorEntry(id);
        return below != null && below.getValue() >= id;
    }

    /** Adds one; false if it is there already. */
    boolean add(long id) {
        if (contains(id)) {
            return false;
        }
        add(new Range(id, id));
        return true;
    }

    /** Adds all of a range, whatever of it is there already. */
    void add(Range range) {
        long first = range.first();
        long last = range.last();
        Map.Entry<Long, Long> below = lastByFirst.floorEntry(last + 1);
        while (below != null && below.getValue() >= first - 1) {
            first = Math.min(first, below.getKey());
            last = Math.max(last, below.getValue());
            lastByFirst.remove(below.getKey());
            below = lastByFirst.floorEntry(last + 1);
        }
        lastByFirst.put(first, last);
    }

    /** Its ranges in order. */
    List<Range> ranges() {
        return lastByFirst.entrySet().stream()
            .map(range -> new Range(range.getKey(), range.getValue())).toList();
    }

    /** What lies between its ranges. */
    List<Range> holes() {
        List<Range> holes = new ArrayList<>();
        Long lastBefore = null;
        for (Map.Entry<Long, Long> range : lastByFirst.entrySet()) {
            if (lastBefore != null) {
                holes.add(new Range(lastBefore + 1, range.getKey() - 1));
            }
            lastBefore = range.getValue();
        }
        return holes;
    }

    /** Whether all of a range is in it. */
    boolean covers(Range range) {
        Map.Entry<Long, Long> below = lastByFirst.floorEntry(range.first());
        return below != null && below.getValue() >= range.last();
    }

    long count() {
        return lastByFirst.entrySet().stream()
            .mapToLong(range -> range.getValue() - range.getKey() + 1).sum();
    }
}
