package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.replay.simulate.model.ModelConnections;
import io.tickwire.replay.simulate.model.World;

/**
 * {@link Rule#RECOVERY}, and of {@link Rule#REQUESTS} that no socket is left over: once all is well
 * the engine must be, within the time that its limits add up to.
 */
final class RecoveryCheck extends Check {
    private final World world;
    private final Limits limits;
    private final PublishedFlags published;
    private final Ledger ledger;
    private long notGreenSinceNs;
    private final long[] notOneSinceNs = new long[ModelConnections.COUNT];
    private long alarms;

    RecoveryCheck(World world, Limits limits, PublishedFlags published, Ledger ledger) {
        this.world = world;
        this.limits = limits;
        this.published = published;
        this.ledger = ledger;
    }

    @Override
    void onTimer(long nowNs) {
        boolean well = world.faults().isWell(nowNs);
        long wellSinceNs = world.faults().wellSinceNs();
        if (isGreen()) {
            if (notGreenSinceNs > 0) {
                ledger.exercise(Rule.RECOVERY);
                notGreenSinceNs = 0;
            }
        } else if (notGreenSinceNs == 0) {
            notGreenSinceNs = nowNs;
            if (well && wellSinceNs > 0 && nowNs - wellSinceNs > limits.recoveryNs()
                && !owesAnything(nowNs)) {
                alarms++;
            }
        } else if (well && nowNs - Math.max(notGreenSinceNs, wellSinceNs) > limits.recoveryNs()) {
            throw ledger.broken(Rule.RECOVERY, nowNs, "all is well since "
                + ledger.at(wellSinceNs) + ", not GREEN since " + ledger.at(notGreenSinceNs)
                + ", " + limits.recoveryNs() / 1_000_000 + " ms allowed; told " + states());
        }
        for (int group = 0; group < ModelConnections.COUNT; group++) {
            judgeSockets(group, well, wellSinceNs, nowNs);
        }
    }

    private boolean isGreen() {
        for (StreamKind kind : ModelConnections.STREAMS) {
            if (published.streams[kind.ordinal()] != FeedFlag.GREEN) {
                return false;
            }
        }
        return published.venue == FeedFlag.GREEN;
    }

    /** A socket that died while nobody traded is found only when somebody does. */
    private boolean owesAnything(long nowNs) {
        for (StreamKind kind : ModelConnections.STREAMS) {
            long owesNs = world.truth(kind).missingSinceNs();
            if (owesNs > 0 && nowNs - owesNs > limits.slackNs()) {
                return true;
            }
        }
        return false;
    }

    private String states() {
        StringBuilder text = new StringBuilder("venue ").append(published.venue).append(' ')
            .append(published.venueReason);
        for (StreamKind kind : ModelConnections.STREAMS) {
            text.append(", ").append(kind).append(' ').append(published.streams[kind.ordinal()])
                .append(' ').append(published.reasons[kind.ordinal()]);
        }
        return text.toString();
    }

    private void judgeSockets(int group, boolean well, long wellSinceNs, long nowNs) {
        int sockets = world.sockets(group);
        if (sockets == 1) {
            notOneSinceNs[group] = 0;
        } else if (notOneSinceNs[group] == 0) {
            notOneSinceNs[group] = nowNs;
        } else if (well
            && nowNs - Math.max(notOneSinceNs[group], wellSinceNs) > limits.recoveryNs()) {
            throw ledger.broken(Rule.REQUESTS, nowNs, "route " + ModelConnections.firstLink(group)
                + " has "
                + sockets + " sockets since " + ledger.at(notOneSinceNs[group]));
        }
    }

    /** How often it left GREEN though all was well for long and no socket owed anything. */
    long alarms() {
        return alarms;
    }
}
