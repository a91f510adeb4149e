/** Faults of orders and accounts (protocols A10): of calls, events, listen keys and matching. */
package io.tickwire.transport.loopback.fault.order;
