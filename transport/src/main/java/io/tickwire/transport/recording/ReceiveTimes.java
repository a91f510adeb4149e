package io.tickwire.transport.recording;

/**
 * Judges the receive times of one recording by those around them. A recorder's clock may jitter
 * and a recording may have gaps, but a stamp that the lines behind it do not confirm is an error of
 * that one line, and must not carry the engine's time away. Not thread-safe.
 */
final class ReceiveTimes {
    /** A longer step ahead is a leap, which the lines behind it have to confirm. */
    static final long LEAP_NS = 60_000_000_000L;
    /** A longer step is not believed where there is no line that might confirm it. */
    static final long LONE_STEP_NS = 86_400_000_000_000L;

    private boolean any;
    private long newestNs;
    private long lastNs;
    private long behind;
    private long mostBehindNs;
    private long firstBehind;
    private long leaps;
    private long longestLeapNs;

    /**
     * Whether a line has to be judged by those behind it.
     *
     * @param timeNs its receive time
     * @return true also for the first
     */
    boolean isDoubtful(long timeNs) {
        return !any || (timeNs - newestNs > LEAP_NS || newestNs - timeNs > LONE_STEP_NS)
            && Math.abs(timeNs - lastNs) > LEAP_NS;
    }

    /**
     * Judges a doubtful line.
     *
     * @param timeNs    its receive time
     * @param following lines behind it, as far as one looks ahead
     * @return whether it is believed
     */
    boolean isBelieved(long timeNs, Iterable<RecordedLine> following) {
        return any ? isConfirmed(timeNs, following) : isLikelyFirst(timeNs, following);
    }

    /** A burst of wrong stamps is not believed either, if it is shorter than half of the rest. */
    private boolean isConfirmed(long timeNs, Iterable<RecordedLine> following) {
        int confirming = 0;
        int contradicting = 0;
        for (RecordedLine line : following) {
            if (line.kind() == RecordedLine.Kind.FRAME) {
                boolean isNearer = Math.abs(line.receiveNs() - timeNs)
                    < Math.abs(line.receiveNs() - newestNs);
                confirming += isNearer ? 1 : 0;
                contradicting += isNearer ? 0 : 1;
            }
        }
        return confirming + contradicting == 0 ? Math.abs(timeNs - newestNs) <= LONE_STEP_NS
            : confirming > contradicting;
    }

    /**
     * The first has none before it. It is wrong if most are older, since time does not step back,
     * and if it stands alone, days before others that are near each other.
     */
    private static boolean isLikelyFirst(long timeNs, Iterable<RecordedLine> following) {
        boolean hasSecond = false;
        long secondNs = 0;
        int confirming = 0;
        int contradicting = 0;
        for (RecordedLine line : following) {
            if (line.kind() != RecordedLine.Kind.FRAME) {
                continue;
            }
            long otherNs = line.receiveNs();
            boolean isAlone = hasSecond && secondNs - timeNs > LONE_STEP_NS
                && Math.abs(otherNs - timeNs) / 2 > Math.abs(otherNs - secondNs);
            boolean isContradicting = timeNs - otherNs > LEAP_NS || isAlone;
            contradicting += isContradicting ? 1 : 0;
            confirming += isContradicting ? 0 : 1;
            secondNs = hasSecond ? secondNs : otherNs;
            hasSecond = true;
        }
        return confirming >= contradicting;
    }

    /**
     * How far a line that is not believed is from those around it.
     *
     * @param timeNs    its receive time
     * @param following lines behind it
     * @return ns, positive where it is ahead of them
     */
    long offNs(long timeNs, Iterable<RecordedLine> following) {
        if (any) {
            return timeNs - newestNs;
        }
        for (RecordedLine line : following) {
            if (line.kind() == RecordedLine.Kind.FRAME) {
                return timeNs - line.receiveNs();
            }
        }
        return 0;
    }

    /**
     * Goes on to a line that is believed.
     *
     * @param line a frame
     * @return how far it is ahead of those before it where that is a leap, else 0; ns
     */
    long take(RecordedLine line) {
        long stepNs = any ? line.receiveNs() - newestNs : 0;
        lastNs = line.receiveNs();
        if (stepNs < 0) {
            firstBehind = behind == 0 ? line.number() : firstBehind;
            behind++;
            mostBehindNs = Math.max(mostBehindNs, -stepNs);
            return 0;
        }
        any = true;
        newestNs = line.receiveNs();
        if (stepNs <= LEAP_NS) {
            return 0;
        }
        leaps++;
        longestLeapNs = Math.max(longestLeapNs, stepNs);
        return stepNs;
    }

    /** @return lines older than one before them */
    long behind() {
        return behind;
    }

    /** @return how far the one furthest behind is, ns */
    long mostBehindNs() {
        return mostBehindNs;
    }

    /** @return number of the first one */
    long firstBehind() {
        return firstBehind;
    }

    /** @return leaps that were believed */
    long leaps() {
        return leaps;
    }

    /** @return the longest of them, ns */
    long longestLeapNs() {
        return longestLeapNs;
    }
}
