package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.replay.simulate.model.ModelConnections;
import io.tickwire.replay.simulate.model.StreamTruth;
import io.tickwire.replay.simulate.model.World;

/**
 * {@link Rule#LIFE} and {@link Rule#BLAME}: what the flags say against what sources have brought in
 * truth. Answers that repeat are no life, and a stream that its socket brings well has no fault.
 */
final class LifeCheck extends Check {
    private static final int KINDS = StreamKind.values().length;
    /** Its first sound tick makes a stream well; so much may be on its way. */
    private static final long WELL_NS = 3_000_000_000L;

    private final World world;
    private final Limits limits;
    private final PublishedFlags published;
    private final Ledger ledger;
    /** The connection that the last status of a kind was about. */
    private final int[] link = new int[KINDS];
    /** Since when the flag is not RED though nothing lives, ns; 0 = it is. */
    private long hopedSinceNs;

    LifeCheck(World world, Limits limits, PublishedFlags published, Ledger ledger) {
        this.world = world;
        this.limits = limits;
        this.published = published;
        this.ledger = ledger;
    }

    @Override
    void onRecord(Event event) {
        if (event.type() != EventType.FEED_STATUS || PublishedFlags.isAboutTicks(event)) {
            return;
        }
        link[(int) event.get(FeedStatusFields.KIND)] = event.link();
    }

    @Override
    void onTimer(long nowNs) {
        judgeLife(nowNs);
        if (!world.faults().isClockStepped(nowNs)) {
            for (StreamKind kind : ModelConnections.STREAMS) {
                judgeBlame(kind, nowNs);
            }
        }
    }

    private void judgeLife(long nowNs) {
        long lifeNs = 0;
        long limitNs = 0;
        for (StreamKind kind : ModelConnections.STREAMS) {
            StreamTruth truth = world.truth(kind);
            if (!truth.hasMoreThanNews()) {
                hopedSinceNs = 0;
                return;
            }
            lifeNs = Math.max(lifeNs, truth.newsNs());
            limitNs = Math.max(limitNs, limits.silenceNs(kind));
        }
        // Silence, the question, and polls that have repeated themselves for the limit again.
        long allowedNs = 2 * limitNs + 4 * limits.pollNs() + 4 * limits.timerNs()
            + limits.slackNs() + ledger.stalledSinceNs(lifeNs);
        boolean lifeless = lifeNs > 0 && nowNs - lifeNs > allowedNs;
        if (lifeless) {
            ledger.exercise(Rule.LIFE);
        }
        if (!lifeless || published.symbol == FeedFlag.RED && published.venue == FeedFlag.RED) {
            hopedSinceNs = 0;
        } else if (hopedSinceNs == 0) {
            hopedSinceNs = nowNs;
        } else if (nowNs - hopedSinceNs > limits.silenceNs(StreamKind.MARK)
            + 4 * limits.pollNs() + 4 * limits.timerNs() + limits.slackNs()
            + ledger.stalledSinceNs(hopedSinceNs)) {
            // REST that answers again has such a time to show whether it moves.
            throw ledger.broken(Rule.LIFE, nowNs, "no source has brought anything new since "
                + ledger.at(lifeNs) + ", and the symbol is " + published.symbol + ", the venue "
                + published.venue + " " + published.venueReason);
        }
    }

    private void judgeBlame(StreamKind kind, long nowNs) {
        int at = kind.ordinal();
        long soundNs = link[at] == 0 ? 0 : world.truth(kind).soundForNs(link[at], nowNs);
        if (soundNs <= WELL_NS + limits.slackNs() + ledger.stalledSinceNs(nowNs - soundNs)) {
            return;
        }
        ledger.exercise(Rule.BLAME);
        StatusReason reason = published.reasons[at];
        if (reason == StatusReason.SILENT || reason == StatusReason.NO_FIRST_TICK
            || reason == StatusReason.FROZEN || reason == StatusReason.LAGGING
            || reason == StatusReason.OLDER_IDS || reason == StatusReason.REST_REPEATS) {
            throw ledger.broken(Rule.BLAME, nowNs, kind + " is told " + published.streams[at] + " "
                + reason + ", and connection " + link[at] + " brings it well since "
                + ledger.at(nowNs - soundNs));
        }
    }
}
