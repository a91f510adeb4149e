package io.tickwire.transport.loopback.fault;

import java.io.IOException;

/** Whether clients find the venue by its name. On the event loop only. */
public interface NameSwitch {
    /** @return that they ask for */
    String name();

    /**
     * Lets the venue's name be found or not.
     *
     * @param found from the next look-up on
     * @throws IOException where that cannot be written
     */
    void write(boolean found) throws IOException;
}
