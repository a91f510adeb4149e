package io.tickwire.transport.loopback.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.tickwire.engine.ring.EngineClock;
import io.tickwire.transport.loopback.message.Payload;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One client's socket behind the handshake. On the event loop only. */
final class VenueSocket extends SimpleChannelInboundHandler<WebSocketFrame>
    implements OpenSocket {
    /** Above the higher mark a client counts as slow; see {@link #congested}. */
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(1 << 19, 1 << 20);
    /** Bytes that may wait for a client before it is cut off. */
    static final long MAX_PENDING = 8 << 20;

    private static final int POLICY_VIOLATION = 1008;
    private static final long CLOSE_WITHIN_MS = 1000;

    private final Hub hub;
    private final EngineClock clock;
    private final Keepalive keepalive;
    private final Subscriptions subscriptions;
    private final ControlBudget budget;
    private ChannelHandlerContext context;
    /** Running while a ping is unanswered, else null. */
    private Future<?> pongDeadline;
    private long openedNs;
    private boolean closing;
    private boolean frozen;

    VenueSocket(Hub hub, EngineClock clock, Keepalive keepalive, StreamPath path) {
        this.hub = hub;
        this.clock = clock;
        this.keepalive = keepalive;
        this.subscriptions = new Subscriptions(path);
        this.budget = new ControlBudget(clock.nowNs());
    }

    /** The handshake is done: the client may be sent to. */
    void open() {
        openedNs = clock.nowNs();
        hub.add(this);
        Future<?> pings = context.executor().scheduleAtFixedRate(
            () -> ping(keepalive.pongWithinNs()), keepalive.pingEveryNs(),
            keepalive.pingEveryNs(), TimeUnit.NANOSECONDS);
        context.channel().closeFuture().addListener(ended -> {
            hub.remove(this);
            pings.cancel(false);
            onPong();
        });
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    @Override
    public long openedNs() {
        return openedNs;
    }

    @Override
    public void freeze() {
        frozen = true;
        onPong();
        context.channel().config().setAutoRead(false);
    }

    @Override
    public void send(Payload payload) {
        if (closing || frozen) {
            return;
        }
        payload.write(subscriptions.combined(), context::write);
        if (context.channel().bytesBeforeWritable() > MAX_PENDING - WATER_MARK.low()) {
            drop();
        }
    }

    @Override
    public void flush() {
        context.flush();
    }

    boolean congested() {
        return !context.channel().isWritable();
    }

    @Override
    public void end(int code, String reason) {
        if (closing || frozen) {
            return;
        }
        closing = true;
        context.writeAndFlush(new CloseWebSocketFrame(code, reason));
        context.executor().schedule(() -> context.close(), CLOSE_WITHIN_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void reset() {
        closing = true;
        hub.remove(this);
        // Without lingering the operating system discards what is unsent, and resets.
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        // From the first handler on, so that none before us has anything to say.
        context.pipeline().firstContext().close();
    }

    @Override
    public void drop() {
        if (frozen) {
            return;
        }
        closing = true;
        hub.remove(this);
        context.close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frozen) {
            return;
        }
        if (frame instanceof CloseWebSocketFrame close) {
            onClose(close);
        } else if (closing) {
            return;
        } else if (!budget.take(clock.nowNs(), hub.controlLimit())) {
            end(POLICY_VIOLATION, "Too many requests");
        } else if (frame instanceof TextWebSocketFrame text) {
            control(text.text());
        } else if (frame instanceof BinaryWebSocketFrame) {
            end(POLICY_VIOLATION, "Invalid request");
        } else if (frame instanceof PingWebSocketFrame) {
            ctx.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof PongWebSocketFrame) {
            onPong();
        }
    }

    private void control(String text) {
        ControlReply reply =
            ControlProtocol.answer(text, subscriptions, hub.refusesSubscriptions());
        context.writeAndFlush(new TextWebSocketFrame(
            Unpooled.copiedBuffer(reply.text(), StandardCharsets.UTF_8)));
        if (reply.closes()) {
            end(POLICY_VIOLATION, "Invalid request");
        }
    }

    private void onClose(CloseWebSocketFrame close) {
        if (closing) {
            context.close();
            return;
        }
        closing = true;
        context.writeAndFlush(new CloseWebSocketFrame(true, 0, close.content().retain()))
            .addListener(ChannelFutureListener.CLOSE);
    }

    private void onPong() {
        if (pongDeadline != null) {
            pongDeadline.cancel(false);
            pongDeadline = null;
        }
    }

    @Override
    public void ping(long pongWithinNs) {
        if (closing || frozen) {
            return;
        }
        if (pongDeadline == null) {
            pongDeadline = context.executor().schedule(this::drop, pongWithinNs,
                TimeUnit.NANOSECONDS);
        }
        String timeMs = Long.toString(clock.nowNs() / 1_000_000);
        context.writeAndFlush(new PingWebSocketFrame(
            Unpooled.copiedBuffer(timeMs, StandardCharsets.US_ASCII)));
    }

    /** Bytes that are no WebSocket frames, or a connection that broke: nothing is left to say. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        drop();
    }
}
