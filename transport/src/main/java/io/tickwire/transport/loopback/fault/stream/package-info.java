/**
 * Faults of the messages of streams: late, lost, doubled, out of order, or not what they should be.
 */
package io.tickwire.transport.loopback.fault.stream;
