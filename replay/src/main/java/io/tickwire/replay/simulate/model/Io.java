package io.tickwire.replay.simulate.model;

import io.tickwire.engine.core.OutboundRing;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.InstrumentFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.MarkFields;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.event.WindowKind;
import io.tickwire.engine.market.MarkState;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.engine.ring.InputPublisher;
import io.tickwire.engine.ring.VirtualClock;
import java.nio.charset.StandardCharsets;

/**
 * Model of the I/O thread, the engine's only producer: executes requests and publishes ticks and
 * facts as the real one does. While it is stalled, whatever arrives waits.
 */
public final class Io implements OutboundRing.Handler {
    /** Id of the one instrument. */
    public static final int INSTRUMENT = 1;

    private static final int REST_LINK = 0;
    private static final int WINDOW = 0;
    private static final long MINUTE_NS = 60_000_000_000L;

    private final EventSink sink;
    private final InputPublisher inputs;
    private final VirtualClock clock;
    private final Interceptor interceptor;
    private final Network network;
    private final Rest rest;
    private final MarketSymbol symbol;
    private final VenueNotices notices = new VenueNotices();

    private long shownVersion;
    private boolean shownHonest;

    Io(EventSink sink, VirtualClock clock, Interceptor interceptor, Network network, Rest rest,
        MarketSymbol symbol) {
        this.sink = sink;
        this.inputs = new InputPublisher(sink);
        this.clock = clock;
        this.interceptor = interceptor;
        this.network = network;
        this.rest = rest;
        this.symbol = symbol;
    }

    long nowNs() {
        return clock.nowNs();
    }

    /** What every session begins with. */
    void begin() {
        byte[] name = symbol.name().getBytes(StandardCharsets.UTF_8);
        int position = sink.arena().claim(name.length);
        sink.arena().buffer().putBytes(position, name);
        sink.claim(EventType.INSTRUMENT, Source.REST, 0, INSTRUMENT)
            .exponents(-symbol.priceDecimals(), -symbol.quantityDecimals())
            .set(InstrumentFields.TICK_SIZE, symbol.tick())
            .set(InstrumentFields.LOT_SIZE, symbol.lot())
            .varInArena(position, name.length);
        sink.publish();
        inputs.budgetWindow(
            WINDOW, WindowKind.FIXED, MINUTE_NS, interceptor.weight(rest.limit(), false));
        for (FeedCall call : FeedCall.values()) {
            if (Rest.weight(call, false) > 0) {
                inputs.callCost(
                    call, WINDOW, Rest.weight(call, false), Rest.weight(call, true), 1);
            }
        }
        for (int link = 1; link <= ModelConnections.LINKS; link++) {
            int first = ModelConnections.firstLink(ModelConnections.of(link));
            inputs.planned(link, first, ModelConnections.name(ModelConnections.of(link)));
        }
        for (StreamKind kind : ModelConnections.STREAMS) {
            inputs.carries(ModelConnections.firstLink(ModelConnections.of(kind)), INSTRUMENT, kind);
        }
        inputs.timer(0);
    }

    void timer(long lateNs) {
        inputs.timer(lateNs);
    }

    void end() {
        inputs.end();
    }

    @Override
    public void onRequest(Event request) {
        if (!interceptor.executes(request)) {
            return;
        }
        long nowNs = clock.nowNs();
        int link = request.link();
        long attempt = request.get(FeedRequestFields.ATTEMPT);
        switch (FeedAction.of(request.get(FeedRequestFields.ACTION))) {
            case CONNECT:
                network.connect(link, attempt, nowNs);
                break;
            case SUBSCRIBE:
                network.subscribe(link, attempt, nowNs);
                break;
            case CLOSE:
                network.close(link, attempt, nowNs);
                break;
            default:
                rest.ask(request, nowNs);
                break;
        }
    }

    /** A socket brought it. */
    void tick(Delivery tick, int link, long nowNs) {
        sink.beginFrame(link, Source.SOCKET, FrameFormat.TEXT, nowNs, 0, 0);
        publish(tick, false);
        sink.endFrame();
    }

    void beginReply(Source source, long nowNs) {
        sink.beginFrame(REST_LINK, source, FrameFormat.REST, nowNs, 0, 0);
    }

    void replied(Delivery tick) {
        publish(tick, true);
    }

    void endReply() {
        sink.endFrame();
    }

    private void publish(Delivery tick, boolean polled) {
        Event event;
        switch (tick.kind) {
            case QUOTE:
                event = sink.claim(EventType.QUOTE, INSTRUMENT)
                    .exponents(-symbol.priceDecimals(), -symbol.quantityDecimals())
                    .set(QuoteFields.BID, tick.a).set(QuoteFields.BID_QTY, tick.b)
                    .set(QuoteFields.ASK, tick.c).set(QuoteFields.ASK_QTY, tick.d)
                    .set(QuoteFields.TRANSACT_MS, tick.venueMs);
                if (!polled) {
                    event.set(QuoteFields.UPDATE_ID, tick.id)
                        .set(QuoteFields.EVENT_MS, tick.venueMs);
                }
                break;
            case TRADE:
                event = sink.claim(EventType.TRADE, INSTRUMENT)
                    .exponents(-symbol.priceDecimals(), -symbol.quantityDecimals())
                    .set(TradeFields.ID, tick.version).set(TradeFields.PRICE, tick.a)
                    .set(TradeFields.QTY, tick.b)
                    .set(TradeFields.FIRST_ID, tick.c).set(TradeFields.LAST_ID, tick.d)
                    .set(TradeFields.BUYER_MAKER, tick.e).set(TradeFields.AGGREGATE, 1)
                    .set(TradeFields.TRANSACT_MS, tick.venueMs);
                if (!polled) {
                    event.set(TradeFields.EVENT_MS, tick.venueMs);
                }
                break;
            default:
                event = sink.claim(EventType.MARK, INSTRUMENT)
                    .exponents(-MarkState.DECIMALS, 0)
                    .set(MarkFields.MARK, tick.a).set(MarkFields.INDEX, tick.b)
                    .set(MarkFields.FUNDING_RATE, tick.c).set(MarkFields.NEXT_FUNDING_MS, tick.d)
                    .set(MarkFields.EVENT_MS, tick.venueMs);
                break;
        }
        interceptor.tick(event);
        shownVersion = tick.version;
        shownHonest = tick.honest;
        sink.publish();
    }

    void opened(int link, long attempt) {
        for (int times = interceptor.times(LinkFact.OPENED); times > 0; times--) {
            inputs.opened(link, attempt);
        }
    }

    void subscribed(int link, long attempt) {
        for (int times = interceptor.times(LinkFact.SUBSCRIBED); times > 0; times--) {
            inputs.subscribed(link, attempt, 0, "");
        }
    }

    void closed(int link, long attempt, int code) {
        for (int times = interceptor.times(LinkFact.CLOSED); times > 0; times--) {
            inputs.closed(link, attempt, code, "");
        }
    }

    void failed(int link, long attempt, String reason) {
        for (int times = interceptor.times(LinkFact.FAILED); times > 0; times--) {
            inputs.failed(link, attempt, reason);
        }
    }

    void closeAnnounced(int link) {
        for (int times = interceptor.times(LinkFact.CLOSE_ANNOUNCED); times > 0; times--) {
            inputs.closeAnnounced(link, 0);
        }
    }

    void refused(int link, long attempt, int status, long waitNs) {
        notices.onAnswer(status, waitNs, true, "attempt " + attempt + " of link " + link, nowNs());
        for (int times = interceptor.times(LinkFact.REFUSED); times > 0; times--) {
            inputs.refused(link, attempt, status, interceptor.waitNs(waitNs), "refused");
        }
    }

    void answered(long request, FeedCall call, int instrument, int status, long durationNs,
        long waitNs, long weight) {
        notices.onAnswer(status, waitNs, false, "call number " + request, nowNs());
        int seenStatus = interceptor.status(status);
        for (int times = interceptor.times(CallOutcome.ANSWERED); times > 0; times--) {
            if (weight != Event.ABSENT) {
                inputs.budgetUsed(request, WINDOW, interceptor.weight(weight, true));
            }
            inputs.answered(
                request, call, instrument, seenStatus, durationNs, interceptor.waitNs(waitNs), "");
        }
    }

    void unanswered(long request, FeedCall call, int instrument, long durationNs) {
        notices.onNoAnswer();
        for (int times = interceptor.times(CallOutcome.NO_ANSWER); times > 0; times--) {
            inputs.unanswered(
                CallOutcome.NO_ANSWER, request, call, instrument, durationNs, "no answer");
        }
    }

    void clock(long offsetNs) {
        inputs.venueClock(offsetNs);
    }

    /** @return what the venue has asked of us */
    public VenueNotices notices() {
        return notices;
    }

    /**
     * What the tick being published really is.
     *
     * @return update id of a quote, id of a trade, time of a mark, whatever its source
     */
    public long shownVersion() {
        return shownVersion;
    }

    /** @return whether the venue time of the tick being published is what it was */
    public boolean isShownHonest() {
        return shownHonest;
    }
}
