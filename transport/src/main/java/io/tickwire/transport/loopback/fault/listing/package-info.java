/**
 * Faults of the venue's list of symbols: empty, or a symbol that is not traded yet or no more.
 */
package io.tickwire.transport.loopback.fault.listing;
