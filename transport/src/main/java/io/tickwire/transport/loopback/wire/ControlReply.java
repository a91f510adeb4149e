package io.tickwire.transport.loopback.wire;

/**
 * Answer to a control message.
 *
 * @param text   JSON
 * @param closes whether the venue closes the socket behind it, as an invalid request
 */
record ControlReply(String text, boolean closes) {
}
