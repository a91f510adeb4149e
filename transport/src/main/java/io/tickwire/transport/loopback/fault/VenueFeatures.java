package io.tickwire.transport.loopback.fault;

/**
 * Optional features of a venue that some faults need.
 *
 * @param tls      whether it speaks TLS
 * @param hosts    whether it makes a hosts file
 * @param accounts whether it has accounts
 */
public record VenueFeatures(boolean tls, boolean hosts, boolean accounts) {
}
