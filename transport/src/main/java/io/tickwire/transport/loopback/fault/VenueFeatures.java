package io.tickwire.transport.loopback.fault;

/**
 * What a venue has of that not every one has, and some faults need.
 *
 * @param tls   whether it speaks TLS
 * @param hosts whether it makes a hosts file
 */
public record VenueFeatures(boolean tls, boolean hosts) {
}
