package io.tickwire.transport.live;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.core.OutboundRing;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.WindowKind;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EngineStoppedException;
import io.tickwire.engine.ring.InputPublisher;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.transport.binance.AckListener;
import io.tickwire.transport.binance.BinanceDecoder;
import io.tickwire.transport.binance.ExchangeInfo;
import io.tickwire.transport.binance.RestCalls;
import io.tickwire.transport.binance.StreamPlan;
import io.tickwire.transport.binance.SymbolPolicy;
import io.tickwire.transport.binance.VenueRoots;
import io.tickwire.transport.netty.Connector;
import io.tickwire.transport.netty.RestClient;
import io.tickwire.transport.netty.WebSocketLimits;
import io.tickwire.transport.netty.WebSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The I/O thread's side of the engine: the ring's only producer. Executes what the engine asks for
 * and reports facts; decides nothing. Everything here runs on the event loop, except that
 * {@link #wakeUp()} is called by the engine thread.
 */
final class Gateway implements OutboundRing.Handler {
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    private final ScheduledExecutorService loop;
    private final Venue venue;
    private final TickRing ring;
    private final InputPublisher inputs;
    private final InstrumentTable instruments;
    private final BinanceDecoder decoder;
    private final RestPoller poller;
    private final WebSocketOptions options;
    private final long timerEveryNs;
    private final Consumer<Throwable> onFailure;
    private final Int2ObjectHashMap<LinkSocket> sockets = new Int2ObjectHashMap<>();
    private final Runnable drain = () -> guarded(this::drain);
    private final LinkSocket.Owner owner =
        new LinkSocket.Owner(this::publishNotices, this::forget, this::broken);
    private OutboundRing outbound;

    // What the venue says about a connection is met inside a frame and published behind it.
    private int ackLink;
    private long ackError;
    private int shutdownLink;

    private long nextRequestId = 1;
    private long lastTimerNs;
    private boolean ended;

    /**
     * What leads to the venue.
     *
     * @param connector makes the sockets
     * @param rest      makes the calls
     * @param roots     addresses
     * @param plan      which streams come by which links
     * @param options   of the sockets; the limits may be lower, see {@link Gateway#fitting}
     */
    record Venue(Connector connector, RestClient rest, VenueRoots roots, StreamPlan plan,
        WebSocketOptions options) {
    }

    /**
     * Does nothing yet.
     *
     * @param onFailure told on the event loop when this side of the engine cannot go on
     */
    Gateway(
        ScheduledExecutorService loop, Venue venue, TickRing ring, InstrumentTable instruments,
        Config config, Consumer<Throwable> onFailure) {
        this.loop = loop;
        this.venue = venue;
        this.ring = ring;
        this.inputs = new InputPublisher(ring);
        this.instruments = instruments;
        this.options = fitting(venue.options(), ring.arena().maxLength());
        this.timerEveryNs = config.timer().everyNs();
        this.onFailure = onFailure;
        this.decoder = new BinanceDecoder(ring, instruments, SymbolPolicy.LISTED,
            new Notices());
        this.poller =
            new RestPoller(venue.rest(), venue.roots(), ring, inputs, instruments, this::guarded);
    }

    /** What the arena cannot take ends the connection with 1009, like anything else too long. */
    private static WebSocketOptions fitting(WebSocketOptions usual, int maxLength) {
        WebSocketLimits limits = usual.limits();
        return new WebSocketOptions(usual.connectTimeoutNs(), usual.handshakeTimeoutNs(),
            usual.closeTimeoutNs(), new WebSocketLimits(Math.min(limits.frame(), maxLength),
                Math.min(limits.message(), maxLength), limits.fragments()));
    }

    /** An exception would vanish in the event loop, and the session with it. */
    private void guarded(Runnable task) {
        if (ended) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException | Error failure) {
            broken(failure);
        }
    }

    private void broken(Throwable failure) {
        ended = true;
        // Nothing may be published behind what broke, by any socket.
        new ArrayList<>(sockets.values()).forEach(LinkSocket::leave);
        // An engine that has stopped says itself why.
        if (!(failure instanceof EngineStoppedException)) {
            onFailure.accept(failure);
        }
    }

    /** Engine thread: there are requests. */
    void wakeUp() {
        loop.execute(drain);
    }

    /**
     * The first thing that is published.
     *
     * @param incarnation more than 1: a session goes on
     */
    void begin(int incarnation) {
        if (incarnation > 1) {
            guarded(() -> inputs.resumed(incarnation));
        }
    }

    /**
     * Publishes instruments, limits and plan and starts the pulse; from then on the engine decides.
     *
     * @param requests the engine's
     * @param info     symbols asked for, in order, and what the venue allows
     */
    void start(OutboundRing requests, ExchangeInfo info) {
        if (ended) {
            return;
        }
        outbound = requests;
        InstrumentPublisher publisher = new InstrumentPublisher(ring, instruments);
        for (ExchangeInfo.Listing listing : info.listings()) {
            publisher.publish(listing);
        }
        publishLimits(info.weightPerMinute());
        publishPlan();
        lastTimerNs = ring.nowNs();
        inputs.timer(0);
        Runnable pulse = this::pulse;
        loop.scheduleWithFixedDelay(
            () -> guarded(pulse), timerEveryNs, timerEveryNs, TimeUnit.NANOSECONDS);
    }

    private void publishLimits(long weightPerMinute) {
        inputs.budgetWindow(
            RestCalls.WEIGHT_WINDOW, WindowKind.FIXED, MINUTE_NS, weightPerMinute);
        for (FeedCall call : FeedCall.values()) {
            if (call != FeedCall.NONE) {
                inputs.callCost(call, RestCalls.WEIGHT_WINDOW, RestCalls.weight(call),
                    RestCalls.allWeight(call), 1);
            }
        }
    }

    private void publishPlan() {
        for (StreamPlan.PlannedGroup group : venue.plan().groups()) {
            int first = group.firstLink();
            for (int link = first; link < first + StreamPlan.CONNECTIONS; link++) {
                inputs.planned(link, first, group.name());
            }
            for (StreamPlan.PlannedStream stream : group.streams()) {
                inputs.carries(first, idOf(stream.symbol()), stream.kind());
            }
        }
    }

    private int idOf(String symbol) {
        UnsafeBuffer bytes = new UnsafeBuffer(symbol.getBytes(StandardCharsets.UTF_8));
        return instruments.find(bytes, 0, bytes.capacity());
    }

    private void pulse() {
        long nowNs = ring.nowNs();
        long lateNs = Math.max(0, nowNs - lastTimerNs - timerEveryNs);
        lastTimerNs = nowNs;
        inputs.timer(lateNs);
    }

    private void drain() {
        if (outbound != null) {
            outbound.poll(this);
        }
    }

    @Override
    public void onRequest(Event request) {
        int link = request.link();
        long attempt = request.get(FeedRequestFields.ATTEMPT);
        switch (FeedAction.of(request.get(FeedRequestFields.ACTION))) {
            case CONNECT:
                connect(link, attempt);
                break;
            case SUBSCRIBE:
                subscribe(link, attempt);
                break;
            case CLOSE:
                LinkSocket socket = socketOf(link, attempt);
                if (socket != null) {
                    socket.drop();
                }
                break;
            case POLL:
                poller.poll(request);
                break;
            default:
                throw new IllegalStateException("unknown request");
        }
    }

    /** A connection has one socket at most: whatever it still has goes first. */
    private void connect(int link, long attempt) {
        LinkSocket before = sockets.get(link);
        if (before != null) {
            before.drop();
        }
        LinkSocket socket = new LinkSocket(link, attempt, ring, inputs, decoder, owner);
        sockets.put(link, socket);
        socket.connect(venue.connector(),
            venue.roots().socket(venue.plan().groupOf(link).path()), options);
    }

    private void subscribe(int link, long attempt) {
        LinkSocket socket = socketOf(link, attempt);
        if (socket == null) {
            return;
        }
        List<String> messages = venue.plan().groupOf(link).subscribeMessages(nextRequestId);
        nextRequestId += messages.size();
        for (String message : messages) {
            byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
            int position = ring.arena().claim(bytes.length);
            ring.arena().buffer().putBytes(position, bytes);
            if (socket.sendText(ring.arena().buffer(), position, bytes.length)) {
                ring.frameSent(link, FrameFormat.TEXT, position, bytes.length);
            }
        }
    }

    /** The socket that an attempt has made, null if it is gone. */
    private LinkSocket socketOf(int link, long attempt) {
        LinkSocket socket = sockets.get(link);
        return socket != null && socket.attempt() == attempt ? socket : null;
    }

    private void forget(LinkSocket ended) {
        if (sockets.get(ended.link()) == ended) {
            sockets.remove(ended.link());
        }
    }

    /** Notes what the venue says about a connection until the frame has ended. */
    private final class Notices implements AckListener {
        @Override
        public void onAck(int link, long id, long errorCode) {
            ackLink = link;
            ackError = errorCode;
        }

        @Override
        public void onShutdown(int link) {
            shutdownLink = link;
        }
    }

    private void publishNotices(long attempt) {
        if (ackLink != 0) {
            int link = ackLink;
            ackLink = 0;
            inputs.subscribed(link, attempt, ackError);
        }
        if (shutdownLink != 0) {
            int link = shutdownLink;
            shutdownLink = 0;
            inputs.closeAnnounced(link, attempt);
        }
    }

    /** Leaves the sockets and publishes END; nothing is published afterwards. */
    void end() {
        guarded(() -> {
            ended = true;
            // A copy: each leaves the map as it ends.
            new ArrayList<>(sockets.values()).forEach(LinkSocket::leave);
            inputs.end();
        });
    }

    /** The producer's side of LINK facts. */
    InputPublisher inputs() {
        return inputs;
    }
}
