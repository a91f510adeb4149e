package io.tickwire.transport.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * An open connection kept for the next call. It has no HTTP codec meanwhile: any byte the server
 * sends unasked closes it, so that it cannot become the start of a response. Event loop only.
 */
final class IdleConnection extends ChannelInboundHandlerAdapter {
    private final Channel channel;
    private final Deque<IdleConnection> pool;
    private Future<?> timer;

    IdleConnection(Channel channel, Deque<IdleConnection> pool) {
        this.channel = channel;
        this.pool = pool;
    }

    /** Puts it at the end of its pool, for some time. */
    void await(long idleNs) {
        pool.addLast(this);
        timer = channel.eventLoop().schedule(this::end, idleNs, TimeUnit.NANOSECONDS);
    }

    /** Takes it for a call; it has left the pool. */
    Channel take() {
        timer.cancel(false);
        channel.pipeline().remove(this);
        return channel;
    }

    boolean isOpen() {
        return channel.isActive();
    }

    void end() {
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object unasked) {
        ReferenceCountUtil.release(unasked);
        end();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslCloseCompletionEvent) {
            end();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        pool.remove(this);
        if (timer != null) {
            timer.cancel(false);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end();
    }
}
