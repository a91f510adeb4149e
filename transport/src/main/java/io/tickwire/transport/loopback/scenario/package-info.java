/**
 * Scenarios: the file that says when which fault happens, all that can be wrong with one, and the
 * schedule that makes it happen.
 */
package io.tickwire.transport.loopback.scenario;
