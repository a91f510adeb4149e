/** {@code bench wire}: Tickwire as a user runs it, fed by the load server, rate by rate. */
package io.tickwire.perf.wire;
