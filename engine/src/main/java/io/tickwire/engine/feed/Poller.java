package io.tickwire.engine.feed;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * Asks REST for what no socket brings, whether a silent stream is quiet or dead, and for trades
 * that are missing; within the weight budget. One call for all symbols where that costs less. What
 * has rounds slows down before it would leave nothing to trades. Engine thread only.
 */
final class Poller implements State {
    /** So few symbols are asked for one by one, where that is not dearer. */
    private static final int MAX_ONE_BY_ONE = 4;
    private static final long STATISTICS_EVERY_NS = 10_000_000_000L;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int CALLS = FeedCall.values().length;

    private final long everyNs;
    /** So long polls that have brought nothing are the first ones: two of them. */
    private final long firstNs;
    private final VenueClock clock;
    private final RestRequests requests;
    private final long[] nextNs = new long[CALLS];
    /** By call, the stream whose turn it is where one is asked for after the other. */
    private final int[] turn = new int[CALLS];
    /** By call, how many streams the round that is not over still has to look at; 0 = it is. */
    private final int[] left = new int[CALLS];

    Poller(Config config, VenueClock clock) {
        this.everyNs = config.feed().pollEveryNs();
        this.firstNs = 2 * Math.max(everyNs, config.timer().everyNs());
        this.clock = clock;
        this.requests = new RestRequests(clock);
    }

    boolean isBanned(long nowNs) {
        return requests.isBanned(nowNs);
    }

    /** Whether a question would have to wait for longer than a silent stream can. */
    boolean isHeld(FeedCall call, long nowNs) {
        return requests.weight(call) == 0 || requests.isHeld(nowNs);
    }

    /** The venue refused a socket. */
    void refused(Event fact) {
        requests.refusedSocket(fact);
    }

    void onTimer(StreamTable streams, long nowNs, Outputs outputs) {
        if (clock.isDue(nowNs) && requests.ask(FeedCall.CLOCK, 0, Event.ABSENT, Event.ABSENT,
            RequestReason.CLOCK, PollPriority.URGENT, nowNs, outputs) > 0) {
            clock.asked(nowNs);
        }
        round(FeedCall.QUOTE, everyNs, PollPriority.URGENT, streams, nowNs, outputs);
        round(FeedCall.MARK, everyNs, PollPriority.URGENT, streams, nowNs, outputs);
        round(FeedCall.PRICE, everyNs, PollPriority.URGENT, streams, nowNs, outputs);
        round(FeedCall.STATS, STATISTICS_EVERY_NS, PollPriority.BACKGROUND, streams, nowNs,
            outputs);
        for (int i = 0; i < streams.count(); i++) {
            streams.get(i).backfill.onTimer(streams.get(i), nowNs, outputs);
        }
        trades(streams, nowNs, outputs);
    }

    /** How long a round of each call takes to earn, a third left to trades. */
    private long roundsNs(StreamTable streams) {
        long weight = roundWeight(FeedCall.QUOTE, streams) + roundWeight(FeedCall.MARK, streams)
            + roundWeight(FeedCall.PRICE, streams);
        return weight == 0 ? 0 : requests.earnedInNs(weight) * 3 / 2;
    }

    private long roundWeight(FeedCall call, StreamTable streams) {
        int count = 0;
        for (int i = 0; i < streams.count(); i++) {
            count += needs(streams.get(i), call, true) ? 1 : 0;
        }
        return isForAll(call, count) ? requests.allWeight(call) : count * requests.weight(call);
    }

    private boolean isForAll(FeedCall call, int count) {
        long all = requests.allWeight(call);
        return all > 0 && (count > MAX_ONE_BY_ONE || count * requests.weight(call) > all);
    }

    /** One round of a call: over all streams that need it, once the last round is over. */
    private void round(FeedCall call, long intervalNs, PollPriority usual, StreamTable streams,
        long nowNs, Outputs outputs) {
        int at = call.ordinal();
        if (requests.weight(call) == 0 || requests.isUnderWay(call)) {
            return;
        }
        boolean due = nowNs - nextNs[at] >= 0;
        int count = 0;
        RequestReason why = RequestReason.PROBE;
        PollPriority urgency = usual;
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            if (needs(stream, call, due)) {
                count++;
                why = stream.isProbePending() ? why : RequestReason.POLL;
                urgency = isFirst(stream, nowNs) && urgency == PollPriority.BACKGROUND
                    ? PollPriority.FIRST_POLL : urgency;
            }
        }
        if (count == 0) {
            return;
        }
        boolean complete = isForAll(call, count)
            ? all(call, due, why, urgency, streams, nowNs, outputs)
            : each(call, due, urgency, streams, nowNs, outputs);
        if (due && complete) {
            nextNs[at] = nowNs + Math.max(intervalNs, roundsNs(streams));
        }
    }

    private boolean all(FeedCall call, boolean due, RequestReason why, PollPriority urgency,
        StreamTable streams, long nowNs, Outputs outputs) {
        long number = requests.ask(
            call, 0, Event.ABSENT, Event.ABSENT, why, urgency, nowNs, outputs);
        for (int i = 0; number > 0 && i < streams.count(); i++) {
            if (needs(streams.get(i), call, due)) {
                asked(streams.get(i), number, nowNs);
            }
        }
        return number > 0;
    }

    /** Asks for each stream by itself; where the budget ends, the round goes on later. */
    private boolean each(FeedCall call, boolean due, PollPriority urgency, StreamTable streams,
        long nowNs, Outputs outputs) {
        int which = call.ordinal();
        if (left[which] == 0) {
            left[which] = streams.count();
        }
        for (; left[which] > 0; left[which]--) {
            int at = turn[which] % streams.count();
            StreamState stream = streams.get(at);
            if (needs(stream, call, due)) {
                long number = requests.ask(call, stream.instrumentId, Event.ABSENT, Event.ABSENT,
                    reason(stream), urgency, nowNs, outputs);
                if (number == 0) {
                    return false;
                }
                asked(stream, number, nowNs);
            }
            turn[which] = at + 1;
        }
        return true;
    }

    private static boolean needs(StreamState stream, FeedCall call, boolean due) {
        return stream.kind == call.kind() && stream.group != null && stream.group.planned
            && (due && stream.polled || stream.isProbePending());
    }

    private static RequestReason reason(StreamState stream) {
        return stream.isProbePending() ? RequestReason.PROBE : RequestReason.POLL;
    }

    private PollPriority urgency(StreamState stream, long nowNs) {
        return stream.isProbePending() ? PollPriority.URGENT
            : isFirst(stream, nowNs) ? PollPriority.FIRST_POLL : PollPriority.BACKGROUND;
    }

    /** Whether polls have just begun to feed it and nothing new has come since. */
    private boolean isFirst(StreamState stream, long nowNs) {
        return stream.polled && stream.newsNs - stream.polledNs <= 0
            && nowNs - stream.polledNs <= firstNs;
    }

    private static void asked(StreamState stream, long number, long nowNs) {
        stream.request = number;
        stream.askedNs = nowNs;
        stream.rows = 0;
        stream.probePendingNs = 0;
        stream.unanswered = false;
    }

    /**
     * Trades have no call for all symbols, and a dear one: questions and first polls first, then
     * each in turn, with what is left.
     */
    private void trades(StreamTable streams, long nowNs, Outputs outputs) {
        if (!urgentTrades(PollPriority.URGENT, streams, nowNs, outputs)
            || !urgentTrades(PollPriority.FIRST_POLL, streams, nowNs, outputs)) {
            return;
        }
        int first = turn[FeedCall.TRADE.ordinal()];
        for (int i = 0; i < streams.count(); i++) {
            int at = (first + i) % streams.count();
            if (!askTrades(streams.get(at), nowNs, outputs)) {
                // Its turn comes first the next time.
                turn[FeedCall.TRADE.ordinal()] = at;
                return;
            }
        }
    }

    /** False if one may not be asked for now; then no other may. */
    private boolean urgentTrades(
        PollPriority urgency, StreamTable streams, long nowNs, Outputs outputs) {
        int first = turn[FeedCall.TRADE.ordinal()];
        for (int i = 0; i < streams.count(); i++) {
            int at = (first + i) % streams.count();
            StreamState stream = streams.get(at);
            if (stream.request == 0 && urgency(stream, nowNs) == urgency
                && needsTrades(stream, nowNs) && !pollTrades(stream, nowNs, outputs)) {
                turn[FeedCall.TRADE.ordinal()] = at;
                return false;
            }
        }
        return true;
    }

    private boolean needsTrades(StreamState stream, long nowNs) {
        return needs(stream, FeedCall.TRADE, nowNs - stream.askedNs >= everyNs);
    }

    /** False if it may not be asked for now. */
    private boolean askTrades(StreamState stream, long nowNs, Outputs outputs) {
        Backfill backfill = stream.backfill;
        if (stream.request != 0) {
            // What a poll under way brings need not be asked for again.
            return true;
        }
        boolean poll = needsTrades(stream, nowNs);
        boolean fill =
            backfill.isDue(nowNs) && stream.group != null && stream.group.planned;
        // Where both have something to ask, they take turns.
        if (fill && (!poll || backfill.isBefore(stream.askedNs))) {
            return fill(stream, nowNs, outputs);
        }
        return !poll || pollTrades(stream, nowNs, outputs);
    }

    /** Goes on behind what was shown; where that is too much or refused, with the last ones. */
    private boolean pollTrades(StreamState stream, long nowNs, Outputs outputs) {
        boolean first = stream.shown.id() < 0;
        long fromId = first || stream.pollLatest ? Event.ABSENT : stream.shown.id() + 1;
        long number = requests.ask(FeedCall.TRADE, stream.instrumentId, fromId,
            first ? 1 : Backfill.PAGE, reason(stream), urgency(stream, nowNs), nowNs, outputs);
        if (number > 0) {
            asked(stream, number, nowNs);
            stream.askedLast = fromId == Event.ABSENT;
            stream.pollLatest = false;
        }
        return number > 0;
    }

    private boolean fill(StreamState stream, long nowNs, Outputs outputs) {
        Backfill backfill = stream.backfill;
        long number = requests.ask(FeedCall.TRADE, stream.instrumentId, backfill.nextId(),
            backfill.wanted(), RequestReason.FILL, PollPriority.BACKGROUND, nowNs, outputs);
        if (number > 0) {
            backfill.asked(number, nowNs);
        }
        return number > 0;
    }

    /** What the venue allows, what calls cost, and what it says is used. */
    void onBudget(Event fact) {
        requests.onBudget(fact);
    }

    /**
     * A call is over.
     *
     * @param fact    CALL
     * @param streams all
     * @param outputs for FEED_STATUS
     */
    void onCall(Event fact, StreamTable streams, Outputs outputs) {
        boolean answered = fact.get(CallFields.OUTCOME) == CallOutcome.ANSWERED.ordinal();
        long status = answered ? fact.get(CallFields.HTTP_STATUS) : 0;
        FeedCall call = requests.ended(fact);
        if (call == null) {
            return;
        }
        long number = fact.get(CallFields.REQUEST);
        boolean well = status == OK;
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            if (stream.backfill.isAskedBy(number)) {
                // Refused for good or not, it is an answer without them.
                stream.backfill.ended(
                    well || status == BAD_REQUEST, stream, fact.engineNs(), outputs);
            } else if (stream.request == number) {
                stream.request = 0;
                stream.pollLatest = call == FeedCall.TRADE && !stream.askedLast
                    && (status == BAD_REQUEST || stream.rows >= Backfill.PAGE);
                // A reply without a row for it says nothing about it; trades may have none.
                stream.unanswered = !well || call != FeedCall.TRADE
                    && stream.answeredNs - stream.askedNs < 0;
                if (well && call == FeedCall.TRADE) {
                    // No rows say as much as rows do: there was nothing more.
                    stream.answered(fact.engineNs());
                    stream.hasBase = true;
                }
            }
        }
    }

    /** A new incarnation: nothing is under way any more. */
    void resumed(StreamTable streams, long nowNs) {
        for (int i = 0; i < streams.count(); i++) {
            streams.get(i).request = 0;
            streams.get(i).backfill.resumed(nowNs);
        }
        requests.resumed();
    }

    @Override
    public void writeState(StateWriter out) {
        out.part("requests", requests);
        for (int i = 0; i < CALLS; i++) {
            out.put("nextNs", nextNs[i]).put("turn", turn[i]).put("left", left[i]);
        }
    }

    @Override
    public void readState(StateReader in) {
        requests.readState(in);
        for (int i = 0; i < CALLS; i++) {
            nextNs[i] = in.getLong();
            turn[i] = in.getInt();
            left[i] = in.getInt();
        }
    }
}
