package io.tickwire.perf.faults;

import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.StatusReason;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules behind a stall of our own, whether all of the engine stood still or its I/O thread alone:
 * it is told, it makes old what was known and what waited, and it is nobody else's fault.
 */
final class StandstillRules {
    private static final long MS = 1_000_000L;

    private final FeedTrace trace;
    private final FaultTimes times;
    private final long slackNs;
    private final List<String> broken = new ArrayList<>();

    /**
     * Of one run.
     *
     * @param trace   of its session
     * @param times   of the stall, as whoever made it says
     * @param slackNs between the two clocks
     */
    StandstillRules(FeedTrace trace, FaultTimes times, long slackNs) {
        this.trace = trace;
        this.times = times;
        this.slackNs = slackNs;
    }

    /** The rules that were broken, one message each. */
    List<String> broken() {
        FeedTrace.Stall stall = trace.stall(times, slackNs);
        if (stall == null) {
            return List.of("no TIMER tells of the stall of " + lastedNs() / MS + " ms; the latest "
                + "was late by " + trace.longestStallNs() / MS + " ms");
        }
        flag(stall);
        for (StreamTrace stream : trace.streams) {
            nobodysLoss(stream, stall);
            backByYoungTicks(stream, stall);
        }
        long attempts = trace.attempts(times.firstBeganNs() - slackNs);
        if (attempts > 0) {
            broken.add("a stall of ours caused " + attempts + " attempts to connect");
        }
        return broken;
    }

    private long lastedNs() {
        return times.lastEndedNs() - times.firstBeganNs();
    }

    /** Nothing that was known is young when the stall is told, whatever waits behind it. */
    private void flag(FeedTrace.Stall stall) {
        FeedFlag flag = null;
        for (FeedTrace.VenueStatus status : trace.venue) {
            if (status.ns() <= stall.ns()) {
                flag = status.flag();
            }
        }
        if (flag == FeedFlag.GREEN) {
            broken.add("the feed was GREEN when the stall was told");
        }
    }

    /** Until it is whole again, a stream is stale and nothing else; a hole is no loss. */
    private void nobodysLoss(StreamTrace stream, FeedTrace.Stall stall) {
        for (StreamTrace.Status status : stream.statuses) {
            if (status.ns() >= stall.ns() && status.isWhole()) {
                return;
            }
            if (status.ns() >= times.firstBeganNs() && status.isLoss()
                && status.reason() != StatusReason.STALE) {
                broken.add("a stall of ours was taken for a loss: " + stream.name() + " "
                    + status.flag().label() + " " + status.reason().label());
                return;
            }
        }
    }

    /** By its own tick, or by REST: what waited may be newer than what was known, and still old. */
    private void backByYoungTicks(StreamTrace stream, FeedTrace.Stall stall) {
        StreamTrace.Status back =
            stream.firstFrom(stall.ns(), StreamTrace.Status::isWhole);
        if (back != null && back.reason() != StatusReason.QUIET
            && stream.goodTicks.stream().noneMatch(
                good -> good.ns() >= stall.ns() && good.ns() <= back.ns())
            && stream.polledTicks.stream().noneMatch(
                ns -> ns >= stall.ns() && ns <= back.ns())) {
            broken.add(stream.name() + " was GREEN " + (back.ns() - stall.ns()) / MS
                + " ms behind the stall, and no young tick had come");
        }
    }
}
