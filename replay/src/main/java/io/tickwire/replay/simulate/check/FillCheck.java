package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.signal.Trade;
import io.tickwire.replay.simulate.model.World;
import java.util.TreeMap;

/**
 * {@link Rule#FILLS}: holds every id that was declared missing until the strategy is given it or it
 * is declared lost, which only what REST lacks may be, or what could not be asked for in ten
 * minutes.
 */
final class FillCheck extends Check {
    private static final long SECOND_NS = 1_000_000_000L;
    /** So long after REST is well it has been asked for, with other calls before it. */
    private static final long WITHIN_NS = 120 * SECOND_NS;
    private static final long GIVEN_UP_NS = 600 * SECOND_NS;

    private final World world;
    private final Ledger ledger;
    /** Ids that are missing, and when that was declared. */
    private final TreeMap<Long, Long> missing = new TreeMap<>();

    FillCheck(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    /** Whether a trade was missing, and is no more. */
    boolean takes(Trade trade) {
        boolean was = missing.remove(trade.id()) != null;
        if (was) {
            ledger.exercise(Rule.FILLS);
        }
        return was;
    }

    @Override
    void onRecord(Event event) {
        if (event.type() != EventType.FEED_STATUS) {
            return;
        }
        StatusReason reason = StatusReason.of(event.get(FeedStatusFields.REASON));
        if (reason != StatusReason.HOLE && reason != StatusReason.LOST
            && reason != StatusReason.FILLED) {
            return;
        }
        long last = event.get(FeedStatusFields.LAST_MISSING_ID);
        for (long id = event.get(FeedStatusFields.FIRST_MISSING_ID); id <= last; id++) {
            if (reason == StatusReason.HOLE) {
                missing.put(id, event.engineNs());
            } else if (reason == StatusReason.LOST) {
                onLost(id, event);
            } else if (missing.containsKey(id)) {
                throw ledger.broken(Rule.FILLS, event.engineNs(),
                    "trade " + id + " is declared filled, and the strategy was not given it");
            }
        }
    }

    private void onLost(long id, Event event) {
        Long sinceNs = missing.remove(id);
        if (sinceNs == null) {
            throw ledger.broken(Rule.FILLS, event.engineNs(),
                "trade " + id + " is declared lost, and it was not missing");
        }
        ledger.exercise(Rule.FILLS);
        if (world.hasTrade(id) && event.engineNs() - sinceNs < GIVEN_UP_NS) {
            throw ledger.broken(Rule.FILLS, event.engineNs(),
                "trade " + id + " is declared lost, and REST has it");
        }
    }

    @Override
    void onTimer(long nowNs) {
        if (missing.isEmpty()) {
            return;
        }
        long sinceNs = Math.max(missing.firstEntry().getValue(),
            world.faults().restWellSinceNs());
        if (nowNs - sinceNs > WITHIN_NS + ledger.stalledSinceNs(sinceNs)
            && !world.faults().isClockOff(nowNs - WITHIN_NS)) {
            throw ledger.broken(Rule.FILLS, nowNs, "trade " + missing.firstKey()
                + " is missing since " + ledger.at(missing.firstEntry().getValue())
                + ", REST is well, and it was neither filled nor declared lost");
        }
    }
}
