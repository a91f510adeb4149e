package io.tickwire.engine.feed;

/** How long a REST call can wait for its share of the weight. */
enum PollPriority {
    /** It takes what is left of the burst and of the minute. */
    URGENT,
    /** It takes what is left of the burst, but of the minute only its share up to now. */
    FIRST_POLL,
    /** It takes of the minute its share up to now, and leaves half of the burst to others. */
    BACKGROUND
}
