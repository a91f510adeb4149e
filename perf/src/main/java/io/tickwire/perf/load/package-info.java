/** A venue that only sends, as fast as wanted: what {@code bench wire} and its peers are fed by. */
package io.tickwire.perf.load;
