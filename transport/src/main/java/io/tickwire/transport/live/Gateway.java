package io.tickwire.transport.live;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.core.OutboundRing;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedRequest;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EngineStoppedException;
import io.tickwire.engine.ring.Inputs;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.transport.binance.BinanceDecoder;
import io.tickwire.transport.binance.ExchangeInfo;
import io.tickwire.transport.binance.StreamPlan;
import io.tickwire.transport.binance.SymbolPolicy;
import io.tickwire.transport.binance.VenueRoots;
import io.tickwire.transport.netty.Connector;
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
    private final ScheduledExecutorService loop;
    private final Connector connector;
    private final VenueRoots roots;
    private final StreamPlan plan;
    private final TickRing ring;
    private final Inputs inputs;
    private final InstrumentTable instruments;
    private final BinanceDecoder decoder;
    private final WebSocketOptions options;
    private final long timerEveryNs;
    private final Consumer<Throwable> onFailure;
    private final Int2ObjectHashMap<LinkSocket> sockets = new Int2ObjectHashMap<>();
    private final Runnable drain = () -> guarded(this::drain);
    private final Runnable publishAcks = this::publishAcks;
    private OutboundRing outbound;

    // An acknowledgement is met inside a frame and published behind it.
    private boolean ackPending;
    private int ackLink;
    private long ackId;
    private long ackError;

    private long nextRequestId = 1;
    private long lastTimerNs;
    private boolean ended;

    /**
     * Does nothing yet.
     *
     * @param onFailure told on the event loop when this side of the engine cannot go on
     */
    Gateway(
        ScheduledExecutorService loop, Connector connector, VenueRoots roots,
        StreamPlan plan, TickRing ring, InstrumentTable instruments, Config config,
        Consumer<Throwable> onFailure) {
        this.loop = loop;
        this.connector = connector;
        this.roots = roots;
        this.plan = plan;
        this.ring = ring;
        this.inputs = new Inputs(ring);
        this.instruments = instruments;
        this.options = fitting(ring.arena().maxLength());
        this.timerEveryNs = config.timer().everyNs();
        this.onFailure = onFailure;
        this.decoder = new BinanceDecoder(ring, instruments, SymbolPolicy.LISTED, this::onAck);
    }

    /** What the arena cannot take ends the connection with 1009, like anything else too long. */
    private static WebSocketOptions fitting(int maxLength) {
        WebSocketOptions usual = WebSocketOptions.DEFAULT;
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
     * Publishes instruments and plan and starts the pulse; from then on the engine decides.
     *
     * @param requests the engine's
     * @param listings symbols asked for, in order
     */
    void start(OutboundRing requests, List<ExchangeInfo.Listing> listings) {
        if (ended) {
            return;
        }
        outbound = requests;
        InstrumentPublisher publisher = new InstrumentPublisher(ring, instruments);
        for (ExchangeInfo.Listing listing : listings) {
            publisher.publish(listing);
        }
        for (StreamPlan.PlannedLink link : plan.links()) {
            inputs.link(link.id(), LinkFact.PLANNED, 0, link.id(), link.route());
            for (StreamPlan.PlannedStream stream : link.streams()) {
                inputs.carries(link.id(), idOf(stream.symbol()), stream.kind());
            }
        }
        lastTimerNs = ring.nowNs();
        inputs.timer(0);
        Runnable pulse = this::pulse;
        loop.scheduleWithFixedDelay(
            () -> guarded(pulse), timerEveryNs, timerEveryNs, TimeUnit.NANOSECONDS);
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
        switch (FeedAction.of(request.get(FeedRequest.ACTION))) {
            case CONNECT:
                connect(link, request.get(FeedRequest.ATTEMPT));
                break;
            case SUBSCRIBE:
                subscribe(link);
                break;
            case CLOSE:
                LinkSocket socket = sockets.get(link);
                if (socket != null) {
                    socket.drop();
                }
                break;
            default:
                throw new IllegalStateException("unknown request");
        }
    }

    private void connect(int link, long attempt) {
        LinkSocket socket = new LinkSocket(link, attempt, ring, inputs, decoder,
            new LinkSocket.Owner(publishAcks, () -> sockets.remove(link), this::broken));
        sockets.put(link, socket);
        socket.connect(connector, roots.socket(planned(link).path()), options);
    }

    private void subscribe(int link) {
        LinkSocket socket = sockets.get(link);
        List<String> messages = planned(link).subscribeMessages(nextRequestId);
        nextRequestId += messages.size();
        for (String message : messages) {
            byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
            int position = ring.arena().claim(bytes.length);
            ring.arena().buffer().putBytes(position, bytes);
            if (socket != null
                && socket.sendText(ring.arena().buffer(), position, bytes.length)) {
                ring.frameSent(link, FrameFormat.TEXT, position, bytes.length);
            }
        }
    }

    private StreamPlan.PlannedLink planned(int link) {
        return plan.links().get(link - 1);
    }

    private void onAck(int link, long id, long errorCode) {
        ackPending = true;
        ackLink = link;
        ackId = id;
        ackError = errorCode;
    }

    private void publishAcks() {
        if (ackPending) {
            ackPending = false;
            inputs.link(ackLink, LinkFact.SUBSCRIBED, ackId, ackError, "");
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
    Inputs inputs() {
        return inputs;
    }
}
