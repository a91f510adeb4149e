package io.tickwire.engine.feed;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedReason;
import io.tickwire.engine.event.FeedStatus;
import io.tickwire.engine.event.Link;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.Timer;
import io.tickwire.engine.event.Trade;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The heartbeat stage: knows of every stream whether it is fresh, and has its links supervised.
 * Engine thread only; knows no clock but engine time.
 *
 * <p>Ticks are judged one by one as they come; silence, and whatever became of a whole link, is
 * found by going over all streams at each TIMER, so that an input has few outputs however many
 * streams a link carries.
 */
public final class FeedStage implements FeedView {
    private static final int KINDS = StreamKind.values().length;
    private static final int MAX_CHANGES = Outputs.MAX_PER_INPUT;

    private final Config.Feed limits;
    private final long timerEveryNs;
    private final LinkSupervisor links;
    private final List<StreamState> streams = new ArrayList<>();
    private StreamState[] byInstrument = new StreamState[64 * KINDS];

    // Streams told about during the current input, for the strategies.
    private final StreamState[] changes = new StreamState[MAX_CHANGES];
    private int changeCount;
    private int nextToTell;

    /**
     * Knows no link and no stream yet.
     *
     * @param config of the session
     * @param seed   of the jitter
     */
    public FeedStage(Config config, long seed) {
        this.limits = config.feed();
        this.timerEveryNs = config.timer().everyNs();
        this.links = new LinkSupervisor(config.reconnect(), seed);
    }

    /**
     * Takes in one event.
     *
     * @param event   any input
     * @param outputs for FEED_STATUS and FEED_REQUEST
     * @return whether strategies may see it: false for duplicates and older ticks
     */
    public boolean onEvent(Event event, Outputs outputs) {
        changeCount = 0;
        EventType type = event.type();
        if (type.isTick()) {
            return onTick(event, type, outputs);
        }
        switch (type) {
            case TIMER:
                onTimer(event, outputs);
                break;
            case LINK:
                onLink(event, outputs);
                break;
            case RESUMED:
                onResumed();
                break;
            default:
                break;
        }
        return true;
    }

    private boolean onTick(Event tick, EventType type, Outputs outputs) {
        StreamState stream = stream(tick.instrument(), kindOf(type));
        long nowNs = tick.engineNs();
        stream.link = tick.link();
        TickOrder order = TickOrder.judge(tick, stream);
        if (order == TickOrder.AFTER_HOLE) {
            tellHole(tick, stream, outputs);
        }
        boolean isNew = order == TickOrder.NEXT || order == TickOrder.AFTER_HOLE;
        if (!isNew) {
            tellUnordered(stream, order, nowNs, outputs);
            return false;
        }
        stream.unorderedTold = FeedReason.NONE;
        long eventMs = TickOrder.eventMs(tick);
        if (eventMs != Event.ABSENT) {
            stream.lastEventMs = eventMs;
        }
        long silenceNs = stream.ticked ? nowNs - stream.heardNs : 0;
        stream.heardNs = nowNs;
        stream.ticked = true;
        stream.reason = FeedReason.FRESH;
        if (stream.told != FeedReason.FRESH) {
            links.heard(stream.link);
            tell(stream, silenceNs, outputs);
        }
        return true;
    }

    private void onTimer(Event timer, Outputs outputs) {
        long nowNs = timer.engineNs();
        long lateNs = timer.get(Timer.LATE_NS);
        // A timer's usual lateness is no stall; counting it would wear every limit away.
        long stallNs = lateNs > timerEveryNs ? lateNs : 0;
        links.connectDue(nowNs, outputs);
        int count = streams.size();
        for (int i = 0; i < count; i++) {
            StreamState stream = streams.get(i);
            // Our own stall is not the venue's silence; what was heard behind it needs no credit.
            stream.heardNs = Math.min(stream.heardNs + stallNs, nowNs);
            watch(stream, nowNs, outputs);
        }
        tellChanged(count, nowNs, outputs);
    }

    private void watch(StreamState stream, long nowNs, Outputs outputs) {
        if (links.isDown(stream.link)) {
            boolean starting = stream.reason == FeedReason.STARTING && !stream.ticked
                && nowNs - stream.heardNs <= limits.firstTickWithinNs();
            if (!starting) {
                stream.reason = FeedReason.LINK_DOWN;
            }
            return;
        }
        long silenceNs = nowNs - stream.heardNs;
        if (!stream.ticked) {
            if (silenceNs > limits.firstTickWithinNs()) {
                stream.reason = FeedReason.NO_FIRST_TICK;
                dropIfCadenced(stream, outputs);
            }
        } else if (silenceNs > limits.silenceNs(stream.kind)) {
            stream.reason = FeedReason.SILENT;
            dropIfCadenced(stream, outputs);
        }
    }

    /**
     * Statistics and mark prices come at a cadence, so their silence is a dead link. Quotes and
     * trades go quiet honestly; their silence is told and no more.
     */
    private void dropIfCadenced(StreamState stream, Outputs outputs) {
        if (stream.kind == StreamKind.STATS || stream.kind == StreamKind.MARK) {
            links.drop(stream.link, stream.reason, outputs);
        }
    }

    /** Tells what changed, as much as one input may, going on at the next TIMER. */
    private void tellChanged(int count, long nowNs, Outputs outputs) {
        for (int i = 0; i < count && outputs.room() > 0; i++) {
            if (nextToTell >= count) {
                nextToTell = 0;
            }
            StreamState stream = streams.get(nextToTell++);
            if (stream.told != stream.reason) {
                tell(stream, nowNs - stream.heardNs, outputs);
            }
        }
    }

    private void onLink(Event event, Outputs outputs) {
        int link = event.link();
        long nowNs = event.engineNs();
        switch (LinkFact.of(event.get(Link.FACT))) {
            case PLANNED:
                links.planned(link, nowNs);
                break;
            case CARRIES:
                StreamState stream =
                    stream(event.instrument(), StreamKind.of(event.get(Link.KIND)));
                stream.link = link;
                stream.heardNs = nowNs;
                break;
            case OPENED:
                subscribing(link, nowNs);
                links.opened(link, outputs);
                break;
            case REFUSED:
                links.lost(link, nowNs, event.get(Link.WAIT_NS));
                stale(link);
                break;
            case CLOSED:
            case FAILED:
                links.lost(link, nowNs, 0);
                stale(link);
                break;
            default:
                break;
        }
    }

    /** The deadline of the first tick runs from here; an acknowledgement proves nothing. */
    private void subscribing(int link, long nowNs) {
        for (int i = 0; i < streams.size(); i++) {
            StreamState stream = streams.get(i);
            if (stream.link == link) {
                stream.heardNs = nowNs;
                stream.ticked = false;
                stream.reason = FeedReason.STARTING;
            }
        }
    }

    /** Stale at once; told at the next TIMER, since they may be many. */
    private void stale(int link) {
        for (int i = 0; i < streams.size(); i++) {
            StreamState stream = streams.get(i);
            if (stream.link == link && stream.ticked) {
                stream.reason = FeedReason.LINK_DOWN;
            }
        }
    }

    /** All links are down until the new incarnation plans them; ids seen before still count. */
    private void onResumed() {
        links.resumed();
        for (int i = 0; i < streams.size(); i++) {
            StreamState stream = streams.get(i);
            stream.link = 0;
            stream.ticked = false;
            stream.reason = FeedReason.STARTING;
        }
    }

    private void tell(StreamState stream, long silenceNs, Outputs outputs) {
        if (outputs.room() == 0) {
            return;
        }
        stream.told = stream.reason;
        status(stream, flagOf(stream.reason), stream.reason, silenceNs, outputs);
        outputs.commit();
        changes[changeCount++] = stream;
    }

    /** Cold: ids are missing before this tick. */
    private void tellHole(Event tick, StreamState stream, Outputs outputs) {
        long id = tick.get(Trade.ID);
        long eventMs = TickOrder.eventMs(tick);
        if (outputs.room() > 0) {
            status(stream, FeedFlag.YELLOW, FeedReason.HOLE, tick.engineNs() - stream.heardNs,
                outputs)
                .set(FeedStatus.GAP_MESSAGES, id - stream.lastKey - 1)
                .set(FeedStatus.GAP_MS,
                    stream.lastEventMs < 0 || eventMs == Event.ABSENT
                        ? Event.ABSENT : eventMs - stream.lastEventMs)
                .set(FeedStatus.FIRST_MISSING_ID, stream.lastKey + 1)
                .set(FeedStatus.LAST_MISSING_ID, id - 1);
            outputs.commit();
        }
        stream.lastKey = id;
    }

    /** Cold: the first of a row of duplicates or older ticks is told. */
    private void tellUnordered(
        StreamState stream, TickOrder order, long nowNs, Outputs outputs) {
        FeedReason reason =
            order == TickOrder.DUPLICATE ? FeedReason.DUPLICATE : FeedReason.OLDER;
        if (stream.unorderedTold != reason && outputs.room() > 0) {
            stream.unorderedTold = reason;
            status(stream, FeedFlag.YELLOW, reason, nowNs - stream.heardNs, outputs);
            outputs.commit();
        }
    }

    private Event status(
        StreamState stream, FeedFlag flag, FeedReason reason, long silenceNs, Outputs outputs) {
        return outputs.claim(EventType.FEED_STATUS, stream.instrumentId)
            .link(stream.link)
            .set(FeedStatus.KIND, stream.kind.ordinal())
            .set(FeedStatus.FLAG, flag.ordinal())
            .set(FeedStatus.REASON, reason.ordinal())
            .set(FeedStatus.SILENCE_MS, Math.max(0, silenceNs) / 1_000_000);
    }

    private static FeedFlag flagOf(FeedReason reason) {
        return reason == FeedReason.FRESH ? FeedFlag.GREEN : FeedFlag.YELLOW;
    }

    private static StreamKind kindOf(EventType type) {
        switch (type) {
            case QUOTE:
                return StreamKind.QUOTE;
            case TRADE:
                return StreamKind.TRADE;
            case STATS:
                return StreamKind.STATS;
            default:
                return StreamKind.MARK;
        }
    }

    @Override
    public boolean isFresh(int instrumentId, StreamKind kind) {
        int at = instrumentId * KINDS + kind.ordinal();
        return at < byInstrument.length && byInstrument[at] != null
            && byInstrument[at].isFresh();
    }

    /** @return how many streams changed during the current input */
    public int changeCount() {
        return changeCount;
    }

    /**
     * A stream that changed, or is told of because its time has come.
     *
     * @param change 0 to {@link #changeCount()} - 1
     * @return the stream
     */
    public StreamView changed(int change) {
        return changes[change];
    }

    private StreamState stream(int instrumentId, StreamKind kind) {
        int at = instrumentId * KINDS + kind.ordinal();
        if (at < byInstrument.length && byInstrument[at] != null) {
            return byInstrument[at];
        }
        return addStream(instrumentId, kind, at);
    }

    private StreamState addStream(int instrumentId, StreamKind kind, int at) {
        if (at >= byInstrument.length) {
            byInstrument = Arrays.copyOf(byInstrument, Math.max(at + 1, at * 2));
        }
        StreamState stream = new StreamState(instrumentId, kind);
        byInstrument[at] = stream;
        streams.add(stream);
        return stream;
    }

    /**
     * Writes everything that decisions depend on.
     *
     * @param out canonical form
     */
    public void writeState(StateWriter out) {
        links.writeState(out);
        out.put(nextToTell);
        out.put(streams.size());
        for (int i = 0; i < streams.size(); i++) {
            streams.get(i).write(out);
        }
    }

    /**
     * Takes over what {@link #writeState} wrote; only before the first event.
     *
     * @param in canonical form
     */
    public void readState(StateReader in) {
        links.readState(in);
        nextToTell = in.getInt();
        int streamCount = in.getInt();
        for (int i = 0; i < streamCount; i++) {
            stream(in.getInt(), StreamKind.of(in.getLong())).read(in);
        }
    }
}
