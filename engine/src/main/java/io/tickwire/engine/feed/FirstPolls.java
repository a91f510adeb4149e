package io.tickwire.engine.feed;

/** Which streams polls have just begun to feed: nothing new of them has come since. */
final class FirstPolls {
    /** For so long their polls are the first ones. */
    private final long firstNs;

    FirstPolls(long firstNs) {
        this.firstNs = firstNs;
    }

    boolean isFirst(StreamState stream, long nowNs) {
        return stream.poll.active && stream.newsNs - stream.poll.sinceNs <= 0
            && nowNs - stream.poll.sinceNs <= firstNs;
    }
}
