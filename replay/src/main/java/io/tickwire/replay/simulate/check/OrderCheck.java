package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.signal.Quote;
import io.tickwire.engine.signal.Tick;
import io.tickwire.engine.signal.Trade;

/**
 * {@link Rule#ORDER} and {@link Rule#HOLES}: looks at each tick that the strategy is shown. What a
 * tick really is, the model tells; a polled quote has no id to see it by. One whose venue time is
 * false cannot be compared with another source's, so it counts by its id alone.
 */
final class OrderCheck extends Check {
    private final Ledger ledger;
    private final long[] newest = new long[StreamKind.values().length];
    private long highestVersion = -1;
    private long lastTradeId = -1;
    private long missingFirst = -1;
    private long missingLast;

    OrderCheck(Ledger ledger) {
        this.ledger = ledger;
    }

    void onShown(Tick tick, long version, boolean honest) {
        int kind = tick.kind().ordinal();
        ledger.exercise(Rule.ORDER);
        if (honest && version <= newest[kind]) {
            throw ledger.broken(Rule.ORDER, tick.engineNs(), "sequence " + tick.sequence()
                + ": the strategy was shown " + tick.kind() + " " + version + " from "
                + tick.source() + " after " + newest[kind]);
        }
        if (honest) {
            newest[kind] = version;
        }
        if (tick instanceof Quote quote && quote.updateId() != Tick.ABSENT) {
            // Whatever number the venue gives it by now.
            if (version <= highestVersion) {
                throw ledger.broken(Rule.ORDER, tick.engineNs(), "sequence " + tick.sequence()
                    + ": the strategy was shown the socket's quote " + version + " after "
                    + highestVersion);
            }
            highestVersion = version;
        }
        if (tick instanceof Trade trade) {
            onTrade(trade);
        }
    }

    private void onTrade(Trade trade) {
        long id = trade.id();
        if (id <= lastTradeId) {
            throw ledger.broken(Rule.ORDER, trade.engineNs(), "sequence " + trade.sequence()
                + ": the strategy was shown trade " + id + " after " + lastTradeId);
        }
        if (lastTradeId >= 0 && id > lastTradeId + 1) {
            missingFirst = lastTradeId + 1;
            missingLast = id - 1;
        }
        lastTradeId = id;
    }

    @Override
    void onRecord(Event event) {
        if (event.type() != EventType.FEED_STATUS
            || event.get(FeedStatusFields.REASON) != StatusReason.HOLE.ordinal()) {
            return;
        }
        ledger.exercise(Rule.HOLES);
        long first = event.get(FeedStatusFields.FIRST_MISSING_ID);
        long last = event.get(FeedStatusFields.LAST_MISSING_ID);
        if (first != missingFirst || last != missingLast
            || event.get(FeedStatusFields.GAP_MESSAGES) != last - first + 1) {
            throw ledger.broken(Rule.HOLES, event.engineNs(), "sequence " + event.sequence()
                + ": declared " + first + " to " + last + ", "
                + event.get(FeedStatusFields.GAP_MESSAGES) + " messages, missing " + missing());
        }
        missingFirst = -1;
    }

    private String missing() {
        return missingFirst < 0 ? "none" : missingFirst + " to " + missingLast;
    }

    /** All that one input led to was read. */
    void afterInput(long nowNs) {
        if (missingFirst >= 0) {
            throw ledger.broken(Rule.HOLES, nowNs, "trades " + missing()
                + " were not shown, and nothing was declared");
        }
    }
}
