package io.tickwire.transport.loopback.feed;

import io.tickwire.engine.ring.EngineClock;

/**
 * Which times the frames of a recording have when they are shown: those of now, or as they were
 * recorded. Not thread-safe.
 */
final class CaptureTimes {
    private static final long MS = 1_000_000L;

    private final PlayTimes times;
    private final EngineClock clock;
    private long firstShownNs;

    private CaptureTimes(PlayTimes times, EngineClock clock) {
        this.times = times;
        this.clock = clock;
    }

    /** As they were recorded. */
    static CaptureTimes kept() {
        return new CaptureTimes(null, null);
    }

    /**
     * Of now.
     *
     * @param speed of the play
     * @param clock of the venue
     * @return before the first frame
     */
    static CaptureTimes ofNow(double speed, EngineClock clock) {
        return new CaptureTimes(new PlayTimes(speed), clock);
    }

    /**
     * A frame as it is played.
     *
     * @param line as it was recorded
     * @param dueNs when it is to be sent, by the venue's clock
     * @return as it is sent
     */
    CaptureLine played(CaptureLine line, long dueNs) {
        if (times == null) {
            return line;
        }
        times.reached(line.receiveNs(), dueNs);
        return MessageTimes.moved(line, times::played);
    }

    /**
     * A frame that is still to be played, as if it had just come when somebody first asked for one
     * such: a later time at each question would be news that there is not.
     *
     * @param line as it was recorded
     * @return as it is shown
     */
    CaptureLine unplayed(CaptureLine line) {
        if (times == null) {
            return line;
        }
        if (firstShownNs == 0) {
            firstShownNs = clock.nowNs();
        }
        long offsetNs = Math.floorDiv(firstShownNs - line.receiveNs(), MS) * MS;
        return MessageTimes.moved(line, timeNs -> timeNs + offsetNs);
    }
}
