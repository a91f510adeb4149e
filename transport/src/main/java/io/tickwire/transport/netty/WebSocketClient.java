package io.tickwire.transport.netty;

import java.net.URI;
import org.agrona.DirectBuffer;

/** One attempt at a WebSocket connection, and the connection once it is open. Event loop only. */
public final class WebSocketClient {
    private final Upgrade upgrade;

    private WebSocketClient(Upgrade upgrade) {
        this.upgrade = upgrade;
    }

    /**
     * Begins to connect.
     *
     * @param connector to use, on whose event loop the caller is
     * @param uri       {@code ws://} or {@code wss://}
     * @param headers   of the upgrade request besides the handshake's own
     * @param options   deadlines and limits
     * @param listener  told what becomes of it
     * @return to send and to close with
     * @throws IllegalArgumentException if the URL is of another kind, or a header is one of the
     *                                  handshake
     */
    public static WebSocketClient open(
            Connector connector, URI uri, RequestHeaders headers, WebSocketOptions options,
            WebSocketListener listener) {
        Upgrade upgrade =
            new Upgrade(connector, Endpoint.ofWebSocket(uri), headers, options, listener);
        upgrade.start(options.connectTimeoutNs());
        return new WebSocketClient(upgrade);
    }

    /**
     * Sends a text message. The bytes are copied.
     *
     * @param text   valid UTF-8
     * @param offset of its first byte
     * @param length bytes
     * @return false if nothing was sent: not open, closing, or the send buffer is full
     */
    public boolean sendText(DirectBuffer text, int offset, int length) {
        WebSocketHandler frames = upgrade.frames();
        return frames != null && frames.sendText(text, offset, length);
    }

    /**
     * Sends a ping, which the server answers with a pong of the same payload. When to do so is the
     * caller's business. The bytes are copied.
     *
     * @param payload any bytes
     * @param offset  of its first byte
     * @param length  at most 125 bytes
     * @return false if nothing was sent: not open, closing, or the send buffer is full
     * @throws IllegalArgumentException if the payload is longer
     */
    public boolean sendPing(DirectBuffer payload, int offset, int length) {
        if (length > WebSocketFrameWalker.MAX_CONTROL_PAYLOAD) {
            throw new IllegalArgumentException("a ping carries at most "
                + WebSocketFrameWalker.MAX_CONTROL_PAYLOAD + " bytes: " + length);
        }
        WebSocketHandler frames = upgrade.frames();
        return frames != null && frames.sendPing(payload, offset, length);
    }

    /**
     * Begins the closing handshake; messages still come until the server answers. Before the
     * connection is open, gives the attempt up.
     *
     * @param code to send
     */
    public void close(int code) {
        if (!CloseCode.isValidOnWire(code)) {
            throw new IllegalArgumentException("no close code to send: " + code);
        }
        WebSocketHandler frames = upgrade.frames();
        if (frames == null) {
            upgrade.giveUp("given up before it was open");
        } else {
            frames.close(code);
        }
    }

    /** Drops the connection or the attempt at once, and tells the listener so. */
    public void abort() {
        WebSocketHandler frames = upgrade.frames();
        if (frames == null) {
            upgrade.giveUp("given up before it was open");
        } else {
            frames.abort("dropped by us");
        }
    }
}
