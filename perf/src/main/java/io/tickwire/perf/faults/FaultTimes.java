package io.tickwire.perf.faults;

import io.tickwire.perf.process.VenueProcess;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When the faults of a scenario began and ended, as the venue said it; where a line carries no
 * time, when it was read here, which is some milliseconds later.
 *
 * @param firstBeganNs the first fault of the file, ns since the epoch; 0 = not yet
 * @param lastEndedNs  the last that ended, ns since the epoch; 0 = none yet
 * @param ended        how many have ended
 */
public record FaultTimes(long firstBeganNs, long lastEndedNs, int ended) {
    private static final String BEGINS = "fault begins: faults[0] ";
    private static final String OVER = "fault is over: ";
    private static final Pattern TIME =
        Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    /** Reads what the venue has said so far. */
    static FaultTimes of(List<VenueProcess.Line> said) {
        long beganNs = 0;
        long endedNs = 0;
        int ended = 0;
        for (VenueProcess.Line line : said) {
            if (line.text().contains(BEGINS)) {
                beganNs = timeNs(line);
            } else if (line.text().contains(OVER)) {
                endedNs = Math.max(endedNs, timeNs(line));
                ended++;
            }
        }
        return new FaultTimes(beganNs, endedNs, ended);
    }

    private static long timeNs(VenueProcess.Line line) {
        Matcher matcher = TIME.matcher(line.text());
        Instant at = line.readAt();
        if (matcher.find()) {
            try {
                at = Instant.parse(matcher.group());
            } catch (DateTimeParseException noTime) {
                throw new IllegalArgumentException("venue: " + line.text(), noTime);
            }
        }
        return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
    }
}
