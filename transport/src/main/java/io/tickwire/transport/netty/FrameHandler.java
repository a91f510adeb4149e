package io.tickwire.transport.netty;

import org.agrona.DirectBuffer;

/**
 * Receives what {@link WebSocketFrameWalker} finds. Buffers are valid during the call only. The
 * handler may stop the walker from within any of these calls.
 */
public interface FrameHandler {
    /**
     * A whole data message.
     *
     * @param buffer holds it
     * @param offset of its first byte
     * @param length bytes
     * @param text   valid UTF-8 then, else binary
     */
    void message(DirectBuffer buffer, int offset, int length, boolean text);

    /**
     * A ping, to be answered with the same payload.
     *
     * @param buffer holds the payload
     * @param offset of its first byte
     * @param length bytes, at most 125
     */
    void ping(DirectBuffer buffer, int offset, int length);

    /**
     * A pong, whether asked for or not.
     *
     * @param buffer holds the payload
     * @param offset of its first byte
     * @param length bytes, at most 125
     */
    void pong(DirectBuffer buffer, int offset, int length);

    /**
     * A valid Close frame; the walker has stopped.
     *
     * @param code   sent by the server, {@link CloseCode#NO_CODE} if none
     * @param reason as the server says it, may be empty
     */
    void closeFrame(int code, String reason);

    /**
     * The server broke the protocol or a limit; the walker has stopped.
     *
     * @param code   to close the connection with
     * @param reason why
     */
    void violation(int code, String reason);
}
