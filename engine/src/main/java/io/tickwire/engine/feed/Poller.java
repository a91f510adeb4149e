package io.tickwire.engine.feed;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FeedReason;
import io.tickwire.engine.event.FeedRequest;
import io.tickwire.engine.event.Link;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * Asks REST for what no socket brings, and whether a silent stream is quiet or dead; within the
 * weight budget. One call for all symbols where that costs less. Engine thread only.
 */
final class Poller {
    /** Most requests under way. */
    static final int MAX_IN_FLIGHT = 16;

    /** So few symbols are asked for one by one, where that is not dearer. */
    private static final int MAX_ONE_BY_ONE = 4;
    private static final long STATISTICS_EVERY_NS = 10_000_000_000L;
    /** By so much our idea of the venue's minute may be wrong. */
    private static final long SKEW_NS = 1_000_000_000L;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int CALLS = FeedCall.values().length;

    private final long everyNs;
    private final VenueClock clock;
    private final WeightBudget budget = new WeightBudget();
    private final long[] weights = new long[CALLS];
    private final long[] allWeights = new long[CALLS];
    private final long[] nextNs = new long[CALLS];

    // Requests under way; number 0 = a free place.
    private final long[] numbers = new long[MAX_IN_FLIGHT];
    private final FeedCall[] calls = new FeedCall[MAX_IN_FLIGHT];
    private final long[] spent = new long[MAX_IN_FLIGHT];
    private final long[] minutes = new long[MAX_IN_FLIGHT];
    private long lastNumber;
    private int nextTrade;

    Poller(Config.Feed limits, VenueClock clock) {
        this.everyNs = limits.pollEveryNs();
        this.clock = clock;
    }

    boolean isBanned(long nowNs) {
        return budget.isBanned(nowNs);
    }

    /** Whether a question would have to wait for longer than a silent stream can. */
    boolean isHeld(FeedCall call, long nowNs) {
        return weights[call.ordinal()] == 0 || budget.isHeld(nowNs);
    }

    /** The venue refused a socket; a ban holds for REST as well. */
    void refused(Event fact) {
        budget.refusedSocket((int) fact.get(Link.CODE), Math.max(0, fact.get(Link.WAIT_NS)),
            fact.engineNs());
    }

    void onTimer(StreamTable streams, long nowNs, Outputs outputs) {
        if (clock.isDue(nowNs)
            && ask(FeedCall.CLOCK, 0, FeedReason.CLOCK, false, nowNs, outputs) > 0) {
            clock.asked(nowNs);
        }
        round(FeedCall.QUOTE, everyNs, false, streams, nowNs, outputs);
        round(FeedCall.MARK, everyNs, false, streams, nowNs, outputs);
        round(FeedCall.PRICE, everyNs, false, streams, nowNs, outputs);
        round(FeedCall.STATS, STATISTICS_EVERY_NS, true, streams, nowNs, outputs);
        trades(streams, nowNs, outputs);
    }

    /** One round of a call: over all streams that need it, once the last round is over. */
    private void round(FeedCall call, long intervalNs, boolean patient, StreamTable streams,
        long nowNs, Outputs outputs) {
        int at = call.ordinal();
        if (weights[at] == 0 || isUnderWay(call)) {
            return;
        }
        boolean due = nowNs - nextNs[at] >= 0;
        int count = 0;
        FeedReason why = FeedReason.PROBE;
        for (int i = 0; i < streams.count(); i++) {
            if (needs(streams.get(i), call, due)) {
                count++;
                why = streams.get(i).isWanted() ? why : FeedReason.POLL;
            }
        }
        if (count == 0) {
            return;
        }
        boolean all = allWeights[at] > 0
            && (count > MAX_ONE_BY_ONE || count * weights[at] > allWeights[at]);
        if (all) {
            long number = ask(call, 0, why, patient, nowNs, outputs);
            for (int i = 0; number > 0 && i < streams.count(); i++) {
                if (needs(streams.get(i), call, due)) {
                    asked(streams.get(i), number, nowNs);
                }
            }
            due &= number > 0;
        } else {
            due &= each(call, due, patient, streams, nowNs, outputs);
        }
        if (due) {
            nextNs[at] = nowNs + intervalNs;
        }
    }

    /** Asks for each stream by itself; false if not for all of them. */
    private boolean each(FeedCall call, boolean due, boolean patient, StreamTable streams,
        long nowNs, Outputs outputs) {
        boolean complete = true;
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            if (needs(stream, call, due)) {
                long number = ask(
                    call, stream.instrumentId, reason(stream), patient, nowNs, outputs);
                if (number > 0) {
                    asked(stream, number, nowNs);
                }
                complete &= number > 0;
            }
        }
        return complete;
    }

    private static boolean needs(StreamState stream, FeedCall call, boolean due) {
        return stream.kind == call.kind() && stream.route != null && stream.route.planned
            && (due && stream.polled || stream.isWanted());
    }

    private static FeedReason reason(StreamState stream) {
        return stream.isWanted() ? FeedReason.PROBE : FeedReason.POLL;
    }

    private static void asked(StreamState stream, long number, long nowNs) {
        stream.request = number;
        stream.askedNs = nowNs;
        stream.rows = 0;
        stream.wantedNs = 0;
        stream.unanswered = false;
    }

    /** Trades have no call for all symbols, and a dear one: each in turn, with what is left. */
    private void trades(StreamTable streams, long nowNs, Outputs outputs) {
        int count = streams.count();
        for (int i = 0; i < count; i++) {
            nextTrade = nextTrade < count - 1 ? nextTrade + 1 : 0;
            StreamState stream = streams.get(nextTrade);
            Backfill backfill = stream.backfill;
            backfill.onTimer(stream, nowNs, outputs);
            boolean poll = stream.request == 0
                && needs(stream, FeedCall.TRADE, nowNs - stream.askedNs >= everyNs);
            // What a poll under way brings need not be asked for again.
            boolean fill = stream.request == 0 && backfill.isDue(nowNs)
                && stream.route != null && stream.route.planned;
            boolean asked = true;
            // Where both have something to ask, they take turns.
            if (fill && (!poll || !stream.isWanted() && backfill.isBefore(stream.askedNs))) {
                asked = fill(stream, nowNs, outputs);
            } else if (poll) {
                asked = pollTrades(stream, nowNs, outputs);
            }
            if (!asked) {
                // Its turn comes first the next time.
                nextTrade = nextTrade == 0 ? count - 1 : nextTrade - 1;
                return;
            }
        }
    }

    /** Goes on behind what was shown; from the last on, where a whole page was not enough. */
    private boolean pollTrades(StreamState stream, long nowNs, Outputs outputs) {
        boolean first = stream.shown.id() < 0;
        long fromId = first || stream.rows >= Backfill.PAGE
            ? Event.ABSENT : stream.shown.id() + 1;
        long number = ask(FeedCall.TRADE, stream.instrumentId, fromId,
            first ? 1 : Backfill.PAGE, reason(stream), !stream.isWanted(), nowNs, outputs);
        if (number > 0) {
            asked(stream, number, nowNs);
        }
        return number > 0;
    }

    private boolean fill(StreamState stream, long nowNs, Outputs outputs) {
        Backfill backfill = stream.backfill;
        long number = ask(FeedCall.TRADE, stream.instrumentId, backfill.nextId(),
            backfill.wanted(), FeedReason.FILL, true, nowNs, outputs);
        if (number > 0) {
            backfill.asked(number, nowNs);
        }
        return number > 0;
    }

    /** Asks, if it may; gives the number of the request, 0 if it may not now. */
    private long ask(FeedCall call, int instrumentId, FeedReason reason, boolean patient,
        long nowNs, Outputs outputs) {
        return ask(
            call, instrumentId, Event.ABSENT, Event.ABSENT, reason, patient, nowNs, outputs);
    }

    private long ask(FeedCall call, int instrumentId, long fromId, long rows,
        FeedReason reason, boolean patient, long nowNs, Outputs outputs) {
        int at = call.ordinal();
        long weight = instrumentId == 0 && allWeights[at] > 0 ? allWeights[at] : weights[at];
        int place = place(0);
        if (weight == 0 || place < 0 || outputs.room() == 0
            || !budget.allows(weight, patient, nowNs, clock.minute(nowNs))) {
            return 0;
        }
        budget.spend(weight);
        numbers[place] = ++lastNumber;
        calls[place] = call;
        spent[place] = weight;
        // Asked as soon as a minute begins, it may be counted in the one before.
        minutes[place] = clock.minute(nowNs - SKEW_NS);
        outputs.claim(EventType.FEED_REQUEST, instrumentId)
            .link(0)
            .set(FeedRequest.ACTION, FeedAction.POLL.ordinal())
            .set(FeedRequest.ATTEMPT, lastNumber)
            .set(FeedRequest.REASON, reason.ordinal())
            .set(FeedRequest.CALL, call.ordinal())
            .set(FeedRequest.FROM_ID, fromId)
            .set(FeedRequest.COUNT, rows);
        outputs.commit();
        return lastNumber;
    }

    private boolean isUnderWay(FeedCall call) {
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            if (numbers[i] != 0 && calls[i] == call) {
                return true;
            }
        }
        return false;
    }

    private int place(long number) {
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            if (numbers[i] == number) {
                return i;
            }
        }
        return -1;
    }

    /**
     * A fact about the REST side.
     *
     * @param fact    of link 0
     * @param streams told what has been answered
     * @param outputs for FEED_STATUS
     */
    void onFact(Event fact, StreamTable streams, Outputs outputs) {
        long nowNs = fact.engineNs();
        switch (LinkFact.of(fact.get(Link.FACT))) {
            case LIMIT:
                budget.limit(fact.get(Link.WEIGHT));
                break;
            case COST:
                int call = (int) fact.get(Link.CALL);
                weights[call] = fact.get(Link.WEIGHT);
                allWeights[call] = fact.get(Link.CODE);
                break;
            case CLOCK:
                clock.set(fact.get(Link.VALUE_NS), nowNs);
                break;
            case ANSWERED:
                long waitNs = Math.max(0, fact.get(Link.WAIT_NS));
                ended(fact, (int) fact.get(Link.CODE), streams, outputs);
                budget.refused((int) fact.get(Link.CODE), waitNs, nowNs);
                break;
            case FAILED:
                ended(fact, 0, streams, outputs);
                break;
            default:
                break;
        }
    }

    /** A call is over; status 0 = without an answer. */
    private void ended(Event fact, int status, StreamTable streams, Outputs outputs) {
        boolean well = status == OK;
        long number = fact.get(Link.ATTEMPT);
        int place = number == 0 ? -1 : place(number);
        if (place < 0) {
            // Not asked by us here: of an unknown minute.
            budget.ended(0, clock.minute(fact.engineNs() - SKEW_NS), fact.get(Link.WEIGHT));
            return;
        }
        budget.ended(spent[place], minutes[place], fact.get(Link.WEIGHT));
        numbers[place] = 0;
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            if (stream.backfill.isAskedBy(number)) {
                stream.backfill.ended(
                    well, status == BAD_REQUEST, stream, fact.engineNs(), outputs);
            } else if (stream.request == number) {
                stream.request = 0;
                // A reply without a row for it says nothing about it; trades may have none.
                stream.unanswered = !well || calls[place] != FeedCall.TRADE
                    && stream.answeredNs - stream.askedNs < 0;
                if (well && calls[place] == FeedCall.TRADE) {
                    // No rows say as much as rows do: there was nothing more.
                    stream.answered(fact.engineNs());
                    stream.hasBase = true;
                }
            }
        }
    }

    /** A new incarnation: nothing is under way any more. */
    void resumed(StreamTable streams) {
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            numbers[i] = 0;
        }
        for (int i = 0; i < streams.count(); i++) {
            streams.get(i).request = 0;
            streams.get(i).backfill.resumed();
        }
        budget.resumed();
    }

    void write(StateWriter out) {
        budget.write(out);
        for (int i = 0; i < CALLS; i++) {
            out.put(weights[i]).put(allWeights[i]).put(nextNs[i]);
        }
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            out.put(numbers[i]).put(calls[i] == null ? 0 : calls[i].ordinal())
                .put(spent[i]).put(minutes[i]);
        }
        out.put(lastNumber).put(nextTrade);
    }

    void read(StateReader in) {
        budget.read(in);
        for (int i = 0; i < CALLS; i++) {
            weights[i] = in.getLong();
            allWeights[i] = in.getLong();
            nextNs[i] = in.getLong();
        }
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            numbers[i] = in.getLong();
            calls[i] = FeedCall.of(in.getLong());
            spent[i] = in.getLong();
            minutes[i] = in.getLong();
        }
        lastNumber = in.getLong();
        nextTrade = in.getInt();
    }
}
