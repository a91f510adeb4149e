package io.tickwire.engine.feed;

import io.tickwire.engine.budget.Budget;
import io.tickwire.engine.budget.Demand;
import io.tickwire.engine.budget.Priority;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.VenueClockFields;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * Asks REST for what no socket brings, whether a silent stream is quiet or dead, and for trades
 * that are missing; within the budget. Rounds slow down before they would leave nothing to trades.
 * Engine thread only.
 */
final class Poller implements State {
    private static final long STATISTICS_EVERY_NS = 10_000_000_000L;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    private final VenueClock clock;
    private final RestRequests requests;
    /** Rounds at the interval of the configuration; together they set the pace of all. */
    private final PollRound[] rounds;
    private final PollRound statistics;
    private final TradePolls trades;
    private final Listings listings;
    private final Demand demand = new Demand();

    Poller(Config config, Budget budget, VenueClock clock, StreamTable streams) {
        long everyNs = config.feed().pollEveryNs();
        this.clock = clock;
        this.requests = new RestRequests(budget, clock);
        FirstPolls firstPolls = new FirstPolls(2 * Math.max(everyNs, config.timer().everyNs()));
        this.rounds = new PollRound[] {
            new PollRound(FeedCall.QUOTE, everyNs, Priority.URGENT, requests, firstPolls),
            new PollRound(FeedCall.MARK, everyNs, Priority.URGENT, requests, firstPolls),
            new PollRound(FeedCall.PRICE, everyNs, Priority.URGENT, requests, firstPolls)};
        this.statistics = new PollRound(FeedCall.STATS, STATISTICS_EVERY_NS, Priority.BACKGROUND,
            requests, firstPolls);
        this.trades = new TradePolls(everyNs, requests, firstPolls);
        this.listings = new Listings(streams, requests);
    }

    boolean isBanned(long nowNs) {
        return requests.isBanned(nowNs);
    }

    /** Whether the venue has a call. */
    boolean has(FeedCall call) {
        return requests.has(call);
    }

    /** Whether a question would have to wait for longer than a silent stream can. */
    boolean isHeld(FeedCall call, long nowNs) {
        return !requests.has(call) || requests.isHeld(call, nowNs);
    }

    /** The venue refused a socket. */
    void refused(Event fact) {
        requests.refusedSocket(fact);
    }

    /** The venue opened a socket. */
    void reached() {
        requests.reached();
        listings.reached();
    }

    void onTimer(StreamTable streams, long nowNs, Outputs outputs) {
        if (clock.isDue(nowNs) && !requests.isBackingOff(FeedCall.CLOCK, nowNs)
            && requests.ask(FeedCall.CLOCK, 0, 0,
            RequestReason.CLOCK, Priority.URGENT, nowNs, outputs) > 0) {
            clock.asked(nowNs);
        }
        listings.onTimer(nowNs, outputs);
        for (PollRound round : rounds) {
            onTimer(round, streams, nowNs, outputs);
        }
        onTimer(statistics, streams, nowNs, outputs);
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            stream.backfill.onTimer(
                requests.has(stream.traits.call), stream, nowNs, outputs);
        }
        trades.onTimer(streams, nowNs, outputs);
    }

    private void onTimer(PollRound round, StreamTable streams, long nowNs, Outputs outputs) {
        if (round.onTimer(streams, nowNs, outputs)) {
            round.next(affordedInNs(streams, nowNs), nowNs);
        }
    }

    /** How long one of each round takes to earn, a third left to trades. */
    private long affordedInNs(StreamTable streams, long nowNs) {
        demand.clear();
        for (PollRound round : rounds) {
            round.addCost(streams, demand, nowNs);
        }
        return requests.earnedInNs(demand) * 3 / 2;
    }

    /** What the venue allows, what calls cost, and what it says is used. */
    void onBudget(Event fact) {
        requests.onBudget(fact);
    }

    /** The venue's clock was read somewhere between a question, if we asked, and this answer. */
    void onClock(Event answer) {
        clock.set(answer.get(VenueClockFields.OFFSET_NS),
            requests.underWayNs(FeedCall.CLOCK, answer.engineNs()), answer.engineNs());
    }

    /**
     * A call is over.
     *
     * @param fact    CALL
     * @param streams all
     * @param outputs for FEED_STATUS
     */
    void onCall(Event fact, StreamTable streams, Outputs outputs) {
        CallOutcome outcome = CallOutcome.of(fact.get(CallFields.OUTCOME));
        boolean answered =
            outcome == CallOutcome.ANSWERED || outcome == CallOutcome.UNKNOWN_SYMBOL;
        long status = answered ? fact.get(CallFields.HTTP_STATUS) : 0;
        FeedCall call = requests.ended(fact);
        long number = fact.get(CallFields.REQUEST);
        boolean heard = answered || outcome == CallOutcome.UNUSABLE;
        if (call == null || listings.ended(number, heard, fact.engineNs())) {
            return;
        }
        listings.called(heard);
        if (outcome == CallOutcome.UNKNOWN_SYMBOL) {
            listings.refused(fact.instrument());
        }
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            if (stream.backfill.isAskedBy(number)) {
                // Refused for good or not, it is an answer without them.
                stream.backfill.ended(status == OK || status == BAD_REQUEST, stream,
                    fact.engineNs(), outputs);
            } else if (stream.poll.request == number) {
                ended(stream, status, fact.engineNs());
            }
        }
    }

    private void ended(StreamState stream, long status, long nowNs) {
        PollState poll = stream.poll;
        boolean well = status == OK;
        boolean history = stream.traits.isHistory;
        if (well) {
            poll.refused.reset();
        } else if (status == BAD_REQUEST) {
            poll.refused.failed(true, poll.askedNs, nowNs);
        }
        poll.request = 0;
        poll.nextLatest = history && !poll.askedLatest
            && (status == BAD_REQUEST || poll.rows >= Backfill.PAGE);
        // A reply without a row for it says nothing about a present state; history may have none.
        boolean missing = !history && stream.rest.answeredNs - poll.askedNs < 0;
        stream.rest.unanswered = !well || missing;
        if (well && missing) {
            listings.missing(stream, nowNs);
        }
        if (well && history) {
            // No rows say as much as rows do: there was nothing more.
            stream.rest.answered(nowNs);
            stream.rest.hasBase = true;
        }
    }

    /** A new incarnation: nothing is under way any more. */
    void resumed(StreamTable streams, long nowNs) {
        for (int i = 0; i < streams.count(); i++) {
            streams.get(i).poll.request = 0;
            streams.get(i).backfill.resumed(nowNs);
        }
        requests.resumed(nowNs);
        listings.resumed();
    }

    /** Which symbols the venue trades. */
    Listings listings() {
        return listings;
    }

    @Override
    public void writeState(StateWriter out) {
        out.part("requests", requests);
        for (int i = 0; i < rounds.length; i++) {
            out.part("rounds", i, rounds[i]);
        }
        out.part("statistics", statistics);
        out.part("trades", trades);
    }

    @Override
    public void readState(StateReader in) {
        requests.readState(in);
        for (PollRound round : rounds) {
            round.readState(in);
        }
        statistics.readState(in);
        trades.readState(in);
    }
}
