package io.tickwire.transport.loopback.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * When a recorded time is: the moment at which the play of the recording reaches it. At the
 * recorded pace that is one offset, a whole number of milliseconds, so that all differences stay.
 * At another pace the venue's time still goes with our clock, as that is what clients hold it
 * against, so differences shrink with the pauses between frames. What was earlier is never later,
 * and what was at the same time stays so, also where a long pause of the recording is cut short or
 * there is no pace at all. Not thread-safe.
 */
final class PlayTimes {
    private static final long MS = 1_000_000L;
    /** Older ones are forgotten: what is that old is only more or less so. */
    private static final int MAX_KNOTS = 4_096;

    /** Where the play stood. */
    private record Knot(long recordedNs, long playedNs) {
    }

    private final double speed;
    private final Deque<Knot> knots = new ArrayDeque<>();
    /** The latest recorded time that was played. */
    private long reachedNs;

    /**
     * Before the first frame.
     *
     * @param speed times the recorded pace, or infinite
     */
    PlayTimes(double speed) {
        this.speed = speed;
    }

    /**
     * The play has come to a frame; one of before the last changes nothing.
     *
     * @param recordedNs when it was received
     * @param nowNs      when it is sent
     */
    void reached(long recordedNs, long nowNs) {
        if (knots.isEmpty()) {
            knots.addLast(new Knot(recordedNs, recordedNs + wholeMs(nowNs - recordedNs)));
        } else if (recordedNs > reachedNs) {
            long beforeNs = atPace(reachedNs);
            if (Math.abs(nowNs - atPace(recordedNs)) >= MS) {
                knots.addLast(new Knot(reachedNs, beforeNs));
                knots.addLast(new Knot(recordedNs,
                    Math.max(beforeNs, recordedNs + wholeMs(nowNs - recordedNs))));
            }
        } else {
            return;
        }
        reachedNs = recordedNs;
        while (knots.size() > MAX_KNOTS) {
            knots.removeFirst();
        }
    }

    /** So that differences stay to the millisecond, in which most times are. */
    private static long wholeMs(long offsetNs) {
        return Math.floorDiv(offsetNs, MS) * MS;
    }

    /**
     * When a recorded time is.
     *
     * @param recordedNs of anything that the recording says, before or behind what was played
     * @return ns since the epoch
     */
    long played(long recordedNs) {
        if (recordedNs > reachedNs) {
            return atPace(reachedNs) + outside(recordedNs - reachedNs);
        }
        Knot later = null;
        for (Iterator<Knot> each = knots.descendingIterator(); each.hasNext();) {
            Knot knot = each.next();
            if (recordedNs >= knot.recordedNs) {
                return later == null ? atPace(recordedNs) : between(knot, later, recordedNs);
            }
            later = knot;
        }
        return later.playedNs - outside(later.recordedNs - recordedNs);
    }

    private static long between(Knot from, Knot to, long recordedNs) {
        double share =
            (double) (recordedNs - from.recordedNs) / (to.recordedNs - from.recordedNs);
        return from.playedNs + (long) (share * (to.playedNs - from.playedNs));
    }

    private long atPace(long recordedNs) {
        Knot last = knots.getLast();
        long spanNs = recordedNs - last.recordedNs;
        return last.playedNs + (speed == 1 ? spanNs : (long) (spanNs / speed));
    }

    /** What was not played keeps its distance where there is no pace. */
    private long outside(long spanNs) {
        return speed == 1 || Double.isInfinite(speed) ? spanNs : (long) (spanNs / speed);
    }
}
