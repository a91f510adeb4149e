package io.tickwire.transport.loopback.wire;

import io.tickwire.transport.loopback.message.Payload;

/** Next step of a message on its way to a socket. Event loop only. */
@FunctionalInterface
public interface Outlet {
    /** Passes it on; written with the socket's next flush. */
    void send(OpenSocket socket, Payload payload);
}
