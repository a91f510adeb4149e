package io.tickwire.transport.live;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.engine.ring.InputPublisher;
import io.tickwire.transport.venue.BudgetWindow;
import io.tickwire.transport.venue.CallTerms;
import io.tickwire.transport.venue.LinkPlan;
import io.tickwire.transport.venue.VenueCalls;
import io.tickwire.transport.venue.VenueTerms;
import java.util.function.ToIntFunction;

/**
 * Tells the engine what the I/O side has met, in the I/O side's own terms: the one class here that
 * knows which records facts become. I/O thread only.
 */
final class FactPublisher {
    private final InputPublisher inputs;

    FactPublisher(EventSink sink) {
        this.inputs = new InputPublisher(sink);
    }

    /**
     * A REST call that was made.
     *
     * @param request    number of the engine's request, 0 where the engine did not ask
     * @param call       that it was
     * @param instrument asked about, 0 = several, all, or none in particular
     */
    record Asked(long request, FeedCall call, int instrument) {
        /** What is asked before the engine decides anything. */
        static final Asked AT_START = new Asked(0, FeedCall.NONE, 0);
    }

    /** A session goes on as the incarnation of that number, 2 for the first resume. */
    void resumed(int incarnation) {
        inputs.resumed(incarnation);
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
     * What the venue allows. The engine's budget knows one window, a minute, so it is given what
     * the tightest one allows in the long run.
     */
    void terms(VenueTerms terms, VenueCalls calls, int symbols) {
        inputs.limit(terms.windows().stream().mapToLong(BudgetWindow::perMinute).min()
            .orElseThrow());
        for (FeedCall call : FeedCall.values()) {
            if (call != FeedCall.NONE) {
                CallTerms cost = calls.terms(call);
                inputs.cost(call, cost.symbolCost(), cost.costOfAll(symbols));
            }
        }
    }

    /** Which connections carry which streams. */
    void plan(LinkPlan plan, ToIntFunction<String> instrumentOf) {
        for (LinkPlan.Group group : plan.groups()) {
            int first = group.firstLink();
            for (int link = first; link < group.endLink(); link++) {
                inputs.link(link, LinkFact.PLANNED, 0, first, group.endpoint());
            }
            for (LinkPlan.Stream stream : group.streams()) {
                inputs.carries(
                    first, instrumentOf.applyAsInt(stream.symbol()), stream.kind());
            }
        }
    }

    void opened(int link, long attempt) {
        inputs.link(link, LinkFact.OPENED, attempt, 0, "");
    }

    /** The venue answered a control message: 0, or the code of its error. */
    void subscribed(int link, long attempt, long errorCode) {
        inputs.link(link, LinkFact.SUBSCRIBED, attempt, errorCode, "");
    }

    /** The venue announced that it will close the connection soon. */
    void closeAnnounced(int link, long attempt) {
        inputs.link(link, LinkFact.SHUTDOWN, attempt, 0, "");
    }

    /** Code as in RFC 6455, 1006 without a close frame. */
    void closed(int link, long attempt, int code, String reason) {
        inputs.link(link, LinkFact.CLOSED, attempt, code, reason);
    }

    /** The upgrade was answered with another status; 0 = the venue asks for no wait. */
    void refused(int link, long attempt, int status, long waitNs, String message) {
        inputs.refused(link, attempt, status, waitNs, message);
    }

    void failed(int link, long attempt, String reason) {
        inputs.link(link, LinkFact.FAILED, attempt, 0, reason);
    }

    /**
     * A call was answered, well or not.
     *
     * @param durationNs from question to answer
     * @param waitNs     how long the venue wants to be left alone, 0 = it does not say
     * @param weight     that the venue says is used, {@link Event#ABSENT} if it does not
     * @param message    the call's label, or what the venue said against it
     */
    void answered(
        Asked asked, int status, long durationNs, long waitNs, long weight, String message) {
        inputs.answered(asked.request(), asked.call(), asked.instrument(), status, durationNs,
            waitNs, weight, message);
    }

    /** A call had no answer, or none that can be used, and that was known so long after it. */
    void unanswered(Asked asked, long durationNs, String reason) {
        inputs.unanswered(
            asked.request(), asked.call(), asked.instrument(), durationNs, reason);
    }

    /** The venue's clock minus ours, estimated. */
    void clock(long offsetNs) {
        inputs.clock(offsetNs);
    }
}
