/** Costs of the parts of the hot path, one message or event at a time, beside peers and floors. */
package io.tickwire.perf.micro;
