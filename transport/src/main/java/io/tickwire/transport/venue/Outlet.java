package io.tickwire.transport.venue;

/** Where a message goes on its way to a socket. On the event loop only. */
@FunctionalInterface
interface Outlet {
    /** Passes it on; written with the socket's next flush. */
    void send(VenueSocket socket, Payload payload);
}
