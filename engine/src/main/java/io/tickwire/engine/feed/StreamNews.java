package io.tickwire.engine.feed;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedReason;
import io.tickwire.engine.event.FeedStatus;
import io.tickwire.engine.stage.Outputs;

/** Rows of FEED_STATUS about single ticks of a stream, which change no flag. */
final class StreamNews {
    private static final long MS = 1_000_000L;

    private StreamNews() {
    }

    /** Cold: something about the tick itself. */
    static void about(Event tick, FeedReason reason, StreamState stream, Outputs outputs) {
        if (outputs.room() > 0) {
            row(reason, stream, tick.engineNs(), outputs)
                .link(tick.link())
                .set(FeedStatus.FED_BY, tick.sourceCode());
            outputs.commit();
        }
    }

    /** Cold: ids are missing before this tick. */
    static void hole(
        Event tick, long firstId, long lastId, long gapMs, StreamState stream, Outputs outputs) {
        if (outputs.room() > 0) {
            ids(row(FeedReason.HOLE, stream, tick.engineNs(), outputs), firstId, lastId)
                .link(tick.link())
                .set(FeedStatus.FED_BY, tick.sourceCode())
                .set(FeedStatus.GAP_MS, gapMs);
            outputs.commit();
        }
    }

    /** Cold: what has become of missing ids. */
    static void ids(FeedReason reason, long firstId, long lastId, StreamState stream, long nowNs,
        Outputs outputs) {
        if (outputs.room() > 0) {
            ids(row(reason, stream, nowNs, outputs), firstId, lastId);
            outputs.commit();
        }
    }

    private static Event ids(Event row, long firstId, long lastId) {
        return row.set(FeedStatus.GAP_MESSAGES, lastId - firstId + 1)
            .set(FeedStatus.FIRST_MISSING_ID, firstId)
            .set(FeedStatus.LAST_MISSING_ID, lastId);
    }

    private static Event row(
        FeedReason reason, StreamState stream, long nowNs, Outputs outputs) {
        return outputs.claim(EventType.FEED_STATUS, stream.instrumentId)
            .set(FeedStatus.KIND, stream.kind.ordinal())
            .set(FeedStatus.FLAG, FeedFlag.YELLOW.ordinal())
            .set(FeedStatus.REASON, reason.ordinal())
            .set(FeedStatus.SILENCE_MS, stream.silenceNs(nowNs) / MS);
    }
}
