package io.tickwire.transport.venue;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** A connection before it is a WebSocket: REST calls and handshakes. On the event loop only. */
final class HttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final int MAX_MESSAGE = 1 << 18;
    private static final WebSocketDecoderConfig FRAMES = WebSocketDecoderConfig.newBuilder()
        .maxFramePayloadLength(MAX_MESSAGE).allowExtensions(false).withUTF8Validator(true).build();
    private static final WebSocketServerHandshakerFactory HANDSHAKERS =
        new WebSocketServerHandshakerFactory(null, null, FRAMES);

    private final RestApi rest;
    private final Hub hub;
    private final Function<StreamPath, VenueSocket> sockets;

    HttpHandler(RestApi rest, Hub hub, Function<StreamPath, VenueSocket> sockets) {
        this.rest = rest;
        this.hub = hub;
        this.sockets = sockets;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            ctx.close();
        } else if (request.headers().containsValue(
            HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            upgrade(ctx, request);
        } else {
            answer(ctx, request, rest.answer(request.method().name(), request.uri()));
        }
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request) {
        RestReply refusal = rest.refusedUpgrade(hub.isShut());
        if (refusal != null) {
            answer(ctx, request, refusal);
            return;
        }
        StreamPath path = StreamPath.parse(request.uri());
        WebSocketServerHandshaker handshaker =
            path == null ? null : HANDSHAKERS.newHandshaker(request);
        if (handshaker == null) {
            answer(ctx, request, new RestReply(HttpResponseStatus.BAD_REQUEST.code(),
                "{\"code\":-1000,\"msg\":\"no such stream path\"}", RestReply.ABSENT,
                RestReply.ABSENT));
            return;
        }
        VenueSocket socket = sockets.apply(path);
        ctx.pipeline().replace(this, "socket", socket);
        ctx.pipeline().addBefore("socket", "whole", new WebSocketFrameAggregator(MAX_MESSAGE));
        handshaker.handshake(ctx.channel(), request).addListener(done -> {
            if (done.isSuccess()) {
                socket.open();
            } else {
                socket.drop();
            }
        });
    }

    private static void answer(
        ChannelHandlerContext ctx, FullHttpRequest request, RestReply reply) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(reply.status()),
            Unpooled.copiedBuffer(reply.body(), StandardCharsets.UTF_8));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json;charset=UTF-8")
            .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        if (reply.usedWeight() != RestReply.ABSENT) {
            response.headers().set("X-MBX-USED-WEIGHT-1M", reply.usedWeight());
        }
        if (reply.retryAfterS() != RestReply.ABSENT) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, reply.retryAfterS());
        }
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        // An HTTP/1.0 client must be told that the connection stays, a later one that it ends.
        HttpUtil.setKeepAlive(response.headers(), request.protocolVersion(), keepAlive);
        ChannelFuture written = ctx.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** A connection that broke, or a client that speaks no HTTP: nothing is left to say. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
