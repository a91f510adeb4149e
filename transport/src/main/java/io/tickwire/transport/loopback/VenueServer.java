package io.tickwire.transport.loopback;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.tickwire.engine.market.Market;
import io.tickwire.engine.market.account.AccountListener;
import io.tickwire.engine.market.account.Exchange;
import io.tickwire.engine.ring.EngineClock;
import io.tickwire.engine.ring.MonotonicClock;
import io.tickwire.transport.loopback.account.AccountApi;
import io.tickwire.transport.loopback.account.UserStreams;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.feed.CapturePlayer;
import io.tickwire.transport.loopback.feed.Feed;
import io.tickwire.transport.loopback.feed.MarketFeed;
import io.tickwire.transport.loopback.rest.RequestWeightMeter;
import io.tickwire.transport.loopback.rest.RestApi;
import io.tickwire.transport.loopback.rest.SymbolStatuses;
import io.tickwire.transport.loopback.scenario.FaultSchedule;
import io.tickwire.transport.loopback.wire.Connections;
import io.tickwire.transport.loopback.wire.HttpGate;
import io.tickwire.transport.loopback.wire.Hub;
import io.tickwire.transport.loopback.wire.Keepalive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The venue on its port: REST and WebSocket, on 127.0.0.1 only, all on one event loop. */
public final class VenueServer implements AutoCloseable {
    private static final long CLOSE_WITHIN_MS = 3_000;
    /** Timers of accounts are looked at so often, as the venue does (protocols A6). */
    private static final long TICK_MS = 10;

    private final MultiThreadIoEventLoopGroup group;
    private final Channel channel;
    private final ChannelGroup connections;
    private final Feed feed;
    private final VenueCertificate certificate;
    private final HostsFile hosts;
    private final FaultControls controls;

    private VenueServer(MultiThreadIoEventLoopGroup group, Channel channel,
        ChannelGroup connections, Feed feed, VenueCertificate certificate,
        HostsFile hosts, FaultControls controls) {
        this.group = group;
        this.channel = channel;
        this.connections = connections;
        this.feed = feed;
        this.certificate = certificate;
        this.hosts = hosts;
        this.controls = controls;
    }

    /**
     * Binds the port and starts the traffic.
     *
     * @param options how
     * @param notices for people, such as the begin of a fault; called on the event loop
     * @return the running server
     * @throws IOException              where the port is taken or a capture cannot be read
     * @throws GeneralSecurityException where no certificate can be made
     */
    public static VenueServer launch(VenueServerOptions options, Consumer<String> notices)
        throws IOException, GeneralSecurityException {
        EngineClock clock = MonotonicClock.anchor(0);
        Hub hub = new Hub();
        Market market = options.captures().isEmpty() ? Market.open(options.symbols(),
            options.seed(), options.eventsPerSecond(), clock.nowNs()) : null;
        MarketFeed marketFeed = market == null ? null : new MarketFeed(market, hub, clock);
        Feed feed = marketFeed != null ? marketFeed
            : CapturePlayer.open(options.captures(), options.speed(), options.keepTimes(), hub,
                clock, notices);
        VenueCertificate certificate =
            options.tls() ? VenueCertificate.make(options.faults().flaws()) : null;
        HostsFile hosts = options.hosts() == null ? null : HostsFile.make(options.hosts());
        MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        // One that is accepted while all are closed is closed at once.
        ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        RequestWeightMeter meter = new RequestWeightMeter(options.weightPerMinute());
        SymbolStatuses statuses = new SymbolStatuses();
        RestApi rest = new RestApi(feed.rows(), statuses, clock, meter);
        HttpGate gate = new HttpGate();
        UserStreams streams = new UserStreams(hub, group.next());
        AccountApi accounts = marketFeed == null ? null : new AccountApi(options.accounts(),
            exchange(market, marketFeed, streams.listener(), clock), streams,
            marketFeed::catchUp, rest, statuses, clock);
        Connections connections = new Connections(
            certificate == null ? null : certificate::presented, rest, accounts, hub, gate, clock,
            new Keepalive(options.pingEveryNs(), options.pongWithinNs()), open);
        var bound = new ServerBootstrap().group(group).channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(connections)
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()))
            .awaitUninterruptibly();
        FaultControls controls = new FaultControls(hub, gate, meter, statuses, clock,
            bound.channel().eventLoop(), bound.channel(), certificate, hosts, accounts);
        VenueServer server =
            new VenueServer(group, bound.channel(), open, feed, certificate, hosts, controls);
        if (!bound.isSuccess()) {
            server.close();
            throw new IOException("cannot listen on 127.0.0.1:" + options.port(), bound.cause());
        }
        EventLoop loop = server.channel.eventLoop();
        FaultSchedule faults = new FaultSchedule(options.faults(), controls, notices);
        loop.execute(() -> {
            faults.start();
            feed.start(loop);
        });
        if (accounts != null) {
            loop.scheduleAtFixedRate(accounts::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
        }
        return server;
    }

    /** Accounts stand between the market and its feed, as they make trades of it, too. */
    private static Exchange exchange(Market market, MarketFeed feed, AccountListener told,
        EngineClock clock) {
        Exchange exchange = new Exchange(market, feed, told, clock.nowNs());
        feed.listenThrough(exchange);
        return exchange;
    }

    /** @return the port it listens on */
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Lets a fault begin now, whatever the plan says, and says what it did. */
    Future<String> begin(FaultAction fault) {
        return group.next().submit(() -> fault.begin(controls));
    }

    /** Ends what {@link #begin} began. */
    Future<?> end(FaultAction fault) {
        return group.next().submit(() -> fault.end(controls));
    }

    /** @return the line for scripts: both roots, with TLS also the certificate to trust */
    public String roots() {
        String secure = certificate == null ? "" : "s";
        return "ws" + secure + "://127.0.0.1:" + port() + " rest http" + secure + "://127.0.0.1:"
            + port() + (certificate == null ? "" : " certificate " + certificate.pem());
    }

    /** Ends all connections without ceremony. */
    @Override
    public void close() throws IOException {
        // An event loop that is shut down without a quiet period may end before it has closed its
        // channels, and would leave listener and connections open for ever.
        channel.close().awaitUninterruptibly(CLOSE_WITHIN_MS);
        connections.close().awaitUninterruptibly(CLOSE_WITHIN_MS);
        group.next().submit(feed::stop).awaitUninterruptibly(CLOSE_WITHIN_MS);
        group.shutdownGracefully(0, CLOSE_WITHIN_MS, TimeUnit.MILLISECONDS)
            .awaitUninterruptibly(CLOSE_WITHIN_MS);
        if (certificate != null) {
            certificate.delete();
        }
        if (hosts != null) {
            hosts.delete();
        }
    }
}
