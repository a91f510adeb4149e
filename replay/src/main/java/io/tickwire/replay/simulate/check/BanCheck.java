package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.replay.simulate.model.VenueNotices;
import io.tickwire.replay.simulate.model.World;

/**
 * {@link Rule#BANNED}: by the 418 of REST calls and of upgrades. One without a duration may or may
 * not count as the shortest ban.
 */
final class BanCheck extends Check {
    private final World world;
    private final Limits limits;
    private final PublishedFlags published;
    private final Ledger ledger;

    BanCheck(World world, Limits limits, PublishedFlags published, Ledger ledger) {
        this.world = world;
        this.limits = limits;
        this.published = published;
        this.ledger = ledger;
    }

    @Override
    void onTimer(long nowNs) {
        VenueNotices notices = world.io().notices();
        boolean red = published.venue == FeedFlag.RED
            && published.venueReason == StatusReason.BANNED;
        long fromNs = notices.bannedFromNs();
        long graceNs = 2 * limits.timerNs() + ledger.stalledSinceNs(fromNs);
        if (red && nowNs > notices.perhapsUntilNs() + graceNs) {
            throw ledger.broken(Rule.BANNED, nowNs, "the venue is RED for a ban, and "
                + (notices.perhapsUntilNs() == 0 ? "there was none"
                    : "the last one ended " + ledger.at(notices.perhapsUntilNs())));
        }
        if (nowNs > fromNs + graceNs && nowNs < notices.bannedUntilNs()) {
            ledger.exercise(Rule.BANNED);
            if (!red) {
                throw ledger.broken(Rule.BANNED, nowNs, "banned from " + ledger.at(fromNs)
                    + " until " + ledger.at(notices.bannedUntilNs()) + ", and the venue is "
                    + published.venue + " " + published.venueReason);
            }
        }
    }
}
