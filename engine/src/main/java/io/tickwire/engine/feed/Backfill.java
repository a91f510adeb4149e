package io.tickwire.engine.feed;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedReason;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.Trade;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * What one stream is missing, until it is filled or known to be lost. Filled by whatever brings the
 * id: the REST call made for it, a poll, or a socket that had fallen behind. Lost is what the venue
 * skips in its answer, does not show when asked again and again, refuses, or cannot be asked for
 * within {@link #GIVE_UP_NS}. Both are told with the ids. Engine thread only; does not allocate.
 */
final class Backfill {
    /** Most ids asked for at once; a venue may bring fewer. */
    static final long PAGE = 1_000;
    /** So long without a new id, and the oldest range is given up. */
    static final long GIVE_UP_NS = 600_000_000_000L;

    private static final long RETRY_NS = 1_000_000_000L;
    private static final int MAX_RETRY_SHIFT = 2;
    /** REST may lag behind the socket, but not for so many answers. */
    private static final int MAX_VAIN = 5;

    private final Holes holes;

    /** Number of the request under way, 0 = none. */
    private long request;
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

    Backfill(StreamKind kind) {
        holes = new Holes(kind == StreamKind.TRADE ? Holes.MAX : 0);
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
        askedNs = nowNs;
        progressed = false;
    }

    boolean isAskedBy(long number) {
        return request == number;
    }

    /** A new incarnation: nothing is under way any more. */
    void resumed() {
        request = 0;
    }

    /** First id to ask for; only if there is one. */
    long nextId() {
        return holes.nextId(0);
    }

    /** How many ids to ask for. */
    long wanted() {
        return Math.min(PAGE, holes.lastId(0) - holes.nextId(0) + 1);
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
            lost(0, holes.lastId(0), stream, nowNs, outputs);
        }
        if (holes.isEmpty()) {
            progress(nowNs);
        }
        holes.add(firstId, lastId);
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
        if (holes.isEmpty() || trade.get(Trade.AGGREGATE) != 1) {
            return false;
        }
        long nowNs = trade.engineNs();
        long id = trade.get(Trade.ID);
        if (trade.sourceCode() == Source.BACKFILL.ordinal() && id > nextId()) {
            // The answer goes on behind it, so the venue does not have it.
            lost(0, Math.min(id - 1, holes.lastId(0)), stream, nowNs, outputs);
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
            tellFilled(range, stream, nowNs, outputs);
            holes.remove(range);
        }
        return true;
    }

    /**
     * The request has ended.
     *
     * @param answered whether the venue answered
     * @param refused  whether it will never have another answer
     * @param stream   whose it is
     * @param nowNs    engine time
     * @param outputs  for FEED_STATUS
     */
    void ended(boolean answered, boolean refused, StreamState stream, long nowNs,
        Outputs outputs) {
        request = 0;
        if (holes.isEmpty() || progressed) {
            return;
        }
        int tries = answered ? vain++ : failures++;
        nextAskNs = nowNs + (RETRY_NS << Math.min(tries, MAX_RETRY_SHIFT));
        if (refused || vain >= MAX_VAIN) {
            lost(0, holes.lastId(0), stream, nowNs, outputs);
        }
    }

    /** Gives up what could not be asked for in time. */
    void onTimer(StreamState stream, long nowNs, Outputs outputs) {
        if (!holes.isEmpty() && nowNs - progressNs > GIVE_UP_NS) {
            lost(0, holes.lastId(0), stream, nowNs, outputs);
        }
    }

    /** The venue has begun its numbering anew: nothing of the old one can be had. */
    void renumbered(StreamState stream, long nowNs, Outputs outputs) {
        while (!holes.isEmpty()) {
            lost(0, holes.lastId(0), stream, nowNs, outputs);
        }
    }

    private void lost(
        int range, long throughId, StreamState stream, long nowNs, Outputs outputs) {
        tellFilled(range, stream, nowNs, outputs);
        StreamNews.ids(FeedReason.LOST, holes.nextId(range), throughId, stream, nowNs, outputs);
        holes.cut(range, throughId);
        if (holes.isFilled(range)) {
            holes.remove(range);
        }
        progress(nowNs);
    }

    private void tellFilled(int range, StreamState stream, long nowNs, Outputs outputs) {
        if (holes.firstId(range) < holes.nextId(range)) {
            StreamNews.ids(FeedReason.FILLED, holes.firstId(range), holes.nextId(range) - 1,
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

    void write(StateWriter out) {
        holes.write(out);
        out.put(request).put(askedNs).put(progressed ? 1 : 0).put(nextAskNs).put(vain)
            .put(failures).put(progressNs);
    }

    void read(StateReader in) {
        holes.read(in);
        request = in.getLong();
        askedNs = in.getLong();
        progressed = in.getLong() != 0;
        nextAskNs = in.getLong();
        vain = in.getInt();
        failures = in.getInt();
        progressNs = in.getLong();
    }
}
