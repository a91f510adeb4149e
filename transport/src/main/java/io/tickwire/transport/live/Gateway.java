package io.tickwire.transport.live;

import io.tickwire.engine.core.OutboundRing;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EngineStoppedException;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.session.OrderKey;
import io.tickwire.transport.venue.Listing;
import io.tickwire.transport.venue.VenueClient;
import io.tickwire.transport.venue.VenueTerms;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The I/O thread's side of the engine: the ring's only producer. Executes what the engine asks for
 * and reports facts; decides nothing. Everything here runs on the event loop, except that
 * {@link #wakeUp()} is called by the engine thread.
 */
final class Gateway implements OutboundRing.Handler {
    private final Wire wire;
    private final VenueClient venue;
    private final TickRing ring;
    private final InstrumentTable instruments;
    private final FactPublisher facts;
    private final LinkSockets sockets;
    private final RestPoller poller;
    private final InstrumentPublisher publisher;
    private final long timerEveryNs;
    private final Consumer<Throwable> onFailure;
    private final Runnable drain = () -> guarded(this::drain);
    private OutboundRing outbound;
    private VenueTerms latest;
    private long lastTimerNs;
    private boolean ended;

    /**
     * Does nothing yet.
     *
     * @param instruments  the producer's own
     * @param listings     reads what is listed of the session's symbols
     * @param timerEveryNs between two TIMERs
     * @param onFailure    told on the event loop when this side of the engine cannot go on
     */
    Gateway(
        Wire wire, VenueClient venue, TickRing ring, InstrumentTable instruments,
        ListingReader listings, long timerEveryNs, Consumer<Throwable> onFailure) {
        this.wire = wire;
        this.venue = venue;
        this.ring = ring;
        this.instruments = instruments;
        this.timerEveryNs = timerEveryNs;
        this.onFailure = onFailure;
        this.facts = new FactPublisher(ring);
        this.sockets =
            new LinkSockets(wire, venue, ring, facts, instruments, this::beforeTicks, this::broken);
        this.publisher = new InstrumentPublisher(ring, instruments);
        this.poller = new RestPoller(wire, venue, ring, facts, instruments, listings,
            this::listed, this::beforeTicks, this::guarded);
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
        sockets.leave();
        // An engine that has stopped says itself why.
        if (!(failure instanceof EngineStoppedException)) {
            onFailure.accept(failure);
        }
    }

    /** Engine thread: there are requests. */
    void wakeUp() {
        wire.loop().execute(drain);
    }

    /**
     * The first thing that is published.
     *
     * @param incarnation more than 1: a session goes on
     */
    void begin(int incarnation) {
        if (incarnation > 1) {
            guarded(() -> facts.resumed(incarnation, OrderKey.random()));
        }
    }

    /**
     * Publishes instruments, limits and plan and starts the pulse; from then on the engine decides.
     *
     * @param requests the engine's
     * @param terms    symbols asked for, in order, and what the venue allows
     */
    void start(OutboundRing requests, VenueTerms terms) {
        if (ended) {
            return;
        }
        outbound = requests;
        latest = terms;
        terms.listings().forEach(publisher::publish);
        facts.terms(terms, venue.calls());
        facts.plan(venue.plan(), venue.sockets().keepAlive(), this::idOf);
        publishStatuses(terms);
        lastTimerNs = ring.nowNs();
        facts.timer(0);
        Runnable pulse = this::pulse;
        wire.loop().scheduleWithFixedDelay(
            () -> guarded(pulse), timerEveryNs, timerEveryNs, TimeUnit.NANOSECONDS);
    }

    /** The list was had again, or at last. */
    private void listed(VenueTerms terms) {
        terms.listings().forEach(publisher::publish);
        if (!terms.windows().equals(latest.windows())) {
            facts.windows(terms);
        }
        latest = terms;
        publishStatuses(terms);
    }

    private void publishStatuses(VenueTerms terms) {
        for (Listing listing : terms.listings()) {
            if (listing.status() != null) {
                facts.tradingStatus(idOf(listing.symbol()), listing);
            }
        }
    }

    private int idOf(String symbol) {
        UnsafeBuffer bytes = new UnsafeBuffer(symbol.getBytes(StandardCharsets.UTF_8));
        return instruments.find(bytes, 0, bytes.capacity());
    }

    private void pulse() {
        ring.followLeap();
        long nowNs = ring.nowNs();
        long lateNs = Math.max(0, nowNs - lastTimerNs - timerEveryNs);
        lastTimerNs = nowNs;
        facts.timer(lateNs);
    }

    /**
     * If the process or the machine stood still, the engine has to know it before it sees what
     * waited meanwhile; the event loop itself would read first and look at the clock then.
     */
    private void beforeTicks() {
        if (outbound != null
            && (ring.followLeap() > 0 || ring.nowNs() - lastTimerNs > 2 * timerEveryNs)) {
            pulse();
        }
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
                sockets.connect(link, attempt);
                break;
            case SUBSCRIBE:
                sockets.subscribe(link, attempt);
                break;
            case CLOSE:
                sockets.close(link, attempt);
                break;
            case KEEP_ALIVE:
                sockets.keepAlive(link, attempt);
                break;
            case POLL:
                poller.poll(request);
                break;
            default:
                throw new IllegalStateException("unknown request");
        }
    }

    /** Leaves the sockets and publishes END; nothing is published afterwards. */
    void end() {
        guarded(() -> {
            ended = true;
            sockets.leave();
            facts.end();
        });
    }

    /** What everybody on this side of the engine publishes with. */
    FactPublisher facts() {
        return facts;
    }
}
