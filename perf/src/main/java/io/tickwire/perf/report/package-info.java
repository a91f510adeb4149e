/** How benches state what they measured: on which machine, beside what load, as text and page. */
package io.tickwire.perf.report;
