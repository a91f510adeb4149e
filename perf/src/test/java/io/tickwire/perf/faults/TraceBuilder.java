package io.tickwire.perf.faults;

import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.Trade;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The trace of a session, made by hand: one symbol, its quotes on group 1, the rest on group 3,
 * everything sound from first to last until something is done to it. Times are in ms from the
 * begin of the first fault.
 */
final class TraceBuilder {
    static final int INSTRUMENT = 1;
    static final long FIRST_MS = -10_000;
    static final long ENDED_MS = 20_000;
    static final long END_MS = 50_000;
    private static final long BEGAN_NS = 1_700_000_000_000_000_000L;
    private static final long MS = 1_000_000L;

    final FeedTrace trace = new FeedTrace(ConfigReader.read(""));
    final ShownTicks shown = new ShownTicks(new Strategy() { }, trace.renumbered);
    private final Map<Integer, Long> beganNs = new TreeMap<>(Map.of(0, BEGAN_NS));
    private final Event event = new Event().wrapRecord(
        new UnsafeBuffer(ByteBuffer.allocateDirect(2 * Header.SLOT_LENGTH)), 0);
    private final InstrumentTable instruments = new InstrumentTable();
    private long requests;

    TraceBuilder() {
        trace.endNs = ns(END_MS);
        trace.limitsKnownNs.put(INSTRUMENT, ns(FIRST_MS));
        for (int link = 1; link <= 4; link++) {
            trace.groups.put(link, link < 3 ? 1 : 3);
        }
        for (StreamKind kind : StreamKind.values()) {
            if (kind != StreamKind.NONE) {
                int group = kind == StreamKind.QUOTE ? 1 : 3;
                trace.streams.add(new StreamTrace(INSTRUMENT, "BTCUSDT", kind, group));
                whole(kind, FIRST_MS);
                for (long ms = FIRST_MS; ms < END_MS; ms += 1_000) {
                    stream(kind).goodTicks.add(new StreamTrace.GoodTick(ns(ms), group));
                }
            }
        }
        trades(1, 100);
    }

    static long ns(long ms) {
        return BEGAN_NS + ms * MS;
    }

    StreamTrace stream(StreamKind kind) {
        return trace.streams.stream().filter(one -> one.kind == kind).findFirst().orElseThrow();
    }

    /** Another fault of the same file begins. */
    TraceBuilder another(long ms) {
        beganNs.put(beganNs.size(), ns(ms));
        return this;
    }

    TraceBuilder status(
        StreamKind kind, long ms, FeedFlag flag, StatusReason reason, Source fedBy) {
        stream(kind).statuses.add(new StreamTrace.Status(ns(ms), flag, reason, fedBy));
        return this;
    }

    TraceBuilder whole(StreamKind kind, long ms) {
        return status(kind, ms, FeedFlag.GREEN, StatusReason.FRESH, Source.SOCKET);
    }

    TraceBuilder lost(StreamKind kind, long ms, StatusReason why) {
        return status(kind, ms, FeedFlag.YELLOW, why, Source.POLL);
    }

    TraceBuilder filling(StreamKind kind, long ms) {
        return status(kind, ms, FeedFlag.YELLOW, StatusReason.FILLING, Source.SOCKET);
    }

    /** Nothing good comes by its socket from one time up to another. */
    TraceBuilder dead(StreamKind kind, long fromMs, long untilMs) {
        stream(kind).goodTicks.removeIf(
            good -> good.ns() >= ns(fromMs) && good.ns() < ns(untilMs));
        return this;
    }

    TraceBuilder polled(StreamKind kind, long ms) {
        stream(kind).polledTicks.add(ns(ms));
        return this;
    }

    /** A question for trades from an id on, answered well 100 ms later. */
    TraceBuilder tradePoll(long ms, long fromId) {
        long number = ++requests;
        trace.requests.add(new FeedTrace.Request(ns(ms), FeedAction.POLL, RequestReason.POLL,
            FeedCall.TRADE, 0, INSTRUMENT, number, fromId));
        trace.endedNs.put(number, ns(ms + 100));
        trace.answeredWell.add(number);
        return this;
    }

    /** The venue forbids all calls from one time to another. */
    TraceBuilder held(long ms, long untilMs) {
        trace.holds.add(new FeedTrace.Hold(ns(ms), ns(untilMs)));
        return this;
    }

    long request(long ms, FeedAction action, RequestReason reason, FeedCall call, int link) {
        requests++;
        trace.requests.add(new FeedTrace.Request(
            ns(ms), action, reason, call, link, INSTRUMENT, requests, Event.ABSENT));
        return requests;
    }

    TraceBuilder closed(long ms, int link, long attempt) {
        trace.closed.add(new FeedTrace.Closed(ns(ms), link, attempt));
        return this;
    }

    /** The venue traded at a time, and that came at another. */
    TraceBuilder traded(long id, long venueMs, long cameMs) {
        stream(StreamKind.TRADE).trades.add(
            new StreamTrace.SeenTrade(id, ns(cameMs), ns(venueMs)));
        return this;
    }

    /** Trades that sockets brought and the strategy was shown. */
    TraceBuilder trades(long firstId, long lastId) {
        bySockets(firstId, lastId);
        for (long id = firstId; id <= lastId; id++) {
            shown.onTrade(trade(id), null);
        }
        return this;
    }

    TraceBuilder bySockets(long firstId, long lastId) {
        trace.bySockets.computeIfAbsent(INSTRUMENT, any -> new IdRanges())
            .add(new IdRanges.Range(firstId, lastId));
        return this;
    }

    /** Trades that the strategy was shown afterwards. */
    TraceBuilder backfill(long firstId, long lastId) {
        for (long id = firstId; id <= lastId; id++) {
            shown.onBackfill(trade(id), null);
        }
        return this;
    }

    /** A TIMER that is late. */
    TraceBuilder stall(long ms, long lateMs) {
        trace.stalls.add(new FeedTrace.Stall(ns(ms), lateMs * MS));
        return this;
    }

    TraceBuilder venue(long ms, FeedFlag flag, StatusReason reason) {
        trace.venue.add(new FeedTrace.VenueStatus(ns(ms), flag, reason));
        return this;
    }

    /** A paper order is filled on a quote that came at a time and was made at another. */
    TraceBuilder fill(long ms, long cameMs, long venueMs) {
        trace.fills.add(new FeedTrace.Fill(
            ns(ms), INSTRUMENT, new FeedTrace.YoungestQuote(ns(cameMs), ns(venueMs))));
        return this;
    }

    TraceBuilder missing(long ms, long firstId, long lastId) {
        trace.holesNs.add(ns(ms));
        trace.missing.computeIfAbsent(INSTRUMENT, any -> new IdRanges())
            .add(new IdRanges.Range(firstId, lastId));
        return this;
    }

    TraceBuilder lostForEver(long firstId, long lastId) {
        trace.lost.computeIfAbsent(INSTRUMENT, any -> new IdRanges())
            .add(new IdRanges.Range(firstId, lastId));
        return this;
    }

    private Trade trade(long id) {
        return Trade.of(event.header(EventType.TRADE, Source.SOCKET.ordinal(), 0, INSTRUMENT, id,
            ns(0), ns(0), 3).set(TradeFields.ID, id).set(TradeFields.AGGREGATE, 1),
            instruments);
    }

    Measurement measure(Expectation expected) {
        return Measurement.of(
            expected, new FaultTimes(beganNs, ns(ENDED_MS), beganNs.size()), trace, shown);
    }
}
