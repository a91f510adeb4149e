package io.tickwire.engine.ring;

/**
 * The engine's clock: ns since the epoch, never stepping back. Only the producer reads it;
 * everything behind the ring uses the time in the event.
 */
public interface EngineClock {
    /** @return engine time, ns since the epoch, never less than the last answer */
    long nowNs();

    /**
     * Moves engine time on by what the machine was suspended, or its clock set forward, since this
     * was last asked. Nothing of what is in hand is as young as it looks then.
     *
     * @return by how much, ns; 0 = nothing of that kind has happened
     */
    default long followLeap() {
        return 0;
    }
}
