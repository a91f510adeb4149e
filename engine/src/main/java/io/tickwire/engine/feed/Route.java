package io.tickwire.engine.feed;

import io.tickwire.engine.event.FeedReason;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A set of streams that the venue serves together, and the legs that can carry them: one is the
 * current one, another may be opened beside it before it breaks. Engine thread only.
 */
final class Route {
    /** Lowest link id of its legs. */
    final int id;
    final List<Leg> legs = new ArrayList<>();
    final List<StreamState> streams = new ArrayList<>();
    /** Whose ticks count, null while none is open. */
    Leg current;
    /** Whether it was planned in this incarnation; else nobody executes requests for it. */
    boolean planned;
    /** Number of the latest attempt over all legs. */
    long attempts;
    /** Losses and failed attempts in a row without proven data; the exponent of the back-off. */
    long failures;
    /** Failed attempts in a row to replace the current leg; their own back-off's exponent. */
    long spareFailures;
    /** Earliest time of the next attempt, ns. */
    long nextAttemptNs;
    /** When it was planned or last lost its current leg, ns. */
    long downNs;
    /** Whether an attempt has failed or a leg was lost since it was planned. */
    boolean hasFailed;
    /** Times of the latest attempts, a ring as long as the storm limit; 0 = none. */
    final long[] attemptNs;
    int nextAttemptSlot;

    Route(int id, int stormPerMinute) {
        this.id = id;
        this.attemptNs = new long[stormPerMinute];
    }

    Leg leg(int linkId) {
        for (int i = 0; i < legs.size(); i++) {
            if (legs.get(i).id == linkId) {
                return legs.get(i);
            }
        }
        return null;
    }

    /** A leg in this phase other than the current one, null if there is none. */
    Leg spare(Leg.Phase phase) {
        for (int i = 0; i < legs.size(); i++) {
            Leg leg = legs.get(i);
            if (leg != current && leg.phase == phase) {
                return leg;
            }
        }
        return null;
    }

    /** Whether the socket of some stream is well. */
    boolean anyWell() {
        return countWell() > 0;
    }

    /** Whether some stream is still within the deadline of its first tick. */
    boolean anyStarting() {
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).health == FeedReason.STARTING) {
                return true;
            }
        }
        return false;
    }

    int countWell() {
        int count = 0;
        for (int i = 0; i < streams.size(); i++) {
            count += streams.get(i).isWell() ? 1 : 0;
        }
        return count;
    }

    int countOnSpare() {
        int count = 0;
        for (int i = 0; i < streams.size(); i++) {
            count += streams.get(i).heardOnSpare ? 1 : 0;
        }
        return count;
    }

    /** Whether data has flowed for so long that what failed before no longer counts. */
    boolean isProven(long nowNs, long stableAfterNs) {
        for (int i = 0; i < streams.size(); i++) {
            StreamState stream = streams.get(i);
            if (stream.isWell() && !stream.polled && nowNs - stream.wellNs >= stableAfterNs) {
                return true;
            }
        }
        return false;
    }

    /** Why the current leg should be replaced, NONE if it should not. */
    FeedReason replaceReason(long nowNs, long rotateAfterNs) {
        if (current.doomed) {
            return FeedReason.SHUTDOWN;
        }
        FeedReason why =
            nowNs - current.bornNs >= rotateAfterNs ? FeedReason.ROTATE : FeedReason.NONE;
        boolean anyDead = false;
        for (int i = 0; i < streams.size(); i++) {
            StreamState stream = streams.get(i);
            // Whatever the order of the streams, which is no state: the first reason of the list.
            if (stream.isDead() && (!anyDead || stream.health.ordinal() < why.ordinal())) {
                anyDead = true;
                why = stream.health;
            }
        }
        return why;
    }

    /**
     * Whether the spare leg can take over without loss: it has brought every stream, or the
     * current leg had nothing to bring either, and nothing that it brought first is still to come
     * on the current one.
     *
     * @param overlapLong whether both were open for so long that the silence of both counts
     * @param all         whether streams that the current leg does not bring must come as well
     */
    boolean isCompleteOn(Leg spare, boolean overlapLong, boolean all) {
        for (int i = 0; i < streams.size(); i++) {
            StreamState stream = streams.get(i);
            if (!all && !stream.isWell()) {
                continue;
            }
            boolean silentOnBoth = overlapLong && stream.hadNothingSince(spare.openedNs);
            if (!stream.heardOnSpare && !silentOnBoth
                || stream.isWell() && stream.spareId > stream.shown.id()) {
                return false;
            }
        }
        return true;
    }

    /** A new incarnation has no sockets yet. */
    void resumed() {
        planned = false;
        current = null;
        attempts = 0;
        failures = 0;
        spareFailures = 0;
        hasFailed = false;
        for (int i = 0; i < legs.size(); i++) {
            legs.get(i).phase = Leg.Phase.IDLE;
        }
    }

    void write(StateWriter out) {
        out.put(id).put(legs.size());
        for (int i = 0; i < legs.size(); i++) {
            legs.get(i).write(out);
        }
        out.put(current == null ? 0 : current.id).put(planned ? 1 : 0).put(attempts)
            .put(failures).put(nextAttemptNs).put(downNs).put(hasFailed ? 1 : 0)
            .put(spareFailures).put(nextAttemptSlot);
        for (long ns : attemptNs) {
            out.put(ns);
        }
    }

    void read(StateReader in) {
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            Leg leg = new Leg(in.getInt());
            leg.read(in);
            legs.add(leg);
        }
        current = leg(in.getInt());
        planned = in.getLong() != 0;
        attempts = in.getLong();
        failures = in.getLong();
        nextAttemptNs = in.getLong();
        downNs = in.getLong();
        hasFailed = in.getLong() != 0;
        spareFailures = in.getLong();
        nextAttemptSlot = in.getInt();
        for (int i = 0; i < attemptNs.length; i++) {
            attemptNs[i] = in.getLong();
        }
    }
}
