/**
 * Every fault of the venue over real sockets, and processes that stand still, measured from the
 * journal of an engine that went through it.
 *
 * <pre>
 *   Scenario + Expectation      faults of the venue from a file (TimedScenario), or Standstill
 *        |
 *   ScenarioRun     venue and engine in their own processes, until the feed is whole again
 *        |
 *   FeedTrace       the journal's facts          ShownTicks     what its replay shows a strategy
 *        \                                      /
 *                   Measurement --> Rules --> FaultsBench: table, verdict
 * </pre>
 */
package io.tickwire.perf.faults;
