package io.tickwire.transport.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.ReferenceCountUtil;
import io.tickwire.engine.text.ForeignText;

/**
 * One attempt at a REST call, on a new or a kept connection. Afterwards the connection is kept for
 * the next call unless the server wants it closed. Event loop only.
 */
final class RestCall extends HttpExchange {
    private final RestClient client;
    private final RestRequest request;
    private final RestListener listener;
    private final boolean reused;
    private final RequestFate before;
    private final WriteWatch writes = new WriteWatch();
    private final AnswerBegins begins = new AnswerBegins();
    private final BehindAnswer behind = new BehindAnswer();
    private boolean answerBegun;
    private boolean keep;

    private RestCall(
            RestClient client, Connector connector, RestRequest request, RestListener listener,
            boolean reused, RequestFate before) {
        super(connector, request.endpoint());
        this.client = client;
        this.request = request;
        this.listener = listener;
        this.reused = reused;
        this.before = before;
    }

    /**
     * Begins with {@link #start}.
     *
     * @param before what is known of an attempt before this one
     */
    static RestCall onNewConnection(
            RestClient client, Connector connector, RestRequest request, RestListener listener,
            RequestFate before) {
        return new RestCall(client, connector, request, listener, false, before);
    }

    /** Begins with {@link #startOn}, on a connection that the server may have closed just now. */
    static RestCall onKeptConnection(
            RestClient client, Connector connector, RestRequest request, RestListener listener) {
        return new RestCall(client, connector, request, listener, true, RequestFate.NOT_SENT);
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
        pipeline.addFirst(writes);
        pipeline.addLast(begins,
            codec(), behind, new GzipDecompressor(maxBodyBytes),
            new HttpObjectAggregator(maxBodyBytes));
    }

    @Override
    HttpRequest request() {
        writes.begin();
        return request.toHttp();
    }

    @Override
    void tcpConnected() {
        // One deadline for the whole call: it runs already.
    }

    /** A kept connection may end under a request, which is made again if it can do no harm. */
    @Override
    void failed(String reason) {
        RequestFate fate = fate();
        boolean harmless =
            request.isRepeatable() && !answerBegun || fate == RequestFate.NOT_SENT;
        if (reused && harmless && leftNs() > 0) {
            // Kept connections end when a server pleases: that is no failure of it.
            client.sendAgain(request, leftNs(), listener, fate);
        } else {
            judgeAddress(false);
            listener.failed(fate, ForeignText.line(request.hideIn(reason)));
        }
    }

    /** Not sent is only what is known for certain not to have been. */
    private RequestFate fate() {
        return before == RequestFate.NOT_SENT && !isAsked() && !writes.mayHaveLeft()
            ? RequestFate.NOT_SENT : RequestFate.NO_ANSWER;
    }

    @Override
    String reason(Throwable cause) {
        // Netty's own message would quote the whole answer's head.
        return cause instanceof TooLongFrameException
            ? "the answer is longer than " + client.maxBodyBytes() + " bytes"
            : super.reason(cause);
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
            fail(malformed(response.decoderResult()));
        } else if (response.status().code() >= 200) {
            end();
            boolean well = !isRefusedHere(response.status().code());
            judgeAddress(well);
            // A server may answer, and stop reading, before it has the whole request.
            keep = well && isWritten() && HttpUtil.isKeepAlive(response);
            if (!keep) {
                closeConnection();
            }
            listener.answered(response.status().code(), response.headers()::get,
                new RestBody(response.content()));
        }
    }

    /** Another address may answer better: not where the request or our own address is to blame. */
    private static boolean isRefusedHere(int status) {
        return switch (status) {
            case 400, 401, 404, 418, 429 -> false;
            default -> status >= 300;
        };
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
            pipeline.remove(GzipDecompressor.class);
            pipeline.remove(behind);
            pipeline.remove(begins);
            pipeline.remove(writes);
            // Hands on what is not yet a message, which ends the connection.
            pipeline.remove(HttpClientCodec.class);
            client.giveBack(endpoint(), idle);
        } else {
            context.fireChannelReadComplete();
        }
    }
}
