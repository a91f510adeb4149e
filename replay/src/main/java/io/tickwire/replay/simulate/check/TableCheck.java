package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.replay.simulate.model.ModelConnections;

/** {@link Rule#TABLE}, by what was told. */
final class TableCheck extends Check {
    private final Told told;
    private final Ledger ledger;

    TableCheck(Told told, Ledger ledger) {
        this.told = told;
        this.ledger = ledger;
    }

    @Override
    void onTimer(long nowNs) {
        FeedFlag symbol = symbol();
        FeedFlag venue = told.venueReason == StatusReason.BANNED ? FeedFlag.RED : symbol;
        ledger.exercise(Rule.TABLE);
        if (told.symbol != symbol || told.venue != venue) {
            StringBuilder streams = new StringBuilder();
            for (StreamKind kind : ModelConnections.STREAMS) {
                streams.append(kind).append(' ').append(told.streams[kind.ordinal()])
                    .append(' ');
            }
            throw ledger.broken(Rule.TABLE, nowNs, streams + "and the symbol is " + told.symbol
                + ", the venue " + told.venue + " " + told.venueReason);
        }
    }

    private FeedFlag symbol() {
        boolean allGreen = true;
        boolean allRed = true;
        for (StreamKind kind : ModelConnections.STREAMS) {
            allGreen &= told.streams[kind.ordinal()] == FeedFlag.GREEN;
            allRed &= told.streams[kind.ordinal()] == FeedFlag.RED;
        }
        return allGreen ? FeedFlag.GREEN : allRed ? FeedFlag.RED : FeedFlag.YELLOW;
    }
}
