package io.tickwire.transport.monitor;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.Field;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;

/** The last published status of one stream and its last tick; without a kind, those of a symbol. */
final class StreamWatch {
    private static final Source[] SOURCES = Source.values();
    private static final long MS_NS = 1_000_000L;
    private static final long HASH_FACTOR = 0x9e37_79b9_7f4a_7c15L;
    private static final long TELL_AGAIN_NS = 60_000_000_000L;

    final StreamKind kind;
    /** The connection that it comes by, 0 while unknown. */
    int link;
    /** Null while nothing was told. */
    FeedFlag flag;
    StatusReason reason = StatusReason.NONE;
    /** Where its ticks come from, null while unknown. */
    Source fedBy;
    long sinceNs;
    long lagMs = Event.ABSENT;
    /** Engine time of its last tick, 0 before the first. */
    long lastTickNs;
    /** Where that came from, null before the first. */
    Source lastSource;

    private StatusReason toldOfTicks = StatusReason.NONE;
    private long toldOfTicksNs;
    private long lastPolledId;
    private boolean anyPolledId;
    /** Of what polls brought last, and before that: two calls may bring one stream. */
    private long polledHash;
    private long polledHashBefore;
    private long statusNs;
    private long silenceNs;

    StreamWatch(StreamKind kind) {
        this.kind = kind;
    }

    void onStatus(Event row) {
        flag = FeedFlag.of(row.get(FeedStatusFields.FLAG));
        reason = StatusReason.of(row.get(FeedStatusFields.REASON));
        long source = row.get(FeedStatusFields.FED_BY);
        // The engine itself feeds nothing: it stands there for nobody.
        fedBy = source > 0 && source < SOURCES.length ? SOURCES[(int) source] : null;
        sinceNs = sinceNs(row);
        lagMs = row.get(FeedStatusFields.LAG_MS);
        statusNs = row.engineNs();
        silenceNs = Math.max(0, row.get(FeedStatusFields.SILENCE_MS)) * MS_NS;
    }

    /** Since when a row's flag is what it is; the row's own time where it does not say. */
    static long sinceNs(Event row) {
        long since = row.get(FeedStatusFields.SINCE_NS);
        return since > 0 ? since : row.engineNs();
    }

    /**
     * Takes a tick of it.
     *
     * @return whether it is news: polls may bring the same again and again
     */
    boolean onTick(Event tick) {
        if (tick.sourceCode() == Source.POLL.ordinal() && isRepeated(tick)) {
            return false;
        }
        shown(tick);
        return true;
    }

    private boolean isRepeated(Event tick) {
        if (tick.type() == EventType.TRADE) {
            long id = tick.get(TradeFields.ID);
            boolean repeated = anyPolledId && id <= lastPolledId;
            lastPolledId = repeated ? lastPolledId : id;
            anyPolledId = true;
            return repeated;
        }
        long hash = contentHash(tick);
        if (hash == polledHash || hash == polledHashBefore) {
            return true;
        }
        polledHashBefore = polledHash;
        polledHash = hash;
        return false;
    }

    /** Something new has come. */
    void shown(Event tick) {
        lastTickNs = tick.engineNs();
        lastSource = SOURCES[tick.sourceCode() % SOURCES.length];
    }

    private static long contentHash(Event tick) {
        long hash = tick.type().ordinal();
        for (Field field : tick.type().fields()) {
            hash = hash * HASH_FACTOR + tick.get(field.offset());
        }
        return hash;
    }

    /** How long it has been silent by now, if silence is what is wrong with it. */
    long silenceNs(long nowNs) {
        return silenceNs + nowNs - statusNs;
    }

    /** Whether the same was told of its ticks within a minute; else it is told now. */
    boolean isToldAgain(StatusReason ofTicks, long nowNs) {
        boolean again = ofTicks == toldOfTicks && nowNs - toldOfTicksNs < TELL_AGAIN_NS;
        toldOfTicksNs = again ? toldOfTicksNs : nowNs;
        toldOfTicks = ofTicks;
        return again;
    }

    boolean isDegraded() {
        return flag != null && flag != FeedFlag.GREEN;
    }

    void forget() {
        flag = null;
        reason = StatusReason.NONE;
        fedBy = null;
        link = 0;
        lastTickNs = 0;
        lastSource = null;
    }
}
