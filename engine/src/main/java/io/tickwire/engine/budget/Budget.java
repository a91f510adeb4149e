package io.tickwire.engine.budget;

import io.tickwire.engine.event.WindowKind;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * What may be asked of the venue's REST side. The venue counts what we use in windows, such as a
 * minute of its clock, the last second or an hour; each call costs something in some of them, and
 * is made if every one of these allows it. What the venue itself counts wins where it is more:
 * others may share our address. A call holds a ticket from its beginning to its end. Engine thread
 * only; calls do not allocate.
 */
public final class Budget implements State {
    /** Most windows that a venue may have; they are numbered from 0. */
    public static final int MAX_WINDOWS = 8;
    /** No ticket: the call may not be made now, or is not one of ours. */
    public static final int NO_TICKET = CallsInFlight.NONE;

    private final Window[] windows = new Window[MAX_WINDOWS];
    private final CallCosts costs;
    private final CallsInFlight inFlight = new CallsInFlight();
    private final Refusals refusals = new Refusals();

    /**
     * Nothing may be asked before windows and costs are known.
     *
     * @param calls how many kinds of calls there are, numbered from 0
     */
    public Budget(int calls) {
        costs = new CallCosts(calls);
    }

    /**
     * The venue states a window. Stated again it keeps its count, of another kind or duration it
     * begins anew.
     *
     * @param window     its number
     * @param kind       how the venue counts in it
     * @param durationNs of it
     * @param limit      most that may be used in it
     */
    public void window(int window, WindowKind kind, long durationNs, long limit) {
        Window known = windows[window];
        if (known != null && known.kind() == kind && known.durationNs == durationNs) {
            known.limit(limit);
        } else {
            windows[window] = Window.of(kind, durationNs, limit);
            inFlight.forget(window);
        }
    }

    /**
     * The venue states what a call costs in a window.
     *
     * @param call    number of the call
     * @param window  number of the window
     * @param single  for one symbol, or for a batch of them; 0 = nothing
     * @param all     for all symbols at once; 0 = nothing
     * @param symbols how many one call may ask for at the cost of a single one
     */
    public void cost(int call, int window, long single, long all, long symbols) {
        costs.set(call, window, single, all, symbols);
    }

    /** @return whether the venue has a call */
    public boolean has(int call) {
        return costs.isKnown(call, false);
    }

    /** @return whether a call may ask for all symbols at once */
    public boolean hasForAll(int call) {
        return costs.isKnown(call, true);
    }

    /** @return how many symbols a call may ask for, at least 1 */
    public long batch(int call) {
        return costs.batch(call);
    }

    /**
     * Whether many calls cost more, in some window, than one for all symbols.
     *
     * @param call  number of the call
     * @param count how many
     * @return whether they do
     */
    public boolean isDearer(int call, long count) {
        return costs.isDearer(call, count);
    }

    /**
     * Adds what calls would cost.
     *
     * @param call   number of the call
     * @param forAll whether for all symbols
     * @param times  how often
     * @param demand to add to
     */
    public void add(int call, boolean forAll, long times, Demand demand) {
        costs.add(call, forAll, times, demand);
    }

    /**
     * How long the even rate takes to earn so much, in the window where it takes longest.
     *
     * @param demand what some calls cost
     * @return ns
     */
    public long earnedInNs(Demand demand) {
        long longestNs = 0;
        for (int i = 0; i < MAX_WINDOWS; i++) {
            if (windows[i] != null) {
                longestNs = Math.max(longestNs, windows[i].costNs(demand.costs[i]));
            }
        }
        return longestNs;
    }

    /**
     * Makes a call, if it may be made.
     *
     * @param call     number of the call
     * @param forAll   whether for all symbols
     * @param priority of the call
     * @param nowNs    engine time
     * @param venueNs  the venue's clock
     * @return its ticket, {@link #NO_TICKET} if it may not be made now
     */
    public int begin(int call, boolean forAll, Priority priority, long nowNs, long venueNs) {
        int ticket = inFlight.free();
        // Windows go on in time even while nothing may be asked.
        if (ticket == NO_TICKET || !costs.isKnown(call, forAll)
            || !allows(call, forAll, priority, nowNs, venueNs) || isHeld(nowNs)) {
            return NO_TICKET;
        }
        boolean order = priority == Priority.ORDER;
        inFlight.take(ticket, order, venueNs);
        for (int i = 0; i < MAX_WINDOWS; i++) {
            long cost = costs.of(call, i, forAll);
            inFlight.cost(ticket, i, cost);
            if (cost > 0) {
                windows[i].begin(cost, order);
            }
        }
        return ticket;
    }

    private boolean allows(
        int call, boolean forAll, Priority priority, long nowNs, long venueNs) {
        boolean allowed = true;
        for (int i = 0; i < MAX_WINDOWS; i++) {
            long cost = costs.of(call, i, forAll);
            if (cost > 0) {
                allowed &= windows[i] != null
                    && windows[i].allows(cost, priority, nowNs, venueNs);
            }
        }
        return allowed;
    }

    /**
     * The venue says what is used of a window.
     *
     * @param window  its number
     * @param used    by the venue's own count
     * @param ticket  of the call with whose answer it says so and that {@link #end ends} next,
     *                {@link #NO_TICKET} if it is none of ours
     * @param nowNs   engine time
     * @param venueNs the venue's clock
     */
    public void correct(int window, long used, int ticket, long nowNs, long venueNs) {
        if (windows[window] == null) {
            return;
        }
        // Not asked by us here: asked at a time that nobody knows.
        long askedNs = ticket == NO_TICKET ? venueNs : inFlight.venueNs(ticket);
        long cost = ticket == NO_TICKET ? 0 : inFlight.cost(ticket, window);
        windows[window].correct(cost, used, askedNs, nowNs);
    }

    /**
     * A call has ended.
     *
     * @param ticket of the call
     * @param nowNs  engine time
     */
    public void end(int ticket, long nowNs) {
        for (int i = 0; i < MAX_WINDOWS; i++) {
            long cost = inFlight.cost(ticket, i);
            if (cost > 0) {
                windows[i].end(cost, inFlight.isOrder(ticket), nowNs);
            }
        }
        inFlight.release(ticket);
    }

    /**
     * The venue wants to be left alone, if its answer says so.
     *
     * @param status of HTTP
     * @param waitNs how long, 0 = it does not say
     * @param nowNs  engine time
     */
    public void refused(int status, long waitNs, long nowNs) {
        refusals.refused(status, waitNs, nowNs);
    }

    /**
     * The venue refused a socket: that says something about calls only if it has banned us.
     *
     * @param status of HTTP
     * @param waitNs how long it wants to be left alone, 0 = it does not say
     * @param nowNs  engine time
     */
    public void refusedSocket(int status, long waitNs, long nowNs) {
        refusals.refusedSocket(status, waitNs, nowNs);
    }

    /**
     * Whether nothing may be asked at all for now.
     *
     * @param nowNs engine time
     * @return whether the venue wants to be left alone, or its limits are not known
     */
    public boolean isHeld(long nowNs) {
        return !anyLimit() || refusals.isHeld(nowNs);
    }

    private boolean anyLimit() {
        for (int i = 0; i < MAX_WINDOWS; i++) {
            if (windows[i] != null && windows[i].limit() > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the venue has banned us.
     *
     * @param nowNs engine time
     * @return whether it has, and the time that it said is not over
     */
    public boolean isBanned(long nowNs) {
        return refusals.isBanned(nowNs);
    }

    /**
     * A new incarnation: no call is under way any more.
     *
     * @param nowNs engine time
     */
    public void resumed(long nowNs) {
        inFlight.clear();
        for (int i = 0; i < MAX_WINDOWS; i++) {
            if (windows[i] != null) {
                windows[i].resumed(nowNs);
            }
        }
    }

    @Override
    public void writeState(StateWriter out) {
        for (int i = 0; i < MAX_WINDOWS; i++) {
            Window window = windows[i];
            out.put("known", window != null);
            if (window != null) {
                out.put("kind", window.kind()).put("durationNs", window.durationNs);
                out.part("windows", i, window);
            }
        }
        out.part("costs", costs);
        out.part("inFlight", inFlight);
        out.part("refusals", refusals);
    }

    @Override
    public void readState(StateReader in) {
        for (int i = 0; i < MAX_WINDOWS; i++) {
            windows[i] = null;
            if (in.getBoolean()) {
                windows[i] = Window.of(WindowKind.of(in.getLong()), in.getLong(), 0);
                windows[i].readState(in);
            }
        }
        costs.readState(in);
        inFlight.readState(in);
        refusals.readState(in);
    }
}
