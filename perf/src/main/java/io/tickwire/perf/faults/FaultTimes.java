package io.tickwire.perf.faults;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When the faults of a scenario began and ended, as the venue said it: before anything of a fault
 * was done, by the clock of the same machine as the engine's.
 *
 * @param firstBeganNs the first fault of the file, ns since the epoch; 0 = not yet
 * @param lastEndedNs  the last that ended, ns since the epoch; 0 = none yet
 * @param ended        how many have ended
 */
public record FaultTimes(long firstBeganNs, long lastEndedNs, int ended) {
    private static final Pattern BEGINS =
        Pattern.compile("venue: fault begins: (\\S+Z) faults\\[0] .*");
    private static final Pattern OVER = Pattern.compile("venue: fault is over: (\\S+Z) .*");

    /** Reads what the venue has said so far. */
    static FaultTimes of(List<String> said) {
        long beganNs = 0;
        long endedNs = 0;
        int ended = 0;
        for (String line : said) {
            Matcher begins = BEGINS.matcher(line);
            Matcher over = OVER.matcher(line);
            if (begins.matches()) {
                beganNs = ns(begins.group(1));
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
