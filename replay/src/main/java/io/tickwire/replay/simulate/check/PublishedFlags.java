package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;

/** The flags and reasons that the engine has published last; null before the first. */
final class PublishedFlags {
    final FeedFlag[] streams = new FeedFlag[StreamKind.values().length];
    final StatusReason[] reasons = new StatusReason[StreamKind.values().length];
    /** What the strategy was answered at the last TIMER. */
    final boolean[] fresh = new boolean[StreamKind.values().length];
    FeedFlag symbol;
    FeedFlag venue;
    StatusReason venueReason = StatusReason.NONE;

    /** Whether a row is news about single ticks, which changes no flag. */
    static boolean isAboutTicks(Event status) {
        return StatusReason.of(status.get(FeedStatusFields.REASON)).isAboutTicks();
    }

    void onStatus(Event status) {
        StreamKind kind = StreamKind.of(status.get(FeedStatusFields.KIND));
        FeedFlag flag = FeedFlag.of(status.get(FeedStatusFields.FLAG));
        StatusReason reason = StatusReason.of(status.get(FeedStatusFields.REASON));
        if (kind != StreamKind.NONE) {
            if (!isAboutTicks(status)) {
                streams[kind.ordinal()] = flag;
                reasons[kind.ordinal()] = reason;
            }
        } else if (status.instrument() > 0) {
            symbol = flag;
        } else if (!reason.isAboutClock()) {
            venue = flag;
            venueReason = reason;
        }
    }
}
