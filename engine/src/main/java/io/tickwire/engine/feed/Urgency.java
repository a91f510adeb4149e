package io.tickwire.engine.feed;

/** How long a REST call can wait for its share of the weight. */
enum Urgency {
    /** It takes what is left of the burst and of the minute. */
    AT_ONCE,
    /** It takes what is left of the burst, and of the minute what is earned, or one burst. */
    FIRST,
    /** It leaves half of the burst to others, and of the minute what is not earned yet. */
    PATIENT
}
