package io.tickwire.engine.feed;

import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedReason;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/** What the supervision knows of one stream: symbol x kind. Engine thread only. */
final class StreamState implements StreamView {
    final int instrumentId;
    final StreamKind kind;
    /** Link that carries it, 0 while unknown. */
    int link;
    /** When it was last heard or subscribed, own stalls added; ns. */
    long heardNs;
    /** Whether a tick has come since it was subscribed. */
    boolean ticked;
    /** Why it is not fresh, or FRESH. */
    FeedReason reason = FeedReason.STARTING;
    /** What was last told as FEED_STATUS. */
    FeedReason told = FeedReason.NONE;
    /** What was told of the current row of duplicates and older ticks, NONE outside of one. */
    FeedReason unorderedTold = FeedReason.NONE;
    /** Highest order key seen: update id, aggregate id or venue time; -1 = none. */
    long lastKey = -1;
    /** Highest id of a single trade, which counts apart from aggregates; -1 = none. */
    long lastTradeId = -1;
    /** Venue time of the last tick, ms; -1 = none. */
    long lastEventMs = -1;

    StreamState(int instrumentId, StreamKind kind) {
        this.instrumentId = instrumentId;
        this.kind = kind;
    }

    @Override
    public int instrumentId() {
        return instrumentId;
    }

    @Override
    public StreamKind kind() {
        return kind;
    }

    @Override
    public FeedFlag flag() {
        return reason == FeedReason.FRESH ? FeedFlag.GREEN : FeedFlag.YELLOW;
    }

    @Override
    public FeedReason reason() {
        return reason;
    }

    @Override
    public Source fedBy() {
        return Source.SOCKET;
    }

    @Override
    public long sinceNs() {
        return heardNs;
    }

    @Override
    public long silenceNs(long nowNs) {
        return Math.max(0, nowNs - heardNs);
    }

    @Override
    public long lagMs() {
        return 0;
    }

    @Override
    public long gapMessages() {
        return 0;
    }

    boolean isFresh() {
        return reason == FeedReason.FRESH;
    }

    void write(StateWriter out) {
        out.put(instrumentId).put(kind.ordinal()).put(link).put(heardNs).put(ticked ? 1 : 0)
            .put(reason.ordinal()).put(told.ordinal()).put(unorderedTold.ordinal())
            .put(lastKey).put(lastTradeId).put(lastEventMs);
    }

    void read(StateReader in) {
        link = in.getInt();
        heardNs = in.getLong();
        ticked = in.getLong() != 0;
        reason = FeedReason.of(in.getLong());
        told = FeedReason.of(in.getLong());
        unorderedTold = FeedReason.of(in.getLong());
        lastKey = in.getLong();
        lastTradeId = in.getLong();
        lastEventMs = in.getLong();
    }
}
