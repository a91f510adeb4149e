/**
 * Accounts over the wire: keys and signatures, the REST calls that need them, limits of orders, and
 * the events that accounts are told. What happens to orders is decided by the engine's market
 * model.
 */
package io.tickwire.transport.loopback.account;
