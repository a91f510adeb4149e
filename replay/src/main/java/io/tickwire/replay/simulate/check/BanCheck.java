package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedReason;
import io.tickwire.engine.event.Link;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.replay.simulate.model.Faults;

/**
 * {@link Rule#BANNED}: by the 418 of REST calls and of upgrades. One that does not say how long
 * counts as the least ban, if the engine likes.
 */
final class BanCheck extends Check {
    private static final int BANNED = 418;

    private final Limits limits;
    private final Told told;
    private final Ledger ledger;
    private long fromNs;
    private long untilNs;
    private long perhapsUntilNs;

    BanCheck(Limits limits, Told told, Ledger ledger) {
        this.limits = limits;
        this.told = told;
        this.ledger = ledger;
    }

    @Override
    void onRecord(Event event) {
        if (event.type() != EventType.LINK || event.get(Link.CODE) != BANNED
            || event.get(Link.FACT) != LinkFact.ANSWERED.ordinal()
            && event.get(Link.FACT) != LinkFact.REFUSED.ordinal()) {
            return;
        }
        long waitNs = event.get(Link.WAIT_NS);
        if (waitNs == 0) {
            perhapsUntilNs = event.engineNs() + Faults.LEAST_BAN_NS;
            return;
        }
        if (event.engineNs() >= untilNs) {
            fromNs = event.engineNs();
        }
        untilNs = Math.max(untilNs, event.engineNs() + waitNs);
        perhapsUntilNs = Math.max(perhapsUntilNs, untilNs);
    }

    @Override
    void onTimer(long nowNs) {
        boolean red = told.venue == FeedFlag.RED && told.venueReason == FeedReason.BANNED;
        long graceNs = 2 * limits.timerNs() + ledger.stalledSinceNs(fromNs);
        if (red && nowNs > perhapsUntilNs + graceNs) {
            throw ledger.broken(Rule.BANNED, nowNs, "the venue is RED for a ban that ended "
                + ledger.at(perhapsUntilNs));
        }
        if (nowNs > fromNs + graceNs && nowNs < untilNs) {
            ledger.exercise(Rule.BANNED);
            if (!red) {
                throw ledger.broken(Rule.BANNED, nowNs, "banned from " + ledger.at(fromNs)
                    + " until " + ledger.at(untilNs) + ", and the venue is " + told.venue + " "
                    + told.venueReason);
            }
        }
    }
}
