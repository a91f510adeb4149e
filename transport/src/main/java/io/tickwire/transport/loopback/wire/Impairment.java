package io.tickwire.transport.loopback.wire;

import io.tickwire.transport.loopback.message.Payload;

/**
 * What happens to messages of streams on their way to a socket: nothing of it concerns replies,
 * pings and pongs. On the event loop only.
 */
@FunctionalInterface
public interface Impairment {
    /**
     * Takes one message.
     *
     * @param socket  that wants it
     * @param payload the same object for every socket
     * @param next    takes what is to be sent, at any time
     */
    void pass(OpenSocket socket, Payload payload, Outlet next);

    /** Is over: sends on what it still holds. */
    default void release(Outlet next) {
        // Most hold nothing.
    }
}
