package io.tickwire.transport.loopback.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.tickwire.transport.loopback.account.AccountApi;
import io.tickwire.transport.loopback.account.ApiRequest;
import io.tickwire.transport.loopback.rest.RestApi;
import io.tickwire.transport.loopback.rest.RestReply;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Supplier;

/** A connection before it is a WebSocket: REST calls and handshakes. On the event loop only. */
final class HttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final String API_KEY = "X-MBX-APIKEY";
    private static final int MAX_MESSAGE = 1 << 18;
    private static final WebSocketDecoderConfig FRAMES = WebSocketDecoderConfig.newBuilder()
        .maxFramePayloadLength(MAX_MESSAGE).allowExtensions(false).withUTF8Validator(true).build();
    private static final WebSocketServerHandshakerFactory HANDSHAKERS =
        new WebSocketServerHandshakerFactory(null, null, FRAMES);

    private final RestApi rest;
    /** Null for a venue without accounts. */
    private final AccountApi accounts;
    private final Hub hub;
    private final HttpGate gate;
    private final Function<StreamPath, VenueSocket> sockets;

    HttpHandler(RestApi rest, AccountApi accounts, Hub hub, HttpGate gate,
        Function<StreamPath, VenueSocket> sockets) {
        this.rest = rest;
        this.accounts = accounts;
        this.hub = hub;
        this.gate = gate;
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
            HttpCall call = new HttpCall(ctx, request);
            Supplier<RestReply> usual = usual(request);
            if (!gate.takesCall(call, usual)) {
                call.answer(usual.get());
            }
        }
    }

    /** Reads all of the request now, as it is gone when a fault lets it be answered later. */
    private Supplier<RestReply> usual(FullHttpRequest request) {
        String method = request.method().name();
        String uri = request.uri();
        ApiRequest call = ApiRequest.of(method, uri,
            request.content().toString(StandardCharsets.ISO_8859_1),
            request.headers().get(API_KEY));
        return accounts != null && accounts.takes(call) ? () -> accounts.answer(call)
            : () -> rest.answer(method, uri);
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request) {
        HttpCall call = new HttpCall(ctx, request);
        if (gate.takesUpgrade(call)) {
            return;
        }
        RestReply refusal = rest.refusedUpgrade(hub.isShut());
        if (refusal != null) {
            call.answer(refusal);
            return;
        }
        StreamPath path = StreamPath.parse(request.uri());
        WebSocketServerHandshaker handshaker =
            path == null ? null : HANDSHAKERS.newHandshaker(request);
        if (handshaker == null) {
            call.answer(new RestReply(HttpResponseStatus.BAD_REQUEST.code(),
                RestReply.error(-1000, "no such stream path"), RestReply.ABSENT, RestReply.ABSENT));
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

    /** A connection that broke, or a client that speaks no HTTP: nothing is left to say. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
