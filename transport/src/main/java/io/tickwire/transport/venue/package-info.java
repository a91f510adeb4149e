/**
 * What a venue is to the I/O side of the engine. Each venue implements {@link
 * io.tickwire.transport.venue.Venue} in a package of its own; whatever else needs a venue knows
 * only this package.
 *
 * <pre>
 *   Venue -- client() --> VenueClient: bootstrap   what is asked before anything else
 *     |                                plan        which connections carry which streams
 *     |                                sockets     how a connection is opened and kept alive
 *     |                                calls       which HTTP request is behind a call, its cost
 *     |                                codec       frames and replies into events
 *     +-- display()                              what people read
 *     +-- recordings()                           frames that somebody else has recorded
 * </pre>
 */
package io.tickwire.transport.venue;
