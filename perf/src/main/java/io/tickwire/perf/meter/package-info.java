/** What a client of a load notes of its messages; compiled into the peers' programs, too. */
package io.tickwire.perf.meter;
