package io.tickwire.transport.loopback.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.tickwire.engine.ring.EngineClock;
import io.tickwire.transport.loopback.account.AccountApi;
import io.tickwire.transport.loopback.rest.RestApi;
import java.util.function.Supplier;

/** Sets up each connection. On the event loop only. */
public final class Connections extends ChannelInitializer<Channel> {
    /** 1024 stream names fit. */
    private static final int MAX_REQUEST_LINE = 1 << 17;
    private static final int MAX_HEADERS = 1 << 14;
    private static final int MAX_BODY = 1 << 16;
    /** Longest body that is never compressed, bytes. */
    private static final int MAX_PLAIN_BODY = 1024;

    private final Supplier<SslContext> tls;
    private final RestApi rest;
    private final AccountApi accounts;
    private final Hub hub;
    private final HttpGate gate;
    private final EngineClock clock;
    private final Keepalive keepalive;
    private final ChannelGroup open;

    /**
     * For a venue that is about to listen.
     *
     * @param tls       for a handshake that begins now; null without TLS
     * @param rest      answers calls
     * @param accounts  answers those with a key; null = nobody has one
     * @param hub       gets the sockets
     * @param gate      in front of calls and handshakes
     * @param clock     of the venue
     * @param keepalive of the sockets
     * @param open      gets each connection
     */
    public Connections(Supplier<SslContext> tls, RestApi rest, AccountApi accounts, Hub hub,
        HttpGate gate, EngineClock clock, Keepalive keepalive, ChannelGroup open) {
        this.tls = tls;
        this.rest = rest;
        this.accounts = accounts;
        this.hub = hub;
        this.gate = gate;
        this.clock = clock;
        this.keepalive = keepalive;
        this.open = open;
    }

    @Override
    protected void initChannel(Channel connection) {
        open.add(connection);
        connection.config().setWriteBufferWaterMark(VenueSocket.WATER_MARK);
        if (tls != null) {
            connection.pipeline().addLast(tls.get().newHandler(connection.alloc()));
        }
        connection.pipeline().addLast(
            new HttpServerCodec(MAX_REQUEST_LINE, MAX_HEADERS, MAX_BODY),
            new HttpObjectAggregator(MAX_BODY), compressor(),
            new HttpHandler(rest, accounts, hub, gate,
                path -> new VenueSocket(hub, clock, keepalive, path)));
    }

    /** Compresses longer bodies for clients that take gzip. */
    static HttpContentCompressor compressor() {
        return new HttpContentCompressor(MAX_PLAIN_BODY + 1, StandardCompressionOptions.gzip());
    }
}
