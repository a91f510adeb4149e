package io.tickwire.engine.stage;

/**
 * State that later decisions depend on. It is written into each SNAPSHOT, restored from there by a
 * restart, and compared by a replay. Engine thread only.
 */
public interface State {
    /**
     * Writes all of it, each value with its name, in an order that depends on nothing but the
     * state itself. Allocates nothing.
     *
     * @param out canonical form
     */
    void writeState(StateWriter out);

    /**
     * Takes over what {@link #writeState} wrote; only before the first event.
     *
     * @param in positioned where {@link #writeState} began
     */
    void readState(StateReader in);
}
