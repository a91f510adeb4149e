package io.tickwire.engine.budget;

/** Whose a call is, and how long it can wait for its share of what the venue allows. */
public enum Priority {
    /** A call about orders: it takes what is left of a window, the reserve too, at once. */
    ORDER,
    /** It takes what is left of a window but for the reserve, and of the burst. */
    URGENT,
    /** It takes what is left of the burst, but of a window only its share up to now. */
    FIRST_POLL,
    /** It takes of a window its share up to now, and leaves half of the burst to others. */
    BACKGROUND
}
