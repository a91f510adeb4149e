/**
 * What every fault is made of: the keys of its entry, what it does, and what of a venue it may lay
 * hands on. The kinds are in the packages below this one, each of which shows a table of readers.
 */
package io.tickwire.transport.loopback.fault;
