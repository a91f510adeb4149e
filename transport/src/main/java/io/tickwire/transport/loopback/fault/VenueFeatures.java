package io.tickwire.transport.loopback.fault;

/**
 * Optional features of a venue that some faults need.
 *
 * @param tls   whether it speaks TLS
 * @param hosts whether it makes a hosts file
 */
public record VenueFeatures(boolean tls, boolean hosts) {
}
