package io.tickwire.engine.stage;

/**
 * Something that later decisions depend on: it goes into each SNAPSHOT, a restart takes it over
 * from there, and a replay compares it. Engine thread only.
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
