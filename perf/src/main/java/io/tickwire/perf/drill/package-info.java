/** A user's strategy through the scenarios of the venue, and what it did in each. */
package io.tickwire.perf.drill;
