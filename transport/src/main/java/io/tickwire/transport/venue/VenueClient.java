package io.tickwire.transport.venue;

/**
 * What one session needs of its venue. The parts may share what a login brings. Event loop only,
 * but for {@link VenueBootstrap#read}.
 *
 * @param venue     it is a client of
 * @param bootstrap what is asked before anything else
 * @param plan      which connections carry which streams
 * @param sockets   how a connection is opened and kept alive
 * @param calls     which HTTP request is behind a call, and what it costs
 * @param codec     frames and replies into events
 */
public record VenueClient(
    Venue venue, VenueBootstrap bootstrap, LinkPlan plan, SocketProtocol sockets,
    VenueCalls calls, VenueCodec codec) {
}
