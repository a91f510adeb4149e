package io.tickwire.transport.netty;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
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
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;

/** One GET on a connection of its own. */
final class RestCall extends HttpExchange {
    private final int maxBodyBytes;
    private final RestListener listener;

    RestCall(Connector connector, Endpoint endpoint, int maxBodyBytes, RestListener listener) {
        super(connector, endpoint);
        this.maxBodyBytes = maxBodyBytes;
        this.listener = listener;
    }

    @Override
    void addHandlers(ChannelPipeline pipeline) {
        pipeline.addLast(
            new HttpClientCodec(), new HttpContentDecompressor(maxBodyBytes),
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
            .set(HttpHeaderNames.CONNECTION, "close")
            .set(HttpHeaderNames.USER_AGENT, "tickwire");
        return request;
    }

    @Override
    void tcpConnected() {
        // One deadline for the whole call: it runs already.
    }

    @Override
    void failed(String words) {
        listener.failed(words);
    }

    @Override
    String words(Throwable cause) {
        // Netty's own words would quote the whole answer's head.
        return cause instanceof TooLongFrameException
            ? "the answer is longer than " + maxBodyBytes + " bytes" : super.words(cause);
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
            closeConnection();
            byte[] body = ByteBufUtil.getBytes(response.content());
            listener.answered(response.status().code(), response.headers()::get, body);
        }
    }
}
