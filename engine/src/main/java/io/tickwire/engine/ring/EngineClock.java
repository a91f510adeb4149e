package io.tickwire.engine.ring;

/**
 * The one clock: engine time, ns since the epoch, never stepping back. Read by the producer only;
 * everybody else takes the time that stands in the event.
 */
public interface EngineClock {
    /** @return engine time, ns since the epoch, never less than the last answer */
    long nowNs();
}
