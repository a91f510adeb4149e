package io.tickwire.engine.event;

/** What changed a position or what it has earned. */
public enum PositionReason implements Label {
    /** An order of ours was filled. */
    FILL,
    /** Funding was paid or received. */
    FUNDING
}
