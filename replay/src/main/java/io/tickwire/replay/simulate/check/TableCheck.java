package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.replay.simulate.model.ModelConnections;

/** {@link Rule#TABLE}, by the published flags. */
final class TableCheck extends Check {
    private final PublishedFlags published;
    private final Ledger ledger;

    TableCheck(PublishedFlags published, Ledger ledger) {
        this.published = published;
        this.ledger = ledger;
    }

    @Override
    void onTimer(long nowNs) {
        FeedFlag symbol = symbol();
        FeedFlag venue = published.venueReason == StatusReason.BANNED ? FeedFlag.RED : symbol;
        ledger.exercise(Rule.TABLE);
        if (published.symbol != symbol || published.venue != venue) {
            StringBuilder streams = new StringBuilder();
            for (StreamKind kind : ModelConnections.STREAMS) {
                streams.append(kind).append(' ').append(published.streams[kind.ordinal()])
                    .append(' ');
            }
            throw ledger.broken(Rule.TABLE, nowNs, streams + "and the symbol is " + published.symbol
                + ", the venue " + published.venue + " " + published.venueReason);
        }
    }

    private FeedFlag symbol() {
        boolean allGreen = true;
        boolean allRed = true;
        for (StreamKind kind : ModelConnections.STREAMS) {
            allGreen &= published.streams[kind.ordinal()] == FeedFlag.GREEN;
            allRed &= published.streams[kind.ordinal()] == FeedFlag.RED;
        }
        return allGreen ? FeedFlag.GREEN : allRed ? FeedFlag.RED : FeedFlag.YELLOW;
    }
}
