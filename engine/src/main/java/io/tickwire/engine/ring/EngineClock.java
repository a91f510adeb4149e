package io.tickwire.engine.ring;

/**
 * The engine's clock: ns since the epoch, never stepping back. Only the producer reads it;
 * everything behind the ring uses the time in the event.
 */
public interface EngineClock {
    /** @return engine time, ns since the epoch, never less than the last answer */
    long nowNs();
}
