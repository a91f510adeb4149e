package io.tickwire.engine.feed;

/** How a tick stands to those before it in its stream. */
enum SequenceVerdict {
    /** New, and nothing known to be missing before it. */
    NEXT,
    /** New, and ids before it are missing. */
    AFTER_HOLE,
    /** The same as the last one. */
    DUPLICATE,
    /** Older than one seen. */
    OLDER,
    /** Its number is so far from the last one that it may be a mistake. */
    LEAPT;

    boolean isNew() {
        return this == NEXT || this == AFTER_HOLE;
    }
}
