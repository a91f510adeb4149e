/**
 * The market without a wire: invented prices and trades, deterministic from a seed, in virtual
 * time. Served by a loopback venue and driven by simulations alike.
 */
package io.tickwire.engine.market;
