package io.tickwire.perf.faults;

import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.OrderFields;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimerFields;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.event.VenueClockFields;
import io.tickwire.engine.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads a journal into a {@link FeedTrace}. */
final class TraceReader {
    private static final Source[] SOURCES = Source.values();
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final long CLOCK_LEAP_NS = 2_000_000_000L;
    private static final int FIRST_REFUSAL = 400;
    private static final long MS = 1_000_000L;

    private final FeedTrace trace;
    private final Map<Integer, String> symbols = new TreeMap<>();
    /** By stream and link. */
    private final Map<String, SocketTicks> sockets = new TreeMap<>();
    private final Map<Integer, FeedTrace.YoungestQuote> quotes = new TreeMap<>();
    /** When a call last ended, if one was forbidden and none went well since; ns, 0 = none. */
    private long forbiddenNs;
    private boolean hasClock;
    private long clockOffsetNs;
    private long otherOffsetNs;

    private TraceReader(FeedTrace trace) {
        this.trace = trace;
    }

    /**
     * Reads all of it.
     *
     * @param journal folder of its segments
     * @throws IOException if it cannot be read, or is damaged
     */
    static FeedTrace read(Path journal) throws IOException {
        JournalReader reader = JournalReader.open(journal);
        Event event = reader.next();
        if (event == null) {
            throw new IOException("no record in the journal");
        }
        TraceReader into = new TraceReader(new FeedTrace(ConfigReader.readFrozen(reader.config())));
        while (event != null) {
            into.trace.endNs = Math.max(into.trace.endNs, event.engineNs());
            if ((event.flags() & Flags.HEAD) == 0 && event.type() != null) {
                into.onRecord(event);
            } else if (event.type() == EventType.INSTRUMENT) {
                into.onInstrument(event);
            }
            event = reader.next();
        }
        if (!reader.damages().isEmpty()) {
            throw new IOException("damaged at " + reader.damages().get(0));
        }
        return into.trace;
    }

    private void onRecord(Event event) {
        switch (event.type()) {
            case INSTRUMENT -> onInstrument(event);
            case LINK -> onLink(event);
            case CALL -> onCall(event);
            case VENUE_CLOCK -> onClock(event.get(VenueClockFields.OFFSET_NS));
            case TIMER -> onTimer(event);
            case FEED_REQUEST -> onRequest(event);
            case FEED_STATUS -> onStatus(event);
            case QUOTE -> {
                onQuote(event);
                onTick(event, StreamKind.QUOTE);
            }
            case TRADE -> onTick(event, StreamKind.TRADE);
            case STATS -> onTick(event, StreamKind.STATS);
            case MARK -> onTick(event, StreamKind.MARK);
            case ORDER -> {
                if (event.get(OrderFields.LAST_QTY) != Event.ABSENT) {
                    trace.fills.add(new FeedTrace.Fill(
                        event.engineNs(), event.instrument(), quotes.get(event.instrument())));
                }
            }
            case ORDER_INTENT -> trace.intents.add(
                new FeedTrace.Intent(event.engineNs(), event.instrument()));
            default -> { }
        }
    }

    private void onInstrument(Event event) {
        symbols.put(event.instrument(), event.varText());
        if ((event.flags() & Flags.PROVISIONAL) == 0) {
            trace.limitsKnownNs.putIfAbsent(event.instrument(), event.engineNs());
        }
    }

    private void onLink(Event event) {
        switch (LinkFact.of(event.get(LinkFields.FACT))) {
            case PLANNED -> trace.groups.put(event.link(), (int) event.get(LinkFields.GROUP));
            case CARRIES -> trace.streams.add(new StreamTrace(event.instrument(),
                symbols.get(event.instrument()), StreamKind.of(event.get(LinkFields.KIND)),
                event.link()));
            case CLOSED -> trace.closed.add(new FeedTrace.Closed(
                event.engineNs(), event.link(), event.get(LinkFields.ATTEMPT)));
            default -> { }
        }
    }

    /** Whatever is asked; limits say themselves for how long. */
    private static boolean isForbidden(long status) {
        return status == 401 || status == 403 || status == 451;
    }

    private void onCall(Event event) {
        long request = event.get(CallFields.REQUEST);
        trace.endedNs.put(request, event.engineNs());
        long status = event.get(CallFields.HTTP_STATUS);
        if (status == OK) {
            trace.answeredWell.add(request);
        } else if (status >= FIRST_REFUSAL) {
            trace.refusedNs.add(event.engineNs());
        }
        if (forbiddenNs != 0) {
            trace.holds.add(new FeedTrace.Hold(forbiddenNs, event.engineNs()));
        }
        boolean well = status == OK || status == BAD_REQUEST;
        forbiddenNs = isForbidden(status) || forbiddenNs != 0 && !well ? event.engineNs() : 0;
        long waitNs = event.get(CallFields.WAIT_NS);
        if (waitNs > 0) {
            trace.holds.add(new FeedTrace.Hold(event.engineNs(), event.engineNs() + waitNs));
        }
    }

    /** One answer that disagrees by far with the one before proves nothing, two that agree do. */
    private void onClock(long offsetNs) {
        if (!hasClock || Math.abs(offsetNs - clockOffsetNs) <= CLOCK_LEAP_NS
            || Math.abs(offsetNs - otherOffsetNs) <= CLOCK_LEAP_NS) {
            clockOffsetNs = offsetNs;
        }
        otherOffsetNs = offsetNs;
        hasClock = true;
    }

    private void onTimer(Event event) {
        long lateNs = event.get(TimerFields.LATE_NS);
        // A timer's usual lateness is no stall.
        if (lateNs > trace.config.timer().everyNs()) {
            trace.stalls.add(new FeedTrace.Stall(event.engineNs(), lateNs));
        }
    }

    private void onRequest(Event event) {
        long call = event.get(FeedRequestFields.CALL);
        long number = event.get(call == Event.ABSENT
            ? FeedRequestFields.ATTEMPT : FeedRequestFields.REQUEST);
        trace.requests.add(new FeedTrace.Request(event.engineNs(),
            FeedAction.of(event.get(FeedRequestFields.ACTION)),
            RequestReason.of(event.get(FeedRequestFields.REASON)),
            call == Event.ABSENT ? FeedCall.NONE : FeedCall.of(call), event.link(),
            event.instrument(), number,
            event.get(FeedRequestFields.FROM_ID)));
    }

    private void onStatus(Event event) {
        StatusReason reason = StatusReason.of(event.get(FeedStatusFields.REASON));
        FeedFlag flag = FeedFlag.of(event.get(FeedStatusFields.FLAG));
        if (event.get(FeedStatusFields.FIRST_MISSING_ID) != Event.ABSENT) {
            onIds(event, reason);
        } else if (reason == StatusReason.RENUMBERED) {
            trace.renumbered.add(event.sequence());
        } else if (event.instrument() == 0 && !reason.isAboutClock()) {
            trace.venue.add(new FeedTrace.VenueStatus(event.engineNs(), flag, reason));
        } else if (event.instrument() != 0 && !reason.isAboutTicks()) {
            StreamTrace stream = stream(event, StreamKind.of(event.get(FeedStatusFields.KIND)));
            if (stream != null) {
                stream.statuses.add(new StreamTrace.Status(event.engineNs(), flag, reason,
                    SOURCES[(int) event.get(FeedStatusFields.FED_BY)]));
            }
        }
    }

    private void onIds(Event event, StatusReason reason) {
        Map<Integer, IdRanges> ids = reason == StatusReason.FILLED ? trace.filled
            : reason == StatusReason.LOST ? trace.lost : trace.missing;
        ids.computeIfAbsent(event.instrument(), any -> new IdRanges()).add(
            new IdRanges.Range(event.get(FeedStatusFields.FIRST_MISSING_ID),
                event.get(FeedStatusFields.LAST_MISSING_ID)));
        if (reason == StatusReason.HOLE) {
            trace.holesNs.add(event.engineNs());
        }
    }

    private void onQuote(Event event) {
        long transactMs = event.get(QuoteFields.TRANSACT_MS);
        long ms = transactMs == Event.ABSENT ? event.get(QuoteFields.EVENT_MS) : transactMs;
        // No quote was made after it came, whatever it says.
        long venueNs = ms == Event.ABSENT ? event.receiveNs()
            : Math.min(event.receiveNs(), ms * MS - clockOffsetNs);
        FeedTrace.YoungestQuote last = quotes.get(event.instrument());
        if (last == null || venueNs >= last.venueNs()) {
            quotes.put(event.instrument(),
                new FeedTrace.YoungestQuote(event.receiveNs(), venueNs));
        }
    }

    private void onTick(Event event, StreamKind kind) {
        StreamTrace stream = stream(event, kind);
        Source source = SOURCES[event.sourceCode()];
        if (stream == null) {
            return;
        }
        if (kind == StreamKind.TRADE && event.get(TradeFields.AGGREGATE) == 1) {
            onTrade(event, stream, source);
        }
        if (source == Source.POLL) {
            stream.polledTicks.add(event.engineNs());
        } else if (source == Source.SOCKET && sockets
            .computeIfAbsent(stream.name() + event.link(), any -> new SocketTicks())
            .isGood(event, clockOffsetNs, trace.config.feed().silenceNs(kind))) {
            stream.goodTicks.add(new StreamTrace.GoodTick(event.engineNs(), event.link()));
        }
    }

    private void onTrade(Event event, StreamTrace stream, Source source) {
        long id = event.get(TradeFields.ID);
        if (stream.tradeIds.add(id)) {
            stream.trades.add(new StreamTrace.SeenTrade(id, event.engineNs(),
                event.get(TradeFields.TRANSACT_MS) * MS - clockOffsetNs));
        }
        if (source == Source.SOCKET) {
            trace.bySockets.computeIfAbsent(event.instrument(), any -> new IdRanges()).add(id);
        }
    }

    /** Null for a symbol as a whole. */
    private StreamTrace stream(Event event, StreamKind kind) {
        for (StreamTrace stream : trace.streams) {
            if (stream.instrument == event.instrument() && stream.kind == kind) {
                return stream;
            }
        }
        return null;
    }
}
