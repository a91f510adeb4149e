/**
 * Every fault of the venue over real sockets, measured from the journal of an engine that went
 * through it.
 *
 * <pre>
 *   TimedScenario + Expectation
 *        |
 *   ScenarioRun     venue and engine in their own processes, until the feed is whole again
 *        |
 *   FeedTrace       the journal's facts          ShownTicks     what its replay shows a strategy
 *        \                                      /
 *                   Measurement --> Rules --> FaultsBench: table, verdict
 * </pre>
 */
package io.tickwire.perf.faults;
