/**
 * The sockets: one event loop, WebSocket and HTTP clients on it. Everything here belongs to the
 * event loop's thread; only DNS and TLS tasks run elsewhere, and come back to it.
 */
package io.tickwire.transport.netty;
