/** Processes that benches and drills start, and the folders these leave. */
package io.tickwire.perf.process;
