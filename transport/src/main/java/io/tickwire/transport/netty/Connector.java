package io.tickwire.transport.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Opens TCP connections, with TLS where asked for. Names are resolved on cold threads; requests for
 * a name that is being resolved share one look-up, so that a silent name server blocks one thread
 * and no other host. A known address is used at once while the name is resolved again for the next
 * time. Of several addresses each is tried in turn, last those of which a connection or what was
 * asked on it has failed, so that one that lets in and does not answer is not asked for ever.
 * Event loop only.
 */
public final class Connector {
    // The longest usual frame has 47 KB and shall come in one read.
    private static final int READ_BYTES = 64 << 10;
    private static final long CLOSE_NOTIFY_MS = 500;

    private final EventLoops loops;
    private final Callable<SslContext> tlsSource;
    private final MaskKeys maskKeys;
    private final Resolver resolver;
    private final Map<String, List<Waiting>> lookups = new HashMap<>();
    /** Null until somebody needs it. Made on a cold thread, used on the event loop. */
    private volatile SslContext tls;
    /** Where each host was last. */
    private final Map<String, InetAddress[]> found = new HashMap<>();
    /** Addresses that have failed since they were last well, by host; the latest at the end. */
    private final Map<String, Set<InetAddress>> failed = new HashMap<>();

    /** Finds the addresses of a host; may block for long. */
    interface Resolver {
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    /** An exchange that waits for addresses, with the time allowed for connecting. */
    private record Waiting(HttpExchange exchange, long timeoutNs) {
    }

    /**
     * For all connections of an event loop.
     *
     * @param loops where they live
     * @param tls   for those with TLS, from {@link ClientTls}
     */
    public Connector(EventLoops loops, SslContext tls) {
        this(loops, tls, InetAddress::getAllByName);
    }

    Connector(EventLoops loops, SslContext tls, Resolver resolver) {
        this(loops, () -> tls, tls, resolver);
    }

    /**
     * For all connections of an event loop, which may all do without TLS: to make ready for it
     * takes as long as half a start.
     *
     * @param loops where they live
     * @param tls   asked on a cold thread, when a connection needs it, until there is one
     */
    public Connector(EventLoops loops, Callable<SslContext> tls) {
        this(loops, tls, null, InetAddress::getAllByName);
    }

    private Connector(
            EventLoops loops, Callable<SslContext> tlsSource, SslContext tls, Resolver resolver) {
        this.loops = loops;
        this.tlsSource = tlsSource;
        this.tls = tls;
        this.maskKeys = MaskKeys.create();
        this.resolver = resolver;
    }

    EventLoop loop() {
        return loops.loop();
    }

    MaskKeys maskKeys() {
        return maskKeys;
    }

    /** From now on other addresses of the host come before this one. */
    void failed(String host, InetAddress address) {
        Set<InetAddress> ofHost = failed.computeIfAbsent(host, any -> new LinkedHashSet<>());
        ofHost.remove(address);
        ofHost.add(address);
    }

    /** It does what it should. */
    void succeeded(String host, InetAddress address) {
        Set<InetAddress> ofHost = failed.get(host);
        if (ofHost != null) {
            ofHost.remove(address);
        }
    }

    /** As they were found, behind them those that have failed, the one that did so first first. */
    private InetAddress[] inOrder(String host, InetAddress[] addresses) {
        List<InetAddress> all = List.of(addresses);
        Set<InetAddress> ofHost = failed.computeIfAbsent(host, any -> new LinkedHashSet<>());
        ofHost.retainAll(all);
        return Stream.concat(all.stream().filter(one -> !ofHost.contains(one)), ofHost.stream())
            .toArray(InetAddress[]::new);
    }

    /** Ends in {@link HttpExchange#connected} or {@link HttpExchange#fail}, never within. */
    void connect(HttpExchange exchange, long timeoutNs) {
        if (exchange.endpoint().secure() && tls == null) {
            loops.tls().execute(() -> makeTls(exchange, timeoutNs));
            return;
        }
        String host = exchange.endpoint().host();
        InetAddress[] known = found.get(host);
        if (known != null) {
            toLoop(() -> connect(exchange, timeoutNs, inOrder(host, known), 0));
        }
        List<Waiting> waiting = lookups.get(host);
        if (waiting == null) {
            waiting = new ArrayList<>();
            lookups.put(host, waiting);
            loops.dns().execute(() -> lookUp(host));
        }
        // Those whose time is up have been told; a long lookup must not collect them.
        waiting.removeIf(one -> one.exchange().isOver());
        if (known == null) {
            waiting.add(new Waiting(exchange, timeoutNs));
        }
    }

    /** On a cold thread; who comes meanwhile waits for the same. */
    private void makeTls(HttpExchange exchange, long timeoutNs) {
        try {
            synchronized (tlsSource) {
                if (tls == null) {
                    tls = tlsSource.call();
                }
            }
            toLoop(() -> connect(exchange, timeoutNs));
        } catch (Exception | Error cannot) {
            toLoop(() -> exchange.fail("no TLS: " + Failures.reason(cannot)));
        }
    }

    /** On a cold thread. However it goes, the event loop hears of it: others wait for this too. */
    private void lookUp(String host) {
        try {
            InetAddress[] addresses = resolver.addressesOf(host);
            toLoop(() -> connect(host, addresses));
        } catch (UnknownHostException e) {
            toLoop(() -> fail(host, "unknown host: " + host));
        } catch (RuntimeException | Error e) {
            toLoop(() -> fail(host, "host " + host + ": " + Failures.reason(e)));
        }
    }

    private void connect(String host, InetAddress[] addresses) {
        found.put(host, addresses);
        lookups.remove(host).forEach(
            one -> connect(one.exchange(), one.timeoutNs(), inOrder(host, addresses), 0));
    }

    private void fail(String host, String reason) {
        lookups.remove(host).forEach(one -> one.exchange().fail(reason));
    }

    /** Once the loop is shut down there is nobody left to tell. */
    private void toLoop(Runnable task) {
        if (!loop().isShuttingDown()) {
            loop().execute(task);
        }
    }

    private void connect(
            HttpExchange exchange, long timeoutNs, InetAddress[] addresses, int index) {
        if (exchange.isOver()) {
            return;
        }
        // An address that swallows packets must leave time for the next one.
        long timeoutMs = TimeUnit.NANOSECONDS.toMillis(timeoutNs) / addresses.length;
        ChannelFuture connecting = new Bootstrap()
            .group(loop())
            .channel(loops.channelType())
            .resolver(NoopAddressResolverGroup.INSTANCE)
            .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeoutMs)))
            .handler(new NoHandlersYet())
            .connect(new InetSocketAddress(addresses[index], exchange.endpoint().port()));
        exchange.connecting(connecting.channel(), addresses[index]);
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                // Before the channel reports itself active, so no handler misses it.
                exchange.connected(connecting.channel(), sslHandler(exchange, connecting));
                return;
            }
            if (!exchange.isOver()) {
                failed(exchange.endpoint().host(), addresses[index]);
            }
            if (index + 1 < addresses.length) {
                connect(exchange, timeoutNs, addresses, index + 1);
            } else {
                exchange.fail(Failures.reason(done.cause()));
            }
        });
    }

    private SslHandler sslHandler(HttpExchange exchange, ChannelFuture connected) {
        Endpoint endpoint = exchange.endpoint();
        if (!endpoint.secure()) {
            return null;
        }
        SslHandler handler = tls.newHandler(
            connected.channel().alloc(), endpoint.host(), endpoint.port(), loops.tls());
        // The exchange has a timer for the handshake, with a better message.
        handler.setHandshakeTimeoutMillis(0);
        handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_MS);
        return handler;
    }

    /** Handlers come with the connection: one of a failed attempt cannot be used again. */
    private static final class NoHandlersYet extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            // None: see the class.
        }
    }
}
