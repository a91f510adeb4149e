package io.tickwire.engine.feed;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * The trades that one stream is missing, from the hole in its ids until they are filled or known to
 * be lost. Filled by whatever brings the id: the REST call made for it, a poll, or a socket that
 * had fallen behind. Lost is what the venue skips in its answer, does not show when asked again and
 * again, cannot be asked for within {@link #GIVE_UP_NS}, or is more than {@link #MAX_IDS}. Both are
 * published with the ids. Engine thread only; does not allocate.
 */
final class Backfill implements State {
    /** Most ids asked for at once; a venue may bring fewer. */
    static final long PAGE = 1_000;
    /** Most ids of one range: what it would cost to fetch more is better spent on the present. */
    static final long MAX_IDS = 100 * PAGE;
    /** So long without a new id, and all that is missing is given up. */
    static final long GIVE_UP_NS = 600_000_000_000L;

    private static final long RETRY_NS = 1_000_000_000L;
    private static final int MAX_RETRY_SHIFT = 2;
    /** REST may lag behind the socket, but not for so many answers. */
    private static final int MAX_VAIN = 5;
    /** What is given up leaves so much room to other outputs of the same TIMER. */
    private static final int ROOM_LEFT = 50;

    private final Holes holes;

    /** Number of the request under way, 0 = none. */
    private long request;
    private long askedFrom;
    private long askedNs;
    /** Whether there was progress since. */
    private boolean progressed;
    private long nextAskNs;
    /** Answers in a row that brought nothing. */
    private int vain;
    /** Calls in a row that had no good answer. */
    private int failures;
    /** When there last was progress, ns. */
    private long progressNs;

    Backfill(StreamTraits traits) {
        holes = new Holes(traits.isHistory ? Holes.MAX : 0);
    }

    boolean isEmpty() {
        return holes.isEmpty();
    }

    /** Whether the oldest range should be asked for now. */
    boolean isDue(long nowNs) {
        return !holes.isEmpty() && request == 0 && nowNs - nextAskNs >= 0;
    }

    /** Whether the oldest range should be asked for rather than what is new. */
    boolean isBefore(long otherAskedNs) {
        return askedNs - otherAskedNs < 0;
    }

    void asked(long number, long nowNs) {
        request = number;
        askedFrom = nextId();
        askedNs = nowNs;
        progressed = false;
    }

    boolean isAskedBy(long number) {
        return request == number;
    }

    /** A new incarnation: nothing is under way any more, and nobody could ask meanwhile. */
    void resumed(long nowNs) {
        request = 0;
        progress(nowNs);
    }

    /** The process stood still: that is not the venue's fault. */
    void stalled(long stallNs, long nowNs) {
        progressNs = Math.min(progressNs + stallNs, nowNs);
    }

    /** First id to ask for; only if there is one. */
    long nextId() {
        return holes.nextId(0);
    }

    /** How many ids to ask for: all that are missing and fit into a page, which costs the same. */
    long wanted() {
        return holes.lastUpTo(nextId() + PAGE - 1) - nextId() + 1;
    }

    /**
     * A hole before a trade that was taken in.
     *
     * @param firstId first id missing
     * @param lastId  last id missing
     * @param stream  whose it is
     * @param nowNs   engine time
     * @param outputs for FEED_STATUS
     */
    void missing(long firstId, long lastId, StreamState stream, long nowNs, Outputs outputs) {
        if (holes.isFull()) {
            lost(holes.lastId(0), stream, nowNs, outputs);
        }
        if (holes.isEmpty()) {
            progress(nowNs);
        }
        long fromId = Math.max(firstId, lastId - MAX_IDS + 1);
        if (fromId > firstId) {
            StreamNews.ids(StatusReason.LOST, firstId, fromId - 1, stream, nowNs, outputs);
        }
        holes.add(fromId, lastId);
    }

    /**
     * A trade that is no news to its stream.
     *
     * @param trade   from any source
     * @param stream  its stream
     * @param outputs for FEED_STATUS
     * @return whether it was missing and is no more
     */
    boolean fill(Event trade, StreamState stream, Outputs outputs) {
        boolean asked = trade.sourceCode() == Source.BACKFILL.ordinal();
        if (holes.isEmpty() || trade.get(TradeFields.AGGREGATE) != 1
            || !asked && stream.traits.venueMs(trade) > stream.shown.venueMs()) {
            // One that is younger than what was shown may belong to another numbering.
            return false;
        }
        long nowNs = trade.engineNs();
        long id = trade.get(TradeFields.ID);
        while (asked && request != 0 && !holes.isEmpty() && nextId() >= askedFrom
            && id > nextId()) {
            // The answer goes on behind it, so the venue does not have it.
            lost(Math.min(id - 1, holes.lastId(0)), stream, nowNs, outputs);
            progress(nowNs);
        }
        int range = holes.waitingFor(id);
        if (range < 0) {
            return false;
        }
        holes.filled(range);
        stream.gapMessages--;
        if (range == 0) {
            progress(nowNs);
        }
        if (holes.isFilled(range)) {
            publishFilled(range, stream, nowNs, outputs);
            holes.remove(range);
        }
        return true;
    }

    /**
     * The request has ended.
     *
     * @param answered whether the venue answered, be it that it does not have them
     * @param stream   whose it is
     * @param nowNs    engine time
     * @param outputs  for FEED_STATUS
     */
    void ended(boolean answered, StreamState stream, long nowNs, Outputs outputs) {
        request = 0;
        if (holes.isEmpty() || progressed) {
            return;
        }
        int tries = answered ? vain++ : failures++;
        nextAskNs = nowNs + (RETRY_NS << Math.min(tries, MAX_RETRY_SHIFT));
        if (vain >= MAX_VAIN) {
            // What lies behind a page may be young enough to be had.
            lost(Math.min(holes.lastId(0), nextId() + PAGE - 1), stream, nowNs, outputs);
            progress(nowNs);
        }
    }

    /**
     * Gives up what could not be asked for in time.
     *
     * @param canBeHad whether the venue has a call that might bring it
     */
    void onTimer(boolean canBeHad, StreamState stream, long nowNs, Outputs outputs) {
        while (!holes.isEmpty() && (!canBeHad || nowNs - progressNs > GIVE_UP_NS)
            && outputs.room() > ROOM_LEFT) {
            lost(holes.lastId(0), stream, nowNs, outputs);
        }
    }

    /** The venue has begun its numbering anew: nothing of the old one can be had. */
    void renumbered(StreamState stream, long nowNs, Outputs outputs) {
        request = 0;
        while (!holes.isEmpty()) {
            lost(holes.lastId(0), stream, nowNs, outputs);
        }
    }

    /** The oldest range through an id will not come. */
    private void lost(long throughId, StreamState stream, long nowNs, Outputs outputs) {
        publishFilled(0, stream, nowNs, outputs);
        StreamNews.ids(StatusReason.LOST, nextId(), throughId, stream, nowNs, outputs);
        holes.cut(0, throughId);
        if (holes.isFilled(0)) {
            holes.remove(0);
        }
    }

    private void publishFilled(int range, StreamState stream, long nowNs, Outputs outputs) {
        if (holes.firstId(range) < holes.nextId(range)) {
            StreamNews.ids(StatusReason.FILLED, holes.firstId(range), holes.nextId(range) - 1,
                stream, nowNs, outputs);
        }
    }

    private void progress(long nowNs) {
        progressed = true;
        vain = 0;
        failures = 0;
        progressNs = nowNs;
        nextAskNs = nowNs;
    }

    @Override
    public void writeState(StateWriter out) {
        out.part("holes", holes);
        out.put("request", request).put("askedFrom", askedFrom).put("askedNs", askedNs)
            .put("progressed", progressed).put("nextAskNs", nextAskNs)
            .put("vain", vain).put("failures", failures).put("progressNs", progressNs);
    }

    @Override
    public void readState(StateReader in) {
        holes.readState(in);
        request = in.getLong();
        askedFrom = in.getLong();
        askedNs = in.getLong();
        progressed = in.getBoolean();
        nextAskNs = in.getLong();
        vain = in.getInt();
        failures = in.getInt();
        progressNs = in.getLong();
    }
}
