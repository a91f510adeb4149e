package io.tickwire.transport.live;

import com.lmax.disruptor.BusySpinWaitStrategy;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.core.OutboundRing;
import io.tickwire.engine.event.CallCostFields;
import io.tickwire.engine.event.VenueClockFields;
import io.tickwire.engine.event.BudgetUsedFields;
import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.FrameFields;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.event.RejectedFields;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimerFields;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EngineClock;
import io.tickwire.engine.ring.MonotonicClock;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.transport.venue.BudgetWindow;
import io.tickwire.transport.venue.Listing;
import io.tickwire.transport.venue.VenueClient;
import io.tickwire.transport.venue.VenueTerms;
import io.tickwire.transport.venues.VenueRegistry;
import io.tickwire.transport.netty.EventLoops;
import io.tickwire.transport.netty.WebSocketOptions;
import io.tickwire.transport.venue.VenueRoots;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;

/** A gateway on its event loop without an engine: the test asks, and takes what is published. */
final class GatewayRig implements AutoCloseable {
    private static final int ARENA = 1 << 20;
    private static final long WEIGHT_PER_MINUTE = 6000;

    private final AtomicLong suspendedNs = new AtomicLong();
    private final EventLoops loops = EventLoops.open("gateway-rig");
    private final TickRing ring = new TickRing(1024, ARENA, new BusySpinWaitStrategy(),
        new Clock(), 1, true);
    private final CompletableFuture<Void> broken = new CompletableFuture<>();
    private final List<Seen> seen = new ArrayList<>();
    private final List<Seen> sent = new ArrayList<>();
    private final Event event = new Event();
    private final Gateway gateway;

    /** Ours, and what the test says that the machine was suspended. */
    private final class Clock implements EngineClock {
        private final EngineClock clock = MonotonicClock.anchor(0);
        private volatile long leaptNs;

        @Override
        public long nowNs() {
            return clock.nowNs() + leaptNs;
        }

        @Override
        public long followLeap() {
            long leapNs = suspendedNs.getAndSet(0);
            leaptNs += leapNs;
            return leapNs;
        }
    }

    /** The machine is suspended for so long; how much was published before. */
    int suspend(long ns) throws Exception {
        return loops.loop().submit(() -> {
            suspendedNs.set(ns);
            return seen().size();
        }).get();
    }

    private GatewayRig(
        VenueClient venue, Config config, Path extraCa, WebSocketOptions options)
        throws IOException {
        gateway = new Gateway(Wire.open(loops, extraCa, options), venue, ring,
            new InstrumentTable(), new ListingReader(venue.bootstrap(), config.symbols()),
            config.timer().everyNs(), broken::completeExceptionally);
    }

    /**
     * An event that came out, as far as tests ask for it.
     *
     * @param fact    of LINK the fact, of CALL the outcome, else the type
     * @param attempt of LINK, or the request that CALL and BUDGET_USED are about
     * @param code    group, close code, HTTP status, error code, or what is used or allowed
     * @param window  of BUDGET_WINDOW, CALL_COST and BUDGET_USED, else 0
     * @param kind    of CARRIES
     * @param call    of CALL and CALL_COST
     * @param valueNs duration, offset of a clock, what a call for all symbols costs, how late a
     *                timer is, or of LINK how often the venue wants to hear from us
     * @param text    of a frame, rejection or fact
     * @param reason  of a rejection
     * @param receiveNs when it, or what it was decoded from, was received
     */
    record Seen(
        EventType type, Source source, int link, int instrument, String fact, long attempt,
        long code, int window, StreamKind kind, FeedCall call, long valueNs, long waitNs,
        String text, RejectReason reason, long receiveNs) {
        static Seen of(Event event) {
            EventType type = event.type();
            String text = type.hasVariablePart() ? event.varText()
                : event.frameLength() == 0 ? "" : event.varBuffer().getStringWithoutLengthUtf8(
                    event.framePosition(), event.frameLength());
            boolean call = type == EventType.CALL || type == EventType.CALL_COST;
            return new Seen(type, Source.values()[event.sourceCode()], event.link(),
                event.instrument(), LiveRig.factOf(event), first(event,
                    LinkFields.ATTEMPT, CallFields.REQUEST, BudgetUsedFields.REQUEST),
                LiveRig.codeOf(event), switch (type) {
                    case BUDGET_WINDOW, CALL_COST, BUDGET_USED ->
                        (int) event.get(type.offset("window"));
                    default -> 0;
                }, type == EventType.LINK
                    && event.get(LinkFields.KIND) != Event.ABSENT
                    ? StreamKind.of(event.get(LinkFields.KIND)) : null,
                call ? FeedCall.of(event.get(type.offset("call"))) : null,
                type == EventType.CALL ? event.get(CallFields.DURATION_NS)
                    : type == EventType.CALL_COST ? event.get(CallCostFields.ALL_COST)
                    : type == EventType.LINK ? event.get(LinkFields.KEEP_ALIVE_NS)
                    : type == EventType.VENUE_CLOCK ? event.get(VenueClockFields.OFFSET_NS)
                    : type == EventType.TIMER ? event.get(TimerFields.LATE_NS) : 0,
                type == EventType.CALL ? event.get(CallFields.WAIT_NS)
                    : type == EventType.LINK ? event.get(LinkFields.WAIT_NS) : 0,
                text, type == EventType.REJECTED
                    ? RejectReason.of(event.get(RejectedFields.REASON)) : null,
                event.receiveNs());
        }

        private static long first(Event event, int ofLink, int ofCall, int ofUsed) {
            return switch (event.type()) {
                case LINK -> event.get(ofLink);
                case CALL -> event.get(ofCall);
                case BUDGET_USED -> event.get(ofUsed);
                default -> 0;
            };
        }

        boolean isLink(LinkFact wanted) {
            return type == EventType.LINK && fact.equals(wanted.name());
        }

        boolean is(LinkFact wanted, int ofLink, long ofAttempt) {
            return isLink(wanted) && link == ofLink && attempt == ofAttempt;
        }

        /** Whether it says how the call of that number went. */
        boolean ends(long request) {
            return type == EventType.CALL && attempt == request;
        }
    }

    /** Begun, and the plan published. */
    static GatewayRig start(VenueRoots roots, String... config) throws Exception {
        return start(roots, null, WebSocketOptions.DEFAULT, config);
    }

    /**
     * The same with patience and trust of its own.
     *
     * @param extraCa PEM of certificates to trust besides the system's, null for none
     */
    static GatewayRig start(
        VenueRoots roots, Path extraCa, WebSocketOptions options, String... config)
        throws Exception {
        Config read = LiveRig.config(config);
        return new GatewayRig(VenueRegistry.client(read, roots), read, extraCa, options)
            .begun(read, List.of(BudgetWindow.ofMinute(WEIGHT_PER_MINUTE)), 1);
    }

    /** The same, of a session that was begun before. */
    static GatewayRig goingOn(VenueRoots roots, List<BudgetWindow> windows, String... config)
        throws Exception {
        Config read = LiveRig.config(config);
        return new GatewayRig(VenueRegistry.client(read, roots), read, null,
            WebSocketOptions.DEFAULT).begun(read, windows, 2);
    }

    /** The same with a venue that differs from the usual one in some of its parts. */
    static GatewayRig start(
        VenueRoots roots, List<BudgetWindow> windows, UnaryOperator<VenueClient> differing,
        String... config) throws Exception {
        Config read = LiveRig.config(config);
        return new GatewayRig(differing.apply(VenueRegistry.client(read, roots)), read, null,
            WebSocketOptions.DEFAULT).begun(read, windows, 1);
    }

    private GatewayRig begun(Config config, List<BudgetWindow> windows, int incarnation)
        throws Exception {
        List<Listing> listings = config.symbols().stream().map(Listing::unknown).toList();
        loops.loop().submit(() -> {
            gateway.begin(incarnation);
            gateway.start(new OutboundRing(() -> { }), new VenueTerms(listings, windows));
        }).get();
        await("the plan", one -> one.type() == EventType.TIMER);
        return this;
    }

    void request(FeedAction action, int link, long attempt) throws Exception {
        ask(record(link, 0).set(FeedRequestFields.ACTION, action.ordinal())
            .set(FeedRequestFields.ATTEMPT, attempt));
    }

    void poll(long number, FeedCall call, int instrument, long fromId) throws Exception {
        poll(number, call, instrument, fromId, RequestReason.POLL);
    }

    void poll(long number, FeedCall call, int instrument, long fromId, RequestReason reason)
        throws Exception {
        ask(record(0, instrument).set(FeedRequestFields.REASON, reason.ordinal())
            .set(FeedRequestFields.ACTION, FeedAction.POLL.ordinal())
            .set(FeedRequestFields.REQUEST, number).set(FeedRequestFields.CALL, call.ordinal())
            .set(FeedRequestFields.FROM_ID, fromId)
            .set(FeedRequestFields.ROWS, fromId == Event.ABSENT ? 1 : 1000)
            .set(FeedRequestFields.INSTRUMENTS, instrument == 0 ? Event.ABSENT : 1));
    }

    /** Asks and waits for the fact that says how the call went. */
    Seen polled(long number, FeedCall call, int instrument) throws Exception {
        poll(number, call, instrument, Event.ABSENT);
        return await("the end of " + call, one -> one.ends(number));
    }

    private static Event record(int link, int instrument) {
        Event record = new Event().wrapRecord(
            new UnsafeBuffer(ByteBuffer.allocateDirect(Header.SLOT_LENGTH * 2)), 0);
        record.header(EventType.FEED_REQUEST, Source.ENGINE.ordinal(), 1, instrument, 1, 0, 0,
            link);
        EventType.FEED_REQUEST.fields()
            .forEach(field -> record.set(field.offset(), Event.ABSENT));
        return record;
    }

    private void ask(Event request) throws Exception {
        loops.loop().submit(() -> gateway.onRequest(request)).get();
    }

    /** Keeps the I/O thread busy for so long. */
    void hold(long ns) {
        loops.loop().execute(() -> {
            long startNs = System.nanoTime();
            while (System.nanoTime() - startNs < ns) {
                Thread.onSpinWait();
            }
        });
    }

    void end() throws Exception {
        loops.loop().submit(gateway::end).get();
    }

    /** All connections end under those who use them. */
    void endConnections() {
        loops.close();
    }

    /** Whatever the event loop has begun is done when this returns. */
    void settle() throws Exception {
        loops.loop().submit(() -> { }).get();
        drain();
    }

    /** The I/O thread stands still for a time; how much it had published before. */
    int stall(long ns) throws Exception {
        return loops.loop().submit(() -> {
            int before = seen().size();
            long untilNs = System.nanoTime() + ns;
            while (System.nanoTime() < untilNs) {
                Thread.onSpinWait();
            }
            return before;
        }).get();
    }

    /** Waits until something of the type stands behind the first ones. */
    void awaitMore(String what, int first, EventType type) {
        LiveRig.await(what, () -> seen().stream().skip(first).anyMatch(one -> one.type() == type));
    }

    private void drain() {
        for (long at = ring.consumed().get() + 1; at <= ring.published(); at++) {
            ring.wrap(event, at);
            boolean isSent =
                event.type() == EventType.FRAME && event.get(FrameFields.SENT) != 0;
            (isSent ? sent : seen).add(Seen.of(event));
            ring.consumed().set(at);
        }
    }

    /** Texts of the frames that were sent so far. */
    List<String> sent() {
        drain();
        return sent.stream().map(Seen::text).toList();
    }

    /** All that was published so far, but for frames that were sent. */
    List<Seen> seen() {
        drain();
        return seen;
    }

    /** The same without the passing of time. */
    List<Seen> facts() {
        return seen().stream().filter(one -> one.type() != EventType.TIMER).toList();
    }

    Seen await(String what, Predicate<Seen> wanted) {
        try {
            LiveRig.await(what, () -> seen().stream().anyMatch(wanted));
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + "\nbroken " + broken + "\n" + facts(),
                late);
        }
        return seen().stream().filter(wanted).findFirst().orElseThrow();
    }

    boolean isBroken() {
        return broken.isDone();
    }

    @Override
    public void close() {
        loops.close();
    }
}
