package io.tickwire.engine.feed;

import io.tickwire.engine.config.Config;

/**
 * Whether what REST answers is alive, or comes out of a cache. Where the venue's time must move in
 * answers, of marks, that tells. Where there are none, quotes and trades may stand still honestly:
 * then the venue's time call tells if it does not move either, and else nobody. Engine thread only.
 */
final class RestWitness {
    private final Config.Feed limits;
    private final VenueClock clock;

    RestWitness(Config.Feed limits, VenueClock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** How young what polls have brought of a stream must be. */
    long freshNs(StreamState stream) {
        return limits.silenceNs(stream.kind) + limits.pollEveryNs();
    }

    /** Polls for it are answered, and it has not moved, from answer to answer. */
    boolean isStill(StreamState stream, long nowNs) {
        return stream.poll.active
            && nowNs - stream.rest.answeredNs <= freshNs(stream)
            && stream.rest.answeredNs - Math.max(stream.newsNs, stream.poll.sinceNs)
                > freshNs(stream);
    }

    /** It stands still, and must move. */
    boolean isRepeating(StreamState stream, long nowNs) {
        return stream.traits.movesInPolls && isStill(stream, nowNs);
    }

    /**
     * Its socket is silent, it must move, and the answers have not done so yet: the first one, too,
     * may have lain in a cache.
     */
    boolean isUnproven(StreamState stream) {
        return stream.traits.movesInPolls && stream.poll.active
            && stream.socket.health.isSilence() && !stream.rest.moves;
    }

    /** Whether its answers count is settled: behind a doubt it takes one to a later question. */
    void settle(StreamState stream, boolean unproven, long nowNs) {
        RestEvidence rest = stream.rest;
        boolean quiet = stream.socket.health == StreamHealth.QUIET;
        if (unproven) {
            rest.unprovenNs = nowNs;
        } else if (rest.unprovenNs != 0 && stream.poll.request == 0) {
            boolean told = stream.poll.askedNs - rest.unprovenNs > 0 && !rest.unanswered;
            // What it told may be that the stream is not quiet, which is soon known.
            if (told && !rest.isAhead() || !quiet) {
                rest.unprovenNs = 0;
            } else if (!told && !stream.poll.active) {
                rest.want(nowNs);
            }
        }
    }

    /** Of all that is polled nothing moves, and nothing of it must; then the clock is asked. */
    boolean isAllStill(StreamTable streams, long nowNs) {
        boolean anyStill = false;
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            if (stream.poll.active && !stream.listing.isLeftOut()) {
                if (stream.traits.movesInPolls || !isStill(stream, nowNs)) {
                    return false;
                }
                anyStill = true;
            }
        }
        if (anyStill) {
            clock.askAgain(nowNs);
        }
        return anyStill;
    }

    /** The venue's time call does not go on either, or its answers contradict each other. */
    boolean isClockStill() {
        return clock.isDoubted();
    }
}
