/**
 * Faults of REST calls and handshakes: refused, failing, late, or never answered.
 */
package io.tickwire.transport.venue.fault.http;
