package io.tickwire.transport.live;

import io.tickwire.engine.budget.Budget;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.engine.ring.InputPublisher;
import io.tickwire.transport.netty.RequestFate;
import io.tickwire.transport.venue.BudgetWindow;
import io.tickwire.transport.venue.CallTerms;
import io.tickwire.transport.venue.KeepAlive;
import io.tickwire.transport.venue.LinkPlan;
import io.tickwire.transport.venue.Listing;
import io.tickwire.transport.venue.VenueCalls;
import io.tickwire.transport.venue.VenueTerms;
import java.util.function.IntToLongFunction;
import java.util.function.ToIntFunction;

/**
 * Tells the engine what has happened on the network, each time as one or more records. No other
 * class here knows which. I/O thread only.
 */
final class FactPublisher {
    private final InputPublisher inputs;
    private boolean resumed;

    FactPublisher(EventSink sink) {
        this.inputs = new InputPublisher(sink);
    }

    /**
     * A REST call that was made.
     *
     * @param request    number of the engine's request, 0 where the engine did not ask
     * @param call       that it was
     * @param instrument asked about, or the first of a batch, 0 = all
     */
    record Asked(long request, FeedCall call, int instrument) {
        /** What is asked before the engine decides anything. */
        static final Asked AT_START = new Asked(0, FeedCall.NONE, 0);
    }

    /**
     * A session goes on as the incarnation of that number, 2 for the first resume. Its orders get a
     * key of their own: the folder may have been copied, and the copy may go on, too.
     */
    void resumed(int incarnation, long orderKey) {
        resumed = true;
        inputs.resumed(incarnation);
        inputs.orderKey(orderKey);
    }

    /** Time passed, and how much later than it should be that is said. */
    void timer(long lateNs) {
        inputs.timer(lateNs);
    }

    /** The session ends cleanly; nothing may be published behind it. */
    void end() {
        inputs.end();
    }

    /**
     * What the venue allows: its windows in their order, and what every call costs in each. In
     * windows that only an earlier incarnation may have met, nothing costs anything any more.
     */
    void terms(VenueTerms terms, VenueCalls calls) {
        windows(terms);
        int count = terms.windows().size();
        int stated = resumed ? Budget.MAX_WINDOWS : count;
        for (FeedCall call : FeedCall.values()) {
            if (call != FeedCall.NONE) {
                CallTerms of = calls.terms(call);
                for (int number = 0; number < stated; number++) {
                    CallTerms.Cost cost = (number < count ? of : CallTerms.NONE).in(number);
                    inputs.callCost(call, number, cost.symbols(), cost.all(), of.batch());
                }
            }
        }
    }

    /** How much the venue allows in its windows, in their order. */
    void windows(VenueTerms terms) {
        for (int number = 0; number < terms.windows().size(); number++) {
            BudgetWindow window = terms.windows().get(number);
            inputs.budgetWindow(number, window.kind(), window.lengthNs(), window.limit());
        }
    }

    /** Whether the venue trades a symbol, and its own word for that. */
    void tradingStatus(int instrument, Listing listing) {
        inputs.tradingStatus(instrument, listing.status(), listing.statusName());
    }

    /** Which connections carry which streams, and how often the venue wants to hear from us. */
    void plan(LinkPlan plan, KeepAlive keepAlive, ToIntFunction<String> instrumentOf) {
        long keepAliveNs =
            keepAlive.kind() == KeepAlive.Kind.NONE ? Event.ABSENT : keepAlive.everyNs();
        for (LinkPlan.Group group : plan.groups()) {
            int first = group.firstLink();
            for (int link = first; link < group.endLink(); link++) {
                inputs.planned(link, first, keepAliveNs, group.endpoint());
            }
            for (LinkPlan.Stream stream : group.streams()) {
                inputs.carries(
                    first, instrumentOf.applyAsInt(stream.symbol()), stream.kind());
            }
        }
    }

    void opened(int link, long attempt) {
        inputs.opened(link, attempt);
    }

    /** The venue answered a control message: 0, or the code of its error and what it says. */
    void subscribed(int link, long attempt, long errorCode, String message) {
        inputs.subscribed(link, attempt, errorCode, message);
    }

    /** What keeps the connection was sent. */
    void keptAlive(int link, long attempt) {
        inputs.keptAlive(link, attempt);
    }

    /** The venue announced that it will close the connection soon. */
    void closeAnnounced(int link, long attempt) {
        inputs.closeAnnounced(link, attempt);
    }

    /** Code as in RFC 6455, 1006 without a close frame. */
    void closed(int link, long attempt, int code, String reason) {
        inputs.closed(link, attempt, code, reason);
    }

    /** The upgrade was answered with another status; 0 = the venue asks for no wait. */
    void refused(int link, long attempt, int status, long waitNs, String message) {
        inputs.refused(link, attempt, status, waitNs, message);
    }

    void failed(int link, long attempt, String reason) {
        inputs.failed(link, attempt, reason);
    }

    /**
     * A call was answered, well or not.
     *
     * @param durationNs from question to answer
     * @param waitNs     how long the venue wants to be left alone, 0 = it does not say
     * @param used       how much of the window of a number is, as the venue says in this answer,
     *                   {@link Event#ABSENT} if it does not
     * @param message    the call's label, or what the venue said against it
     */
    void answered(
        Asked asked, int status, long durationNs, long waitNs, IntToLongFunction used,
        String message) {
        used(asked, used);
        inputs.answered(asked.request(), asked.call(), asked.instrument(), status, durationNs,
            waitNs, message);
    }

    /**
     * A call was answered with status 200, but not with what was asked for.
     *
     * @param durationNs from question to answer
     * @param waitNs     how long the venue wants to be left alone, 0 = it does not say
     * @param used       as of {@link #answered}
     * @param reason     in words
     */
    void unusable(
        Asked asked, int status, long durationNs, long waitNs, IntToLongFunction used,
        String reason) {
        used(asked, used);
        inputs.unusable(asked.request(), asked.call(), asked.instrument(), status, durationNs,
            waitNs, reason);
    }

    /**
     * A call was answered that there is no such symbol; otherwise as {@link #answered}.
     *
     * @param durationNs from question to answer
     * @param waitNs     how long the venue wants to be left alone, 0 = it does not say
     * @param used       as of {@link #answered}
     * @param message    what the venue said
     */
    void unknownSymbol(
        Asked asked, int status, long durationNs, long waitNs, IntToLongFunction used,
        String message) {
        used(asked, used);
        inputs.unknownSymbol(asked.request(), asked.call(), asked.instrument(), status,
            durationNs, waitNs, message);
    }

    private void used(Asked asked, IntToLongFunction used) {
        for (int window = 0; window < Budget.MAX_WINDOWS; window++) {
            long costs = used.applyAsLong(window);
            if (costs != Event.ABSENT) {
                inputs.budgetUsed(asked.request(), window, costs);
            }
        }
    }

    /** A call had no answer, and that was known so long after it. */
    void unanswered(Asked asked, RequestFate fate, long durationNs, String reason) {
        inputs.unanswered(
            fate == RequestFate.NOT_SENT ? CallOutcome.NOT_SENT : CallOutcome.NO_ANSWER,
            asked.request(), asked.call(), asked.instrument(), durationNs, reason);
    }

    /** The venue's clock minus ours, estimated. */
    void clock(long offsetNs) {
        inputs.venueClock(offsetNs);
    }
}
