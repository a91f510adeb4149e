/**
 * The simulator: one engine in a world of which everything is drawn from a seed, in virtual time,
 * on one thread, with all rules watching. Later parts of the engine are tested by adding to it.
 *
 * <pre>
 *   model    market, venue, network, our I/O thread, and what goes wrong with them
 *   check    the rules: they read the journal, and know the truth from the model
 *   Run      the driver: the real stages and journal between the two
 *   Canary   rules broken on purpose, between engine and world
 *   Simulation, SimulateMain    many runs, and the command
 * </pre>
 */
package io.tickwire.replay.simulate;
