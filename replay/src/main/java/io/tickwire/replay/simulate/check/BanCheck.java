package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedReason;
import io.tickwire.engine.event.Link;
import io.tickwire.engine.event.LinkFact;

/** {@link Rule#BANNED}: by the 418 of REST; one of an upgrade may count, but need not. */
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
        if (event.type() != EventType.LINK || event.get(Link.CODE) != BANNED) {
            return;
        }
        long endNs = event.engineNs() + event.get(Link.WAIT_NS);
        if (event.get(Link.FACT) == LinkFact.ANSWERED.ordinal()) {
            if (event.engineNs() >= untilNs) {
                fromNs = event.engineNs();
            }
            untilNs = Math.max(untilNs, endNs);
        } else if (event.get(Link.FACT) == LinkFact.REFUSED.ordinal()) {
            perhapsUntilNs = Math.max(perhapsUntilNs, endNs);
        }
    }

    @Override
    void onTimer(long nowNs) {
        boolean red = told.venue == FeedFlag.RED && told.venueReason == FeedReason.BANNED;
        long graceNs = 2 * limits.timerNs() + ledger.stalledSinceNs(fromNs);
        if (red && nowNs > Math.max(untilNs, perhapsUntilNs) + graceNs) {
            throw ledger.broken(Rule.BANNED, nowNs, "the venue is RED for a ban that ended "
                + ledger.at(Math.max(untilNs, perhapsUntilNs)));
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
