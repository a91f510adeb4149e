package io.tickwire.engine.feed;

/** Whether the venue's time in a tick can be. */
enum TimeVerdict {
    /** It can, or there is none. */
    GOOD,
    /** It is no time, or far behind the venue's clock. */
    PAST,
    /** It is far ahead of the venue's clock. */
    AHEAD
}
