package io.tickwire.perf.faults;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When the faults of a scenario began and ended, as the venue said it, or whoever makes them: read
 * before anything of a fault was done, by the clock of the same machine as the engine's.
 *
 * @param beganNs      of each fault by its place in the file, ns since the epoch, without those
 *                     that are there from the venue's start
 * @param lastEndedNs  the last that ended, ns since the epoch; 0 = none yet
 * @param ended        how many have ended
 */
public record FaultTimes(Map<Integer, Long> beganNs, long lastEndedNs, int ended) {
    /** Nothing has begun. */
    static final FaultTimes NONE = new FaultTimes(Map.of(), 0, 0);
    private static final Pattern BEGINS =
        Pattern.compile("venue: fault begins: (\\S+Z) faults\\[(\\d+)] .*");
    private static final Pattern OVER = Pattern.compile("venue: fault is over: (\\S+Z) .*");

    /** When the first fault began, ns since the epoch; 0 = not yet. */
    long firstBeganNs() {
        return beganNs.values().stream().mapToLong(Long::longValue).min().orElse(0);
    }

    /**
     * Reads what a venue has said so far.
     *
     * @param lines     that it has written
     * @param fromStart places of faults that are there from its start
     */
    static FaultTimes of(List<String> lines, Set<Integer> fromStart) {
        Map<Integer, Long> beganNs = new TreeMap<>();
        long endedNs = 0;
        int ended = 0;
        for (String line : lines) {
            Matcher begins = BEGINS.matcher(line);
            Matcher over = OVER.matcher(line);
            if (begins.matches()) {
                Integer entry = Integer.valueOf(begins.group(2));
                if (!fromStart.contains(entry)) {
                    beganNs.put(entry, ns(begins.group(1)));
                }
            } else if (over.matches()) {
                endedNs = Math.max(endedNs, ns(over.group(1)));
                ended++;
            }
        }
        return new FaultTimes(beganNs, endedNs, ended);
    }

    private static long ns(String time) {
        Instant at = Instant.parse(time);
        return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
    }
}
