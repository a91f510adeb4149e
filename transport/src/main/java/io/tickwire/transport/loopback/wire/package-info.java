/**
 * Connections of clients: HTTP, the handshake and the sockets behind it, and the way of messages
 * to them. Faults have the hub, the gate and {@code OpenSocket}, and see nothing of the pipeline.
 */
package io.tickwire.transport.loopback.wire;
