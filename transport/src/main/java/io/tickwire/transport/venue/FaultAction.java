package io.tickwire.transport.venue;

/** What a fault does to the venue. On the event loop only. */
interface FaultAction {
    /**
     * Begins to misbehave.
     *
     * @param hub of the venue
     * @return what it did, for people
     */
    String begin(Hub hub);

    /** Behaves again. */
    void end(Hub hub);
}
