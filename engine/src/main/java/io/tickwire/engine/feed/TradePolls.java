package io.tickwire.engine.feed;

import io.tickwire.engine.budget.Priority;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * Asks for trades: those behind what was shown where no socket brings them, and those that are
 * missing. They have no call for all symbols, and a dear one: questions and first polls come
 * first, then each stream in turn, with what the budget leaves. Engine thread only; does not
 * allocate.
 */
final class TradePolls implements State {
    private static final FeedCall CALL = FeedCall.TRADE;

    private final long everyNs;
    private final RestRequests requests;
    private final FirstPolls firstPolls;
    /** The stream whose turn it is. */
    private int turn;

    TradePolls(long everyNs, RestRequests requests, FirstPolls firstPolls) {
        this.everyNs = everyNs;
        this.requests = requests;
        this.firstPolls = firstPolls;
    }

    void onTimer(StreamTable streams, long nowNs, Outputs outputs) {
        if (!askUrgent(Priority.URGENT, streams, nowNs, outputs)
            || !askUrgent(Priority.FIRST_POLL, streams, nowNs, outputs)) {
            return;
        }
        int first = turn;
        for (int i = 0; i < streams.count(); i++) {
            int at = (first + i) % streams.count();
            if (!ask(streams.get(at), nowNs, outputs)) {
                // Its turn comes first the next time.
                turn = at;
                return;
            }
        }
    }

    /** False if one may not be asked for now; then no other may. */
    private boolean askUrgent(
        Priority priority, StreamTable streams, long nowNs, Outputs outputs) {
        int first = turn;
        for (int i = 0; i < streams.count(); i++) {
            int at = (first + i) % streams.count();
            StreamState stream = streams.get(at);
            if (stream.poll.request == 0 && priority(stream, nowNs) == priority
                && needsPoll(stream, nowNs) && !poll(stream, nowNs, outputs)) {
                turn = at;
                return false;
            }
        }
        return true;
    }

    private Priority priority(StreamState stream, long nowNs) {
        return stream.rest.isProbePending() ? Priority.URGENT
            : firstPolls.isFirst(stream, nowNs) ? Priority.FIRST_POLL : Priority.BACKGROUND;
    }

    private boolean needsPoll(StreamState stream, long nowNs) {
        boolean due = nowNs - stream.poll.askedNs >= everyNs;
        return stream.kind == CALL.kind() && stream.isPlanned()
            && (due && stream.poll.isWanted(nowNs) || stream.rest.isProbePending());
    }

    /** False if it may not be asked for now. */
    private boolean ask(StreamState stream, long nowNs, Outputs outputs) {
        Backfill backfill = stream.backfill;
        if (stream.poll.request != 0) {
            // What a poll under way brings need not be asked for again.
            return true;
        }
        boolean poll = needsPoll(stream, nowNs);
        boolean fill = backfill.isDue(nowNs) && stream.isPlanned();
        // Where both have something to ask, they take turns.
        if (fill && (!poll || backfill.isBefore(stream.poll.askedNs))) {
            return fill(stream, nowNs, outputs);
        }
        return !poll || poll(stream, nowNs, outputs);
    }

    /** Goes on behind what was shown; where that is too much or refused, with the last ones. */
    private boolean poll(StreamState stream, long nowNs, Outputs outputs) {
        if (!firstPolls.isFirst(stream, nowNs) && requests.isBackingOff(CALL, nowNs)) {
            return false;
        }
        boolean first = stream.shown.id() < 0;
        long fromId =
            first || stream.poll.nextLatest ? Event.ABSENT : stream.shown.id() + 1;
        RequestReason reason =
            stream.rest.isProbePending() ? RequestReason.PROBE : RequestReason.POLL;
        long number = requests.askRows(CALL, stream.instrumentId, fromId, first ? 1 : Backfill.PAGE,
            reason, priority(stream, nowNs), nowNs, outputs);
        if (number > 0) {
            stream.asked(number, nowNs);
            stream.poll.askedLatest = fromId == Event.ABSENT;
            stream.poll.nextLatest = false;
        }
        return number > 0;
    }

    private boolean fill(StreamState stream, long nowNs, Outputs outputs) {
        if (requests.isBackingOff(CALL, nowNs)) {
            return false;
        }
        Backfill backfill = stream.backfill;
        long number = requests.askRows(CALL, stream.instrumentId, backfill.nextId(),
            backfill.wanted(), RequestReason.FILL, Priority.BACKGROUND, nowNs, outputs);
        if (number > 0) {
            backfill.asked(number, nowNs);
        }
        return number > 0;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("turn", turn);
    }

    @Override
    public void readState(StateReader in) {
        turn = in.getInt();
    }
}
