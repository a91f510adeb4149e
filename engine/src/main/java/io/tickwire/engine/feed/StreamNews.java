package io.tickwire.engine.feed;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.stage.Outputs;

/** Rows of FEED_STATUS about single ticks of a stream, which change no flag. */
final class StreamNews {
    private static final long MS = 1_000_000L;

    private StreamNews() {
    }

    /** Cold: something about the tick itself. */
    static void about(Event tick, StatusReason reason, StreamState stream, Outputs outputs) {
        if (outputs.room() > 0) {
            row(reason, stream, tick.engineNs(), outputs)
                .link(tick.link())
                .set(FeedStatusFields.FED_BY, tick.sourceCode());
            outputs.commit();
        }
    }

    /** Cold: ids are missing before this tick. */
    static void hole(
        Event tick, long firstId, long lastId, long gapMs, StreamState stream, Outputs outputs) {
        if (outputs.room() > 0) {
            ids(row(StatusReason.HOLE, stream, tick.engineNs(), outputs), firstId, lastId)
                .link(tick.link())
                .set(FeedStatusFields.FED_BY, tick.sourceCode())
                .set(FeedStatusFields.GAP_MS, gapMs);
            outputs.commit();
        }
    }

    /** Cold: what has become of missing ids. */
    static void ids(StatusReason reason, long firstId, long lastId, StreamState stream, long nowNs,
        Outputs outputs) {
        if (outputs.room() > 0) {
            ids(row(reason, stream, nowNs, outputs), firstId, lastId);
            outputs.commit();
        }
    }

    private static Event ids(Event row, long firstId, long lastId) {
        return row.set(FeedStatusFields.GAP_MESSAGES, lastId - firstId + 1)
            .set(FeedStatusFields.FIRST_MISSING_ID, firstId)
            .set(FeedStatusFields.LAST_MISSING_ID, lastId);
    }

    private static Event row(
        StatusReason reason, StreamState stream, long nowNs, Outputs outputs) {
        return outputs.claim(EventType.FEED_STATUS, stream.instrumentId)
            .set(FeedStatusFields.KIND, stream.kind.ordinal())
            .set(FeedStatusFields.FLAG, FeedFlag.YELLOW.ordinal())
            .set(FeedStatusFields.REASON, reason.ordinal())
            .set(FeedStatusFields.SILENCE_MS, stream.silenceNs(nowNs) / MS);
    }
}
