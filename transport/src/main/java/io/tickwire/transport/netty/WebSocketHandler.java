package io.tickwire.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import io.tickwire.engine.text.ForeignText;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An open WebSocket connection: feeds the walker, answers pings and Close frames, and sends
 * what its owner asks for. Once our Close frame is out, nothing else is sent.
 */
final class WebSocketHandler extends ChannelInboundHandlerAdapter implements FrameHandler {
    private static final int NO_PING = -1;

    private final WebSocketListener listener;
    private final UnaryOperator<String> hideIn;
    private final WebSocketFrameWalker walker;
    private final MaskKeys maskKeys;
    private final long closeTimeoutNs;
    private final UnsafeBuffer input = new UnsafeBuffer(0, 0);
    private final MutableDirectBuffer pingPayload =
        new UnsafeBuffer(new byte[WebSocketFrameWalker.MAX_CONTROL_PAYLOAD]);
    private ChannelHandlerContext context;
    private int pingLength = NO_PING;
    private boolean closeSent;
    private boolean over;
    private Future<?> closeTimer;

    /**
     * Of a connection that is about to be open.
     *
     * @param hideIn makes what the server says fit to be shown: it may quote keys
     */
    WebSocketHandler(
            WebSocketListener listener, WebSocketOptions options, MaskKeys maskKeys,
            UnaryOperator<String> hideIn) {
        this.listener = listener;
        this.hideIn = hideIn;
        this.walker = new WebSocketFrameWalker(options.limits(), this);
        this.maskKeys = maskKeys;
        this.closeTimeoutNs = options.closeTimeoutNs();
    }

    /** Sends a text; false if it cannot go out any more, or the send buffer is full. */
    boolean sendText(DirectBuffer text, int offset, int length) {
        return trySend(WebSocketFrameWalker.TEXT, text, offset, length);
    }

    /** Sends a ping; false as for a text. */
    boolean sendPing(DirectBuffer payload, int offset, int length) {
        return trySend(WebSocketFrameWalker.PING, payload, offset, length);
    }

    /** Begins the closing handshake. */
    void close(int code) {
        if (over || closeSent) {
            return;
        }
        sendClose(code);
        awaitServer();
    }

    /**
     * Ends what the server holds for open and we do not; its listener has been or is told by the
     * caller.
     */
    void refuse(int code) {
        over = true;
        walker.stop();
        sendClose(code);
        awaitServer();
    }

    /** Drops the connection. */
    void abort(String reason) {
        end(CloseCode.NO_CLOSE_FRAME, reason);
        context.close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        walker.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object received) {
        ByteBuf bytes = (ByteBuf) received;
        try {
            wrap(bytes);
            walker.read(input, 0, input.capacity());
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        if (pingLength != NO_PING) {
            answerPing();
        }
        if (!over) {
            listener.readComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext from) {
        if (pingLength != NO_PING) {
            answerPing();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        if (closeTimer != null) {
            closeTimer.cancel(false);
        }
        end(CloseCode.NO_CLOSE_FRAME, "the connection ended without a close frame");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        abort(ForeignText.line(hideIn.apply(Failures.reason(cause))));
    }

    @Override
    public void message(DirectBuffer buffer, int offset, int length, boolean text) {
        listener.message(buffer, offset, length, text);
    }

    /** Answered at the end of the read pass; of several in it, only the latest needs to be. */
    @Override
    public void ping(DirectBuffer buffer, int offset, int length) {
        pingPayload.putBytes(0, buffer, offset, length);
        pingLength = length;
    }

    @Override
    public void pong(DirectBuffer buffer, int offset, int length) {
        listener.pong(buffer, offset, length);
    }

    @Override
    public void closeFrame(int code, String reason) {
        if (!closeSent) {
            sendClose(code);
        }
        // The server ends the TCP connection; the timer is for one that does not.
        awaitServer();
        end(code, ForeignText.words(hideIn.apply(reason)));
    }

    @Override
    public void violation(int code, String reason) {
        if (!closeSent) {
            sendClose(code);
        }
        // Closing at once, with bytes unread, would reset the connection under our Close frame.
        awaitServer();
        end(code, reason);
    }

    /** Where the bytes are, whatever kind of buffer Netty or its TLS engine used. */
    private void wrap(ByteBuf bytes) {
        int length = bytes.readableBytes();
        if (bytes.hasMemoryAddress()) {
            input.wrap(bytes.memoryAddress() + bytes.readerIndex(), length);
        } else if (bytes.hasArray()) {
            input.wrap(bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), length);
        } else {
            input.wrap(bytes.nioBuffer());
        }
    }

    /** A server that pings and does not read must not fill our memory: it waits for room. */
    private void answerPing() {
        if (!context.channel().isWritable()) {
            return;
        }
        int length = pingLength;
        pingLength = NO_PING;
        if (!over && !closeSent) {
            send(WebSocketFrameWalker.PONG, pingPayload, 0, length);
        }
    }

    private void sendClose(int code) {
        closeSent = true;
        MutableDirectBuffer payload = new UnsafeBuffer(new byte[Short.BYTES]);
        payload.putByte(0, (byte) (code >>> Byte.SIZE));
        payload.putByte(1, (byte) code);
        send(
            WebSocketFrameWalker.CLOSE, payload, 0,
            code == CloseCode.NO_CODE ? 0 : Short.BYTES);
    }

    private boolean trySend(int opcode, DirectBuffer payload, int offset, int length) {
        if (over || closeSent || !context.channel().isWritable()) {
            return false;
        }
        send(opcode, payload, offset, length);
        return true;
    }

    private void send(int opcode, DirectBuffer payload, int offset, int length) {
        ByteBuf frame = ClientFrames.encode(
            context.alloc(), opcode, maskKeys.next(), payload, offset, length);
        context.writeAndFlush(frame, context.voidPromise());
    }

    private void awaitServer() {
        if (closeTimer == null) {
            closeTimer = context.executor().schedule(
                () -> abort("the server did not close the connection in time"),
                closeTimeoutNs, TimeUnit.NANOSECONDS);
        }
    }

    private void end(int code, String reason) {
        if (over) {
            return;
        }
        over = true;
        walker.stop();
        listener.closed(code, reason, walker.incompleteBytes());
    }
}
