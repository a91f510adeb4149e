package io.tickwire.engine.feed;

/** What becomes of an input behind the heartbeat stage. */
public enum Visibility {
    /** A duplicate or older than what was shown: journaled, and nobody sees it. */
    HIDDEN,
    /** Strategies see it as it comes. */
    LIVE,
    /** A trade that was missing and has been fetched, or comes too late to be called a tick. */
    BACKFILL
}
