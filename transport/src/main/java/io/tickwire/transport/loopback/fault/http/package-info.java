/**
 * Faults of REST calls and handshakes: refused, failing, late, or never answered.
 */
package io.tickwire.transport.loopback.fault.http;
