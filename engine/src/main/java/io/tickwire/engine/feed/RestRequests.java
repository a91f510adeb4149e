package io.tickwire.engine.feed;

import io.tickwire.engine.event.BudgetUsedFields;
import io.tickwire.engine.event.BudgetWindowFields;
import io.tickwire.engine.event.CallCostFields;
import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * The REST calls under way, what each costs, and whether another one may be made. Engine thread
 * only; does not allocate.
 */
final class RestRequests implements State {
    /** Most calls under way. */
    static final int MAX_IN_FLIGHT = 16;

    /** By so much our idea of the venue's minute may be wrong. */
    private static final long SKEW_NS = 1_000_000_000L;
    private static final int CALLS = FeedCall.values().length;

    private final VenueClock clock;
    private final WeightBudget budget = new WeightBudget();
    private final long[] weights = new long[CALLS];
    private final long[] allWeights = new long[CALLS];

    // By place; number 0 = a free one.
    private final long[] numbers = new long[MAX_IN_FLIGHT];
    private final FeedCall[] calls = new FeedCall[MAX_IN_FLIGHT];
    private final long[] spent = new long[MAX_IN_FLIGHT];
    private final long[] minutes = new long[MAX_IN_FLIGHT];
    private long lastNumber;

    RestRequests(VenueClock clock) {
        this.clock = clock;
    }

    /** Weight of a call for one symbol, 0 = the venue has no such call. */
    long weight(FeedCall call) {
        return weights[call.ordinal()];
    }

    /** Weight of a call for all symbols at once, 0 = there is no such call. */
    long allWeight(FeedCall call) {
        return allWeights[call.ordinal()];
    }

    /** How long the even rate takes to earn so much. */
    long earnedInNs(long weight) {
        return budget.costNs(weight);
    }

    boolean isBanned(long nowNs) {
        return budget.isBanned(nowNs);
    }

    /** Whether nothing may be asked at all for now. */
    boolean isHeld(long nowNs) {
        return budget.isHeld(nowNs);
    }

    boolean isUnderWay(FeedCall call) {
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            if (numbers[i] != 0 && calls[i] == call) {
                return true;
            }
        }
        return false;
    }

    /**
     * Makes a call, if it may be made.
     *
     * @param instrumentId asked about, 0 = all
     * @param fromId       first id wanted, absent = the last ones
     * @param rows         how many, absent where the call knows no number
     * @param urgency      how long it can wait
     * @return its number, 0 if it may not be made now
     */
    long ask(FeedCall call, int instrumentId, long fromId, long rows, RequestReason reason,
        PollPriority urgency, long nowNs, Outputs outputs) {
        int at = call.ordinal();
        long weight = instrumentId == 0 && allWeights[at] > 0 ? allWeights[at] : weights[at];
        int place = place(0);
        if (weight == 0 || place < 0 || outputs.room() == 0
            || !budget.allows(
                weight, urgency, nowNs, clock.minute(nowNs), clock.elapsedNs(nowNs))) {
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
            .set(FeedRequestFields.ACTION, FeedAction.POLL.ordinal())
            .set(FeedRequestFields.ATTEMPT, lastNumber)
            .set(FeedRequestFields.REASON, reason.ordinal())
            .set(FeedRequestFields.CALL, call.ordinal())
            .set(FeedRequestFields.FROM_ID, fromId)
            .set(FeedRequestFields.COUNT, rows);
        outputs.commit();
        return lastNumber;
    }

    /** What the venue allows, what a call costs, and what the venue says is used. */
    void onBudget(Event fact) {
        switch (fact.type()) {
            case BUDGET_WINDOW:
                budget.limit(fact.get(BudgetWindowFields.LIMIT));
                break;
            case CALL_COST:
                int call = (int) fact.get(CallCostFields.CALL);
                weights[call] = fact.get(CallCostFields.SYMBOL_COST);
                allWeights[call] = fact.get(CallCostFields.ALL_COST);
                break;
            default:
                used(fact);
                break;
        }
    }

    private void used(Event fact) {
        int place = placeOf(fact.get(BudgetUsedFields.REQUEST));
        // Not asked by us here: of an unknown minute.
        long minute = place < 0 ? clock.minute(fact.engineNs() - SKEW_NS) : minutes[place];
        budget.correct(place < 0 ? 0 : spent[place], minute, fact.get(BudgetUsedFields.USED));
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
            budget.ended(spent[place]);
            numbers[place] = 0;
        }
        if (fact.get(CallFields.OUTCOME) == CallOutcome.ANSWERED.ordinal()) {
            budget.refused((int) fact.get(CallFields.HTTP_STATUS),
                Math.max(0, fact.get(CallFields.WAIT_NS)), fact.engineNs());
        }
        return call;
    }

    private int placeOf(long number) {
        return number == 0 ? -1 : place(number);
    }

    /** The venue refused a socket; a ban holds for REST as well. */
    void refusedSocket(Event fact) {
        budget.refusedSocket((int) fact.get(LinkFields.HTTP_STATUS),
            Math.max(0, fact.get(LinkFields.WAIT_NS)),
            fact.engineNs());
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
    void resumed() {
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            numbers[i] = 0;
        }
        budget.resumed();
    }

    @Override
    public void writeState(StateWriter out) {
        out.part("budget", budget);
        for (int i = 0; i < CALLS; i++) {
            out.put("weight", weights[i]).put("allWeight", allWeights[i]);
        }
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            out.put("number", numbers[i]).put("call", calls[i] == null ? 0 : calls[i].ordinal())
                .put("spent", spent[i]).put("minute", minutes[i]);
        }
        out.put("lastNumber", lastNumber);
    }

    @Override
    public void readState(StateReader in) {
        budget.readState(in);
        for (int i = 0; i < CALLS; i++) {
            weights[i] = in.getLong();
            allWeights[i] = in.getLong();
        }
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            numbers[i] = in.getLong();
            calls[i] = FeedCall.of(in.getLong());
            spent[i] = in.getLong();
            minutes[i] = in.getLong();
        }
        lastNumber = in.getLong();
    }
}
