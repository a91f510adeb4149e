package io.tickwire.engine.feed;

import io.tickwire.engine.event.StatusReason;

/**
 * The streams that the strategy is given at the current input: those that changed, and each
 * one every second besides, unless its symbol is gone. Engine thread only; does not allocate.
 */
final class StreamViews {
    private static final long EVERY_NS = 1_000_000_000L;
    private static final int MAX_VIEWS = 512;

    private final StreamState[] views = new StreamState[MAX_VIEWS];
    private int count;
    private int next;

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    StreamView get(int index) {
        return views[index];
    }

    void add(StreamState stream, long nowNs) {
        if (count < MAX_VIEWS) {
            views[count++] = stream;
            stream.viewedNs = nowNs;
        }
    }

    /** Adds those whose time has come; whom there is no room for comes first the next time. */
    void addDue(StreamTable streams, long nowNs) {
        int all = streams.count();
        for (int i = 0; i < all && count < MAX_VIEWS; i++) {
            next = next < all - 1 ? next + 1 : 0;
            StreamState stream = streams.get(next);
            if (nowNs - stream.viewedNs >= EVERY_NS
                && stream.flagState.reason != StatusReason.GONE) {
                add(stream, nowNs);
            }
        }
    }

    /** Where the next round begins: state, since it decides which is given first. */
    int next() {
        return next;
    }

    void next(int index) {
        next = index;
    }
}
