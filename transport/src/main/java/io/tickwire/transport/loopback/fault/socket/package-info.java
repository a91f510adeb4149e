/**
 * Faults of connections and sockets: not accepted, not found, closed, cut, or alive no more.
 */
package io.tickwire.transport.loopback.fault.socket;
