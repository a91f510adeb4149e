/**
 * The loopback venue: Binance USD-M's wire served on 127.0.0.1, in a process of its own, for our
 * engine and for anybody's client. Everything of a server runs on its one event loop. Here are its
 * program, its options, and what puts the parts together; nothing below knows of it.
 */
package io.tickwire.transport.loopback;
