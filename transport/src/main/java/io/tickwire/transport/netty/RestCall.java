package io.tickwire.transport.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;

/**
 * One GET, on a new connection or on one that was used before. Afterwards the connection is given
 * back, unless the server wants it to end.
 */
final class RestCall extends HttpExchange {
    private final RestClient client;
    private final RestListener listener;
    private final boolean reused;
    private final AnswerBegins begins = new AnswerBegins();
    private final BehindAnswer behind = new BehindAnswer();
    private boolean answerBegun;
    private boolean keep;

    /**
     * Begins with {@link #start} or {@link #startOn}.
     *
     * @param reused on a connection that the server may have closed just now
     */
    RestCall(
            RestClient client, Connector connector, Endpoint endpoint, RestListener listener,
            boolean reused) {
        super(connector, endpoint);
        this.client = client;
        this.listener = listener;
        this.reused = reused;
    }

    /** Notices the first byte of an answer, before there is a whole head. */
    private final class AnswerBegins extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object received) {
            answerBegun = true;
            context.fireChannelRead(received);
        }
    }

    /** Notices what the server says behind its answer: the next one would not be ours. */
    private final class BehindAnswer extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object received) {
            if (isOver()) {
                keep = false;
                ReferenceCountUtil.release(received);
                context.close();
            } else {
                context.fireChannelRead(received);
            }
        }
    }

    @Override
    void addHandlers(ChannelPipeline pipeline) {
        int maxBodyBytes = client.maxBodyBytes();
        pipeline.addLast(begins,
            new HttpClientCodec(), behind, new HttpContentDecompressor(maxBodyBytes),
            new HttpObjectAggregator(maxBodyBytes));
    }

    @Override
    HttpRequest request() {
        HttpRequest request = new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.GET, endpoint().target());
        request.headers()
            .set(HttpHeaderNames.HOST, endpoint().hostLine())
            .set(HttpHeaderNames.ACCEPT, "application/json")
            .set(HttpHeaderNames.ACCEPT_ENCODING, "gzip")
            .set(HttpHeaderNames.USER_AGENT, "tickwire");
        return request;
    }

    @Override
    void tcpConnected() {
        // One deadline for the whole call: it runs already.
    }

    /** A connection may end under a request; what was never answered may be asked again. */
    @Override
    void failed(String words) {
        if (reused && !answerBegun && leftNs() > 0) {
            client.askAnew(endpoint(), leftNs(), listener);
        } else {
            listener.failed(words);
        }
    }

    @Override
    String words(Throwable cause) {
        // Netty's own words would quote the whole answer's head.
        return cause instanceof TooLongFrameException
            ? "the answer is longer than " + client.maxBodyBytes() + " bytes"
            : super.words(cause);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object received) {
        try {
            if (!isOver() && received instanceof FullHttpResponse response) {
                read(response);
            }
        } finally {
            ReferenceCountUtil.release(received);
        }
    }

    private void read(FullHttpResponse response) {
        if (response.decoderResult().isFailure()) {
            fail("malformed HTTP: " + Failures.words(response.decoderResult().cause()));
        } else if (response.status().code() >= 200) {
            end();
            keep = HttpUtil.isKeepAlive(response);
            if (!keep) {
                closeConnection();
            }
            listener.answered(response.status().code(), response.headers()::get,
                new RestBody(response.content()));
        }
    }

    /** Only now is it known that no message stood behind the answer in what was read with it. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (keep && context.channel().isActive()) {
            keep = false;
            ChannelPipeline pipeline = context.pipeline();
            IdleConnection idle = client.idle(endpoint(), context.channel());
            pipeline.replace(this, null, idle);
            pipeline.remove(HttpObjectAggregator.class);
            pipeline.remove(HttpContentDecompressor.class);
            pipeline.remove(behind);
            pipeline.remove(begins);
            // Hands on what is not yet a message, which ends the connection.
            pipeline.remove(HttpClientCodec.class);
            client.giveBack(endpoint(), idle);
        } else {
            context.fireChannelReadComplete();
        }
    }
}
