package io.tickwire.transport.netty;

import org.agrona.DirectBuffer;

/**
 * Receives the events of one connection attempt. Called on the event loop, never from within {@link
 * WebSocketClient#open}. Each attempt ends in exactly one of {@link #refused}, {@link #failed} and
 * {@link #closed}; nothing follows.
 */
public interface WebSocketListener {
    /** The handshake is done; messages may be sent and will come. */
    void opened();

    /**
     * The server answered the handshake with another status than 101.
     *
     * @param status            of HTTP
     * @param retryAfterSeconds as the server asks for, -1 if it does not
     * @param message           type of the content, reason phrase and first words of the body
     */
    void refused(int status, long retryAfterSeconds, String message);

    /**
     * No connection came about.
     *
     * @param reason why
     */
    void failed(String reason);

    /**
     * A whole message.
     *
     * @param buffer holds it during this call
     * @param offset of its first byte
     * @param length bytes
     * @param text   valid UTF-8 then, else binary
     */
    void message(DirectBuffer buffer, int offset, int length, boolean text);

    /**
     * A pong, as a rule the answer to {@link WebSocketClient#sendPing}; servers may also send one
     * unasked. Pings of the server are answered without the listener.
     *
     * @param buffer holds the payload during this call
     * @param offset of its first byte
     * @param length bytes, at most 125
     */
    default void pong(DirectBuffer buffer, int offset, int length) {
    }

    /**
     * A read pass is over: no more messages are at hand. Not called for a pass in which the
     * connection closed; {@link #closed} is its end.
     */
    void readComplete();

    /**
     * The connection is gone, or will be without another message.
     *
     * @param code            of the server's Close frame, {@link CloseCode#NO_CODE} if it had
     *                        none, {@link CloseCode#NO_CLOSE_FRAME} without such a frame; or ours
     *                        if the server broke the protocol
     * @param reason          why, for people
     * @param incompleteBytes of a message that had begun and was dropped
     */
    void closed(int code, String reason, int incompleteBytes);
}
