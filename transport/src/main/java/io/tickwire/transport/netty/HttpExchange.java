package io.tickwire.transport.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * One HTTP request: resolves the name, connects, does the TLS handshake and sends the request, or
 * sends it at once on an open connection. Ends once, in {@link #end()} or {@link #fail}. Event loop
 * only.
 */
abstract class HttpExchange extends ChannelInboundHandlerAdapter {
    /**
     * Longest status line, and longest headers in all: gateways on the way put cookies and policies
     * there that may have thousands of bytes.
     */
    static final int MAX_HEAD_BYTES = 64 << 10;

    private final Connector connector;
    private final Endpoint endpoint;
    private Channel channel;
    /** Of the server, null before there is one. */
    private InetAddress address;
    private ScheduledFuture<?> timer;
    private long leftNs;
    /** The writing of the request, null before. */
    private ChannelPromise writing;
    private String doing = "resolving the host name";
    private boolean starting;
    private boolean over;

    HttpExchange(Connector connector, Endpoint endpoint) {
        this.connector = connector;
        this.endpoint = endpoint;
    }

    /** Adds what lies between TLS and this handler. */
    abstract void addHandlers(ChannelPipeline pipeline);

    /** Of an answer whose head may be as long as that. */
    static HttpClientCodec codec() {
        return new HttpClientCodec(new HttpDecoderConfig()
            .setMaxInitialLineLength(MAX_HEAD_BYTES).setMaxHeaderSize(MAX_HEAD_BYTES),
            false, false);
    }

    /** Why an answer is none. */
    static String malformed(DecoderResult result) {
        return result.cause() instanceof TooLongFrameException
            ? "the status line or the headers of the answer are longer than " + MAX_HEAD_BYTES
                + " bytes"
            : "malformed HTTP: " + Failures.reason(result.cause());
    }

    /** The request, which is written now. */
    abstract HttpRequest request();

    /** TCP is connected; a place for another {@link #timeout}. */
    abstract void tcpConnected();

    /** The exchange has failed. */
    abstract void failed(String reason);

    /** What went wrong on the open connection. */
    String reason(Throwable cause) {
        return Failures.reason(cause);
    }

    final Endpoint endpoint() {
        return endpoint;
    }

    final boolean isOver() {
        return over;
    }

    final void start(long connectTimeoutNs) {
        timeout(connectTimeoutNs);
        connector.connect(this, connectTimeoutNs);
    }

    /** Asks on a connection that is open, with nothing but TLS on it. Never fails within. */
    final void startOn(Channel open, long timeoutNs) {
        timeout(timeoutNs);
        channel = open;
        // Null where it has just closed.
        address = open.remoteAddress() instanceof InetSocketAddress to ? to.getAddress() : null;
        doing = "waiting for the answer";
        addHandlers(open.pipeline());
        open.pipeline().addLast(this);
        starting = true;
        ask(open.pipeline().context(this));
        starting = false;
    }

    /** Time that was left when it ended, ns; 0 or less if that was why. */
    final long leftNs() {
        return leftNs;
    }

    /** The request has been given to the connection, which has not given it up since. */
    final boolean isAsked() {
        return writing != null && (!writing.isDone() || writing.isSuccess());
    }

    /** The operating system has taken the whole request. */
    final boolean isWritten() {
        return writing != null && writing.isSuccess();
    }

    /** Fails unless it ends within the time, counted from now; replaces the former timeout. */
    final void timeout(long timeoutNs) {
        cancelTimer();
        timer = connector.loop().schedule(
            () -> fail("timed out after " + TimeUnit.NANOSECONDS.toMillis(timeoutNs) + " ms "
                + doing),
            timeoutNs, TimeUnit.NANOSECONDS);
    }

    final void connecting(Channel attempt, InetAddress to) {
        channel = attempt;
        address = to;
        doing = "connecting to " + endpoint.host() + " port " + endpoint.port();
    }

    final void connected(Channel connected, SslHandler tls) {
        if (over) {
            connected.close();
            return;
        }
        doing = tls == null ? "waiting for the answer" : "in the TLS handshake";
        tcpConnected();
        ChannelPipeline pipeline = connected.pipeline();
        if (tls != null) {
            pipeline.addLast(tls);
        }
        addHandlers(pipeline);
        pipeline.addLast(this);
    }

    /** The server at this address does what it should, or does not, and others come first now. */
    final void judgeAddress(boolean well) {
        if (address == null) {
            return;
        }
        if (well) {
            connector.succeeded(endpoint.host(), address);
        } else {
            connector.failed(endpoint.host(), address);
        }
    }

    /** It has its answer. The connection stays open. */
    final void end() {
        over = true;
        leftNs = timer == null ? 0 : timer.getDelay(TimeUnit.NANOSECONDS);
        cancelTimer();
    }

    /** Nobody wants the answer any more, which is not the server's fault. */
    final void giveUp(String reason) {
        address = null;
        fail(reason);
    }

    /** It has none and will get none. Does nothing once it has ended. */
    final void fail(String reason) {
        if (starting) {
            connector.loop().execute(() -> fail(reason));
            return;
        }
        if (over) {
            return;
        }
        end();
        closeConnection();
        failed(reason);
    }

    final void closeConnection() {
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public final void channelActive(ChannelHandlerContext context) {
        if (!endpoint.secure()) {
            ask(context);
        }
    }

    @Override
    public final void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                doing = "waiting for the answer";
                ask(context);
            } else {
                String reason = Failures.reason(handshake.cause());
                fail(reason.startsWith("TLS: ") ? reason : "TLS handshake: " + reason);
            }
        }
    }

    @Override
    public final void channelInactive(ChannelHandlerContext context) {
        fail("the server closed the connection before its answer was whole");
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(reason(cause));
        context.close();
    }

    private void ask(ChannelHandlerContext context) {
        writing = context.newPromise();
        // Before it is written: its failure is the reason, and the end of the connection follows.
        writing.addListener(written -> {
            if (!written.isSuccess()) {
                fail(Failures.reason(written.cause()));
            }
        });
        context.writeAndFlush(request(), writing);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
