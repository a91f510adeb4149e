package io.tickwire.engine.ring;

import io.tickwire.engine.event.BudgetUsedFields;
import io.tickwire.engine.event.BudgetWindowFields;
import io.tickwire.engine.event.CallCostFields;
import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.OrderKeyFields;
import io.tickwire.engine.event.ResumedFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimerFields;
import io.tickwire.engine.event.TradingStatus;
import io.tickwire.engine.event.TradingStatusFields;
import io.tickwire.engine.event.VenueClockFields;
import io.tickwire.engine.event.WindowKind;
import io.tickwire.engine.text.TextCut;
import java.nio.charset.StandardCharsets;

/**
 * Publishes the input records that are not ticks: links, REST calls, venue clock, budgets, timers,
 * resume and end. Texts are cut to 200 bytes, between two characters. Producer thread only.
 * Long because each record has a method that says what it takes.
 */
public final class InputPublisher {
    private static final int MAX_TEXT_LENGTH = 200;
    private static final int REST_LINK = 0;

    private final EventSink sink;

    /**
     * Publishes into a sink.
     *
     * @param sink used by the same thread
     */
    public InputPublisher(EventSink sink) {
        this.sink = sink;
    }

    /**
     * Time passed.
     *
     * @param lateNs how much later than it should be
     */
    public void timer(long lateNs) {
        sink.claim(EventType.TIMER, Source.ENGINE, 0, 0).set(TimerFields.LATE_NS, lateNs);
        sink.publish();
    }

    /**
     * A new incarnation begins.
     *
     * @param incarnation 2 for the first resume
     */
    public void resumed(long incarnation) {
        sink.claim(EventType.RESUMED, Source.ENGINE, 0, 0)
            .set(ResumedFields.INCARNATION, incarnation);
        sink.publish();
    }

    /**
     * The orders of this run are told by this key from those of every other.
     *
     * @param key drawn at random
     */
    public void orderKey(long key) {
        sink.claim(EventType.ORDER_KEY, Source.ENGINE, 0, 0).set(OrderKeyFields.ORDER_KEY, key);
        sink.publish();
    }

    /** The session ends cleanly; nothing may be published behind it. */
    public void end() {
        sink.claim(EventType.END, Source.ENGINE, 0, 0);
        sink.publish();
    }

    /**
     * A link exists.
     *
     * @param link     of a connection
     * @param group    lowest link of those that carry the same streams
     * @param endpoint the part of the venue that it leads to
     */
    public void planned(int link, int group, String endpoint) {
        planned(link, group, Event.ABSENT, endpoint);
    }

    /**
     * A link exists on which the venue wants to hear from us.
     *
     * @param link        of a connection
     * @param group       lowest link of those that carry the same streams
     * @param keepAliveNs how often it wants to, {@link Event#ABSENT} = never
     * @param endpoint    the part of the venue that it leads to
     */
    public void planned(int link, int group, long keepAliveNs, String endpoint) {
        link(link, LinkFact.PLANNED, 0, endpoint).set(LinkFields.GROUP, group)
            .set(LinkFields.KEEP_ALIVE_NS, keepAliveNs);
        sink.publish();
    }

    /**
     * What the engine asked for was sent, so that the venue does not close a connection.
     *
     * @param link    of the connection
     * @param attempt number of the attempt
     */
    public void keptAlive(int link, long attempt) {
        link(link, LinkFact.KEPT_ALIVE, attempt, "");
        sink.publish();
    }

    /**
     * A group carries a stream.
     *
     * @param group        its lowest link
     * @param instrumentId of the stream
     * @param kind         of the stream
     */
    public void carries(int group, int instrumentId, StreamKind kind) {
        link(group, LinkFact.CARRIES, 0, "").instrument(instrumentId)
            .set(LinkFields.KIND, kind.ordinal());
        sink.publish();
    }

    /**
     * The handshake is done.
     *
     * @param link    of the connection
     * @param attempt number of the attempt
     */
    public void opened(int link, long attempt) {
        link(link, LinkFact.OPENED, attempt, "");
        sink.publish();
    }

    /**
     * The venue replied to a subscription.
     *
     * @param link      of the connection
     * @param attempt   number of the attempt
     * @param errorCode the venue's, 0 where it took the subscription
     * @param message   what it says against it, empty where it took it
     */
    public void subscribed(int link, long attempt, long errorCode, String message) {
        link(link, LinkFact.SUBSCRIBED, attempt, message)
            .set(LinkFields.ERROR_CODE, errorCode);
        sink.publish();
    }

    /**
     * The connection is gone.
     *
     * @param link      it was of
     * @param attempt   number of the attempt
     * @param closeCode of RFC 6455, 1006 without a close frame
     * @param reason    in words
     */
    public void closed(int link, long attempt, int closeCode, String reason) {
        link(link, LinkFact.CLOSED, attempt, reason).set(LinkFields.CLOSE_CODE, closeCode);
        sink.publish();
    }

    /**
     * The venue refused an upgrade.
     *
     * @param link       it is about
     * @param attempt    number of the attempt
     * @param httpStatus of its answer
     * @param waitNs     how long it wants to be left alone, 0 = it does not say
     * @param reason     in words
     */
    public void refused(int link, long attempt, int httpStatus, long waitNs, String reason) {
        link(link, LinkFact.REFUSED, attempt, reason).set(LinkFields.HTTP_STATUS, httpStatus)
            .set(LinkFields.WAIT_NS, waitNs);
        sink.publish();
    }

    /**
     * No connection came about.
     *
     * @param link    it is about
     * @param attempt number of the attempt
     * @param reason  in words
     */
    public void failed(int link, long attempt, String reason) {
        link(link, LinkFact.FAILED, attempt, reason);
        sink.publish();
    }

    /**
     * The venue said that it will close a connection soon.
     *
     * @param link    it is about
     * @param attempt number of the attempt
     */
    public void closeAnnounced(int link, long attempt) {
        link(link, LinkFact.CLOSE_ANNOUNCED, attempt, "");
        sink.publish();
    }

    /**
     * A REST call was answered, well or not.
     *
     * @param request    number of the request, 0 where the engine did not ask
     * @param call       that was made
     * @param instrument asked about, 0 = all
     * @param httpStatus of the answer
     * @param durationNs from question to answer
     * @param waitNs     how long the venue wants to be left alone, 0 = it does not say
     * @param reason     the path, or what the venue said against it
     */
    public void answered(
        long request, FeedCall call, int instrument, int httpStatus, long durationNs,
        long waitNs, String reason) {
        ended(CallOutcome.ANSWERED, request, call, instrument, httpStatus, durationNs, waitNs,
            reason);
    }

    /**
     * A REST call was answered as if well, but with nothing that can be used.
     *
     * @param request    number of the request, 0 where the engine did not ask
     * @param call       that was made
     * @param instrument asked about, 0 = all
     * @param httpStatus of the answer
     * @param durationNs from question to answer
     * @param waitNs     how long the venue wants to be left alone, 0 = it does not say
     * @param reason     in words
     */
    public void unusable(
        long request, FeedCall call, int instrument, int httpStatus, long durationNs,
        long waitNs, String reason) {
        ended(CallOutcome.UNUSABLE, request, call, instrument, httpStatus, durationNs, waitNs,
            reason);
    }

    /**
     * A REST call was answered that there is no such symbol.
     *
     * @param request    number of the request, 0 where the engine did not ask
     * @param call       that was made
     * @param instrument asked about
     * @param httpStatus of the answer
     * @param durationNs from question to answer
     * @param waitNs     how long the venue wants to be left alone, 0 = it does not say
     * @param reason     what the venue said
     */
    public void unknownSymbol(
        long request, FeedCall call, int instrument, int httpStatus, long durationNs,
        long waitNs, String reason) {
        ended(CallOutcome.UNKNOWN_SYMBOL, request, call, instrument, httpStatus, durationNs,
            waitNs, reason);
    }

    private void ended(
        CallOutcome outcome, long request, FeedCall call, int instrument, int httpStatus,
        long durationNs, long waitNs, String reason) {
        call(outcome, request, call, instrument, durationNs, reason)
            .set(CallFields.HTTP_STATUS, httpStatus)
            .set(CallFields.WAIT_NS, waitNs);
        sink.publish();
    }

    /**
     * A REST call has no answer.
     *
     * @param outcome    NOT_SENT or NO_ANSWER
     * @param request    number of the request, 0 where the engine did not ask
     * @param call       that was made
     * @param instrument asked about, 0 = all
     * @param durationNs from question to the end of patience
     * @param reason     in words
     */
    public void unanswered(
        CallOutcome outcome, long request, FeedCall call, int instrument, long durationNs,
        String reason) {
        call(outcome, request, call, instrument, durationNs, reason);
        sink.publish();
    }

    /**
     * What the venue says is used of a window, before the {@link #answered} that it came with.
     *
     * @param request number of that request, 0 where the engine did not ask
     * @param window  number of the window
     * @param used    as the venue counts
     */
    public void budgetUsed(long request, int window, long used) {
        sink.claim(EventType.BUDGET_USED, Source.ENGINE, REST_LINK, 0)
            .set(BudgetUsedFields.REQUEST, request)
            .set(BudgetUsedFields.WINDOW, window)
            .set(BudgetUsedFields.USED, used);
        sink.publish();
    }

    /**
     * How much the venue allows in a time.
     *
     * @param window     number of the window, from 0 on
     * @param kind       how it is counted
     * @param durationNs of the window
     * @param limit      that calls may cost within it
     */
    public void budgetWindow(int window, WindowKind kind, long durationNs, long limit) {
        sink.claim(EventType.BUDGET_WINDOW, Source.ENGINE, REST_LINK, 0)
            .set(BudgetWindowFields.WINDOW, window)
            .set(BudgetWindowFields.WINDOW_KIND, kind.ordinal())
            .set(BudgetWindowFields.DURATION_NS, durationNs)
            .set(BudgetWindowFields.LIMIT, limit);
        sink.publish();
    }

    /**
     * What a call costs.
     *
     * @param call       that may be asked for
     * @param window     it costs that in
     * @param symbolCost of the call for one symbol
     * @param allCost    of the call for all symbols at once, 0 where there is no such call
     * @param batch      most symbols of one call where it takes several, else 1
     */
    public void callCost(FeedCall call, int window, long symbolCost, long allCost, int batch) {
        sink.claim(EventType.CALL_COST, Source.ENGINE, REST_LINK, 0)
            .set(CallCostFields.CALL, call.ordinal())
            .set(CallCostFields.WINDOW, window)
            .set(CallCostFields.SYMBOL_COST, symbolCost)
            .set(CallCostFields.ALL_COST, allCost)
            .set(CallCostFields.BATCH, batch);
        sink.publish();
    }

    /**
     * The venue's clock was compared with ours.
     *
     * @param offsetNs its clock minus ours, estimated
     */
    public void venueClock(long offsetNs) {
        sink.claim(EventType.VENUE_CLOCK, Source.ENGINE, REST_LINK, 0)
            .set(VenueClockFields.OFFSET_NS, offsetNs);
        sink.publish();
    }

    /**
     * The venue's list of symbols says whether it trades one.
     *
     * @param instrument id of the symbol
     * @param status     whether it does
     * @param name       the venue's own word for it, empty where it has none
     */
    public void tradingStatus(int instrument, TradingStatus status, String name) {
        withText(EventType.TRADING_STATUS, REST_LINK, name).instrument(instrument)
            .set(TradingStatusFields.STATUS, status.ordinal());
        sink.publish();
    }

    private Event link(int link, LinkFact fact, long attempt, String reason) {
        return withText(EventType.LINK, link, reason)
            .set(LinkFields.FACT, fact.ordinal())
            .set(LinkFields.ATTEMPT, attempt);
    }

    private Event call(CallOutcome outcome, long request, FeedCall call, int instrument,
        long durationNs, String reason) {
        return withText(EventType.CALL, REST_LINK, reason)
            .instrument(instrument)
            .set(CallFields.OUTCOME, outcome.ordinal())
            .set(CallFields.REQUEST, request)
            .set(CallFields.CALL, call.ordinal())
            .set(CallFields.DURATION_NS, durationNs);
    }

    /** Cold: allocates. */
    private Event withText(EventType type, int link, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = TextCut.bytes(bytes, bytes.length, MAX_TEXT_LENGTH);
        int position = sink.arena().claim(length);
        sink.arena().buffer().putBytes(position, bytes, 0, length);
        return sink.claim(type, Source.ENGINE, link, 0).varInArena(position, length);
    }
}
