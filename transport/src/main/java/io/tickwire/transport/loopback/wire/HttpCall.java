package io.tickwire.transport.loopback.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.tickwire.transport.loopback.rest.RestReply;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A request that waits for its answer, which may come later. On the event loop only. */
public final class HttpCall {
    private final ChannelHandlerContext context;
    private final String method;
    private final String uri;
    private final HttpVersion version;
    private final boolean keepAlive;

    HttpCall(ChannelHandlerContext context, HttpRequest request) {
        this.context = context;
        this.method = request.method().name();
        this.uri = request.uri();
        this.version = request.protocolVersion();
        this.keepAlive = HttpUtil.isKeepAlive(request);
    }

    /** @return of HTTP, such as {@code POST} */
    public String method() {
        return method;
    }

    /** @return path and query */
    public String uri() {
        return uri;
    }

    /** Answers it, once. */
    public void answer(RestReply reply) {
        answer(reply, Map.of());
    }

    /** Answers it, once, with headers more than usual. */
    public void answer(RestReply reply, Map<String, String> more) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(reply.status()),
            Unpooled.copiedBuffer(reply.body(), StandardCharsets.UTF_8));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, reply.contentType())
            .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        if (reply.usedWeight() != RestReply.ABSENT) {
            response.headers().set("X-MBX-USED-WEIGHT-1M", reply.usedWeight());
        }
        if (reply.retryAfterS() != RestReply.ABSENT) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, reply.retryAfterS());
        }
        reply.headers().forEach(response.headers()::set);
        more.forEach(response.headers()::set);
        // An HTTP/1.0 client must be told that the connection stays, a later one that it ends.
        HttpUtil.setKeepAlive(response.headers(), version, keepAlive);
        ChannelFuture written = context.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Never answers: resets the connection, which a client cannot take for an orderly end. */
    public void reset() {
        if (!context.channel().isActive()) {
            // The client has lost patience.
            return;
        }
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        context.pipeline().firstContext().close();
    }
}
