package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.BudgetUsedFields;
import io.tickwire.engine.event.CallCostFields;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.replay.simulate.model.VenueNotices;
import io.tickwire.replay.simulate.model.World;

/**
 * {@link Rule#WEIGHT}: by the venue's meter, by what it has told us of it, and by what it asks us
 * to wait.
 */
final class WeightCheck extends Check {
    /** The engine's idea of the venue's minute may be off by so much. */
    private static final long MINUTE_SLACK_NS = 2_000_000_000L;
    private static final long MINUTE_NS = 60_000_000_000L;
    /** Calls at the change of a minute that the venue counts in another than the engine does. */
    private static final int BOUNDARY_SHARE = 20;
    private static final int CALLS = FeedCall.values().length;

    private final World world;
    private final Ledger ledger;
    private final long usable;
    private final long most;
    private final long[] weight = new long[CALLS];
    private final long[] allWeight = new long[CALLS];
    private long knownMinute;
    private long known;
    private boolean clockKnown;

    WeightCheck(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
        this.usable = world.meter().limit() / 4 * 3;
        this.most = usable + world.meter().limit() / BOUNDARY_SHARE;
    }

    @Override
    void onRecord(Event event) {
        if (Calls.isPoll(event)) {
            onCall(event, event.engineNs());
        } else if (event.type() == EventType.BUDGET_USED) {
            onUsed(event.get(BudgetUsedFields.USED), event.engineNs());
        } else if (event.type() == EventType.CALL_COST) {
            int call = (int) event.get(CallCostFields.CALL);
            weight[call] = event.get(CallCostFields.SYMBOL_COST);
            allWeight[call] = event.get(CallCostFields.ALL_COST);
        } else if (event.type() == EventType.VENUE_CLOCK) {
            clockKnown = true;
        }
    }

    private void onCall(Event event, long nowNs) {
        ledger.exercise(Rule.WEIGHT);
        int call = (int) event.get(FeedRequestFields.CALL);
        long cost = event.instrument() == 0 && allWeight[call] > 0
            ? allWeight[call] : weight[call];
        VenueNotices notices = world.io().notices();
        if (nowNs < notices.heldUntilNs()) {
            throw ledger.broken(Rule.WEIGHT, nowNs, "call number "
                + event.get(FeedRequestFields.REQUEST) + " (" + FeedCall.of(call) + ") though "
                + notices.heldBy() + " asked us to wait until "
                + ledger.at(notices.heldUntilNs()));
        }
        long minute = world.time().minute(nowNs);
        boolean clear = clockKnown && !world.faults().isClockOff(nowNs)
            && world.time().restOfMinuteNs(nowNs) > MINUTE_SLACK_NS;
        if (minute != knownMinute) {
            knownMinute = minute;
            known = 0;
        }
        known += cost;
        if (clear && known > usable) {
            throw ledger.broken(Rule.WEIGHT, nowNs, "call number "
                + event.get(FeedRequestFields.REQUEST) + " (" + FeedCall.of(call) + ", " + cost
                + ") makes " + known + " in this minute by what the venue told, usable "
                + usable);
        }
    }

    private void onUsed(long counted, long nowNs) {
        if (world.time().minute(nowNs - MINUTE_SLACK_NS) == world.time().minute(nowNs)) {
            // What was asked since it was counted is forgotten: the venue told less than it knows.
            knownMinute = world.time().minute(nowNs);
            known = counted;
        }
    }

    @Override
    void onTimer(long nowNs) {
        long ours = world.meter().ours(nowNs);
        if (ours > world.meter().limit()
            || ours > most && clockKnown && !world.faults().isClockOff(nowNs - MINUTE_NS)) {
            throw ledger.broken(Rule.WEIGHT, nowNs, "the venue has counted " + ours
                + " of ours in this minute, limit " + world.meter().limit() + ", usable "
                + usable);
        }
    }
}
