/**
 * Faults of REST calls and handshakes: refused, failing, late, old, answered by somebody
 * else, or never.
 */
package io.tickwire.transport.loopback.fault.http;
