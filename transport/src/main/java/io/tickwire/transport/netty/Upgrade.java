package io.tickwire.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.tickwire.engine.text.ForeignText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;

/**
 * The opening handshake of RFC 6455, section 4; no extension (so no permessage-deflate) and no
 * subprotocol is offered. A server that agrees to one all the same holds the connection for open,
 * so it is told with a Close frame why it is not. Event loop only.
 */
final class Upgrade extends HttpExchange {
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_INTS = 4;
    /** Before its first words a page may have much that is for browsers. */
    private static final int MAX_BODY_BYTES = 8 << 10;
    /** Where some venues say why they refuse; others say it in the body. */
    private static final String ERROR_MESSAGE = "x-error-message";

    /** Those of the handshake, and those that would give the request a body. */
    private static final Set<String> RESERVED = Set.of(
        "host", "upgrade", "connection", "sec-websocket-key", "sec-websocket-version",
        "sec-websocket-protocol", "sec-websocket-extensions", "sec-websocket-accept",
        "content-length", "transfer-encoding", "te", "trailer", "expect");

    private final RequestHeaders headers;
    private final WebSocketListener listener;
    private final WebSocketOptions options;
    private final String key;
    private final WebSocketHandler frames;

    // How the server refuses; no status = it does not.
    private int refusedStatus;
    private String refusedReason = "";
    private String refusedType;
    private final ByteArrayOutputStream refusedBody = new ByteArrayOutputStream();
    private long retryAfterSeconds;
    private boolean accepted;
    private boolean open;

    // What the server agreed to without being asked; no code = nothing.
    private int unaskedCode;
    private String unasked;

    Upgrade(
            Connector connector, Endpoint endpoint, RequestHeaders headers,
            WebSocketOptions options, WebSocketListener listener) {
        super(connector, endpoint);
        headers.refuse(RESERVED, "the handshake");
        this.headers = headers;
        this.listener = listener;
        this.options = options;
        this.key = newKey(connector.maskKeys());
        this.frames = new WebSocketHandler(
            listener, options, connector.maskKeys(), this::hideIn);
    }

    /** A message as it may be shown: headers and query may hold keys. */
    private String hideIn(String message) {
        return Secrets.hideParameters(headers.hideIn(message), endpoint().query());
    }

    /** The connection once it is open, else null. */
    WebSocketHandler frames() {
        return open ? frames : null;
    }

    @Override
    void addHandlers(ChannelPipeline pipeline) {
        pipeline.addLast(codec());
    }

    @Override
    HttpRequest request() {
        HttpRequest request = new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.GET, endpoint().target());
        request.headers()
            .set(HttpHeaderNames.HOST, endpoint().hostLine())
            .set(HttpHeaderNames.UPGRADE, "websocket")
            .set(HttpHeaderNames.CONNECTION, "Upgrade")
            .set(HttpHeaderNames.SEC_WEBSOCKET_KEY, key)
            .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13")
            .set(HttpHeaderNames.USER_AGENT, "tickwire");
        headers.copyTo(request.headers());
        return request;
    }

    @Override
    void tcpConnected() {
        timeout(options.handshakeTimeoutNs());
    }

    @Override
    void failed(String reason) {
        judgeAddress(false);
        if (refusedStatus == 0) {
            listener.failed(ForeignText.line(hideIn(reason)));
        } else {
            // The body stayed incomplete, but the status says it all.
            listener.refused(refusedStatus, retryAfterSeconds, refusal());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object received) {
        try {
            if (!isOver() && received instanceof HttpObject part) {
                if (part.decoderResult().isFailure()) {
                    fail(malformed(part.decoderResult()));
                    return;
                }
                read(context, part);
            }
        } finally {
            ReferenceCountUtil.release(received);
        }
    }

    private void read(ChannelHandlerContext context, HttpObject part) {
        if (part instanceof HttpResponse response) {
            readHead(response);
        } else if (refusedStatus != 0 && part instanceof HttpContent body) {
            readBody(body.content());
            if (part instanceof LastHttpContent || refusedBody.size() == MAX_BODY_BYTES) {
                fail("refused");
            }
        } else if (accepted && part instanceof LastHttpContent) {
            install(context);
            // Removing the codec hands on the bytes that came behind the handshake.
            context.pipeline().remove(HttpClientCodec.class);
        }
    }

    private void readHead(HttpResponse response) {
        HttpResponseStatus status = response.status();
        if (status.equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            String problem = problem(response.headers());
            accepted = problem == null;
            if (problem == null) {
                findUnasked(response.headers());
            } else {
                fail(problem);
            }
        } else if (status.code() >= 200) {
            refusedStatus = status.code();
            retryAfterSeconds = RetryAfter.seconds(response.headers()::get);
            refusedReason =
                status.reasonPhrase() + " " + response.headers().get(ERROR_MESSAGE, "");
            refusedType = response.headers().get(HttpHeaderNames.CONTENT_TYPE);
        }
    }

    private String problem(HttpHeaders answered) {
        if (!answered.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
            return "handshake without Upgrade: websocket";
        }
        if (!answered.containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)) {
            return "handshake without Connection: Upgrade";
        }
        String accept = answered.get(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT);
        if (accept == null || !accept.trim().equals(acceptOf(key))) {
            return "handshake with a wrong Sec-WebSocket-Accept";
        }
        return null;
    }

    private void findUnasked(HttpHeaders answered) {
        if (answered.contains(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS)) {
            unaskedCode = CloseCode.EXTENSIONS;
            unasked = "extension that was not offered: "
                + answered.get(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
        } else if (answered.contains(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
            unaskedCode = CloseCode.PROTOCOL_ERROR;
            unasked = "subprotocol that was not offered: "
                + answered.get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        }
    }

    /** Of its beginning only; it may come in pieces that end within a character. */
    private void readBody(ByteBuf body) {
        int length = Math.min(body.readableBytes(), MAX_BODY_BYTES - refusedBody.size());
        refusedBody.writeBytes(ByteBufUtil.getBytes(body, body.readerIndex(), length));
    }

    private String refusal() {
        // Hidden before it is cut: a part of a key would not be found.
        String body = hideIn(refusedBody.toString(StandardCharsets.UTF_8));
        return ForeignText.answer(
            refusedType, hideIn(refusedReason) + " " + ForeignText.words(body));
    }

    private void install(ChannelHandlerContext context) {
        end();
        ChannelPipeline pipeline = context.pipeline();
        pipeline.replace(this, null, frames);
        // What is sent from now on is none of its business.
        pipeline.get(HttpClientCodec.class).removeOutboundHandler();
        if (unaskedCode == 0) {
            open = true;
            judgeAddress(true);
            listener.opened();
        } else {
            judgeAddress(false);
            frames.refuse(unaskedCode);
            listener.failed(ForeignText.line(hideIn(
                "closed with " + unaskedCode + ": " + unasked)));
        }
    }

    static String acceptOf(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                .digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static String newKey(MaskKeys random) {
        ByteBuffer bytes = ByteBuffer.allocate(KEY_INTS * Integer.BYTES);
        for (int i = 0; i < KEY_INTS; i++) {
            bytes.putInt(random.next());
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
