package io.tickwire.engine.feed;

import io.tickwire.engine.budget.Budget;
import io.tickwire.engine.budget.Demand;
import io.tickwire.engine.budget.Priority;
import io.tickwire.engine.event.BudgetUsedFields;
import io.tickwire.engine.event.BudgetWindowFields;
import io.tickwire.engine.event.CallCostFields;
import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.WindowKind;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * The feed's REST calls under way, by the numbers that their answers name. Each is paid for out of
 * the budget, which is told what the venue says about its limits. Engine thread only; does not
 * allocate.
 */
final class RestRequests implements State {
    /** Most calls under way. */
    static final int MAX_IN_FLIGHT = 16;

    private final VenueClock clock;
    private final Budget budget;

    // By place; number 0 = a free one.
    private final long[] numbers = new long[MAX_IN_FLIGHT];
    private final FeedCall[] calls = new FeedCall[MAX_IN_FLIGHT];
    private final int[] tickets = new int[MAX_IN_FLIGHT];
    private final long[] askedNs = new long[MAX_IN_FLIGHT];
    private long lastNumber;

    private final FailingCalls failing = new FailingCalls();

    RestRequests(Budget budget, VenueClock clock) {
        this.budget = budget;
        this.clock = clock;
    }

    /** Whether the venue has a call. */
    boolean has(FeedCall call) {
        return budget.has(call.ordinal());
    }

    /** Whether the venue has a call for all symbols at once. */
    boolean hasForAll(FeedCall call) {
        return budget.hasForAll(call.ordinal());
    }

    /** Of how many symbols one call may ask, at least 1. */
    long batch(FeedCall call) {
        return budget.batch(call.ordinal());
    }

    /** Whether so many calls cost more than one for all symbols. */
    boolean isDearer(FeedCall call, long count) {
        return budget.isDearer(call.ordinal(), count);
    }

    /** Adds what calls would cost. */
    void add(FeedCall call, boolean forAll, long times, Demand demand) {
        budget.add(call.ordinal(), forAll, times, demand);
    }

    /** How long the even rate takes to earn so much. */
    long earnedInNs(Demand demand) {
        return budget.earnedInNs(demand);
    }

    boolean isBanned(long nowNs) {
        return budget.isBanned(nowNs);
    }

    /** Whether a call may not be made for now, because of what became of those before it. */
    boolean isHeld(FeedCall call, long nowNs) {
        return budget.isHeld(nowNs) || failing.isHeld(call, false, false, nowNs);
    }

    /** Whether a call that is not the first after a loss has to wait for others to go well. */
    boolean isBackingOff(FeedCall call, long nowNs) {
        return failing.isHeld(call, isUnderWay(call), isAnyUnderWay(), nowNs);
    }

    private boolean isAnyUnderWay() {
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            if (numbers[i] != 0) {
                return true;
            }
        }
        return false;
    }

    boolean isUnderWay(FeedCall call) {
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            if (numbers[i] != 0 && calls[i] == call) {
                return true;
            }
        }
        return false;
    }

    /** How long one has been under way, 0 where none is; ns. */
    long underWayNs(FeedCall call, long nowNs) {
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            if (numbers[i] != 0 && calls[i] == call) {
                return nowNs - askedNs[i];
            }
        }
        return 0;
    }

    /**
     * Makes a call, if it may be made.
     *
     * @param instrumentId asked about, or the first of several, 0 = all or none
     * @param instruments  how many, by their ids from that one on
     * @param priority     how long it can wait
     * @return its number, 0 if it may not be made now
     */
    long ask(FeedCall call, int instrumentId, long instruments, RequestReason reason,
        Priority priority, long nowNs, Outputs outputs) {
        return ask(call, instrumentId, instruments, Event.ABSENT, Event.ABSENT, reason, priority,
            nowNs, outputs);
    }

    /**
     * Makes a call for rows of one symbol, if it may be made.
     *
     * @param fromId   first id wanted, absent = the last ones
     * @param rows     how many
     * @param priority how long it can wait
     * @return its number, 0 if it may not be made now
     */
    long askRows(FeedCall call, int instrumentId, long fromId, long rows, RequestReason reason,
        Priority priority, long nowNs, Outputs outputs) {
        return ask(call, instrumentId, 1, fromId, rows, reason, priority, nowNs, outputs);
    }

    private long ask(FeedCall call, int instrumentId, long instruments, long fromId, long rows,
        RequestReason reason, Priority priority, long nowNs, Outputs outputs) {
        int place = place(0);
        if (place < 0 || outputs.room() == 0) {
            return 0;
        }
        boolean forAll = instrumentId == 0 && hasForAll(call);
        int ticket =
            budget.begin(call.ordinal(), forAll, priority, nowNs, clock.venueNs(nowNs));
        if (ticket == Budget.NO_TICKET) {
            return 0;
        }
        numbers[place] = ++lastNumber;
        calls[place] = call;
        tickets[place] = ticket;
        askedNs[place] = nowNs;
        outputs.claim(EventType.FEED_REQUEST, instrumentId)
            .link(0)
            .set(FeedRequestFields.ACTION, FeedAction.POLL.ordinal())
            .set(FeedRequestFields.REASON, reason.ordinal())
            .set(FeedRequestFields.REQUEST, lastNumber)
            .set(FeedRequestFields.CALL, call.ordinal())
            .set(FeedRequestFields.INSTRUMENTS, instrumentId == 0 ? Event.ABSENT : instruments)
            .set(FeedRequestFields.FROM_ID, fromId)
            .set(FeedRequestFields.ROWS, rows);
        outputs.commit();
        return lastNumber;
    }

    /** What the venue allows, what a call costs, and what the venue says is used. */
    void onBudget(Event fact) {
        switch (fact.type()) {
            case BUDGET_WINDOW:
                budget.window((int) fact.get(BudgetWindowFields.WINDOW),
                    WindowKind.of(fact.get(BudgetWindowFields.WINDOW_KIND)),
                    fact.get(BudgetWindowFields.DURATION_NS),
                    fact.get(BudgetWindowFields.LIMIT));
                break;
            case CALL_COST:
                budget.cost((int) fact.get(CallCostFields.CALL),
                    (int) fact.get(CallCostFields.WINDOW), fact.get(CallCostFields.SYMBOL_COST),
                    fact.get(CallCostFields.ALL_COST), fact.get(CallCostFields.BATCH));
                break;
            default:
                used(fact);
                break;
        }
    }

    private void used(Event fact) {
        int place = placeOf(fact.get(BudgetUsedFields.REQUEST));
        budget.correct((int) fact.get(BudgetUsedFields.WINDOW), fact.get(BudgetUsedFields.USED),
            place < 0 ? Budget.NO_TICKET : tickets[place], fact.engineNs(),
            clock.venueNs(fact.engineNs()));
    }

    /**
     * A call has ended.
     *
     * @param fact CALL
     * @return which, null if it was not asked by us
     */
    FeedCall ended(Event fact) {
        int place = placeOf(fact.get(CallFields.REQUEST));
        FeedCall call = place < 0 ? null : calls[place];
        if (place >= 0) {
            budget.end(tickets[place], fact.engineNs());
            numbers[place] = 0;
            failing.ended(call, fact, askedNs[place]);
        }
        CallOutcome outcome = CallOutcome.of(fact.get(CallFields.OUTCOME));
        if (outcome == CallOutcome.ANSWERED || outcome == CallOutcome.UNUSABLE) {
            budget.refused((int) fact.get(CallFields.HTTP_STATUS),
                Math.max(0, fact.get(CallFields.WAIT_NS)), fact.engineNs());
        }
        return call;
    }

    /** A socket was opened. What the venue has asked us to wait holds all the same. */
    void reached() {
        failing.reached();
    }

    /** The venue refused a socket; a ban holds for REST as well. */
    void refusedSocket(Event fact) {
        budget.refusedSocket((int) fact.get(LinkFields.HTTP_STATUS),
            Math.max(0, fact.get(LinkFields.WAIT_NS)), fact.engineNs());
    }

    private int placeOf(long number) {
        return number == 0 ? -1 : place(number);
    }

    private int place(long number) {
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            if (numbers[i] == number) {
                return i;
            }
        }
        return -1;
    }

    /** A new incarnation: nothing is under way any more. */
    void resumed(long nowNs) {
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            numbers[i] = 0;
        }
        failing.reset();
        budget.resumed(nowNs);
    }

    @Override
    public void writeState(StateWriter out) {
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            out.put("number", numbers[i]).put("call", calls[i] == null ? 0 : calls[i].ordinal())
                .put("ticket", tickets[i]).put("askedNs", askedNs[i]);
        }
        out.put("lastNumber", lastNumber);
        out.part("failing", failing);
    }

    @Override
    public void readState(StateReader in) {
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            numbers[i] = in.getLong();
            calls[i] = FeedCall.of(in.getLong());
            tickets[i] = in.getInt();
            askedNs[i] = in.getLong();
        }
        lastNumber = in.getLong();
        failing.readState(in);
    }
}
