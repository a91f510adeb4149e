/**
 * A synthetic market: prices and trades determined by a seed, in virtual time, without network. The
 * loopback venue serves it and the simulator runs on it.
 */
package io.tickwire.engine.market;
