package io.tickwire.transport.loopback.wire;

import io.tickwire.transport.loopback.message.Payload;

/**
 * What happens to stream messages on their way to a socket; replies, pings and pongs are not
 * affected. Event loop only.
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
