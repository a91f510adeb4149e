package io.tickwire.engine.core;

import io.tickwire.engine.account.Account;
import io.tickwire.engine.account.Money;
import io.tickwire.engine.budget.Budget;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.feed.FeedStage;
import io.tickwire.engine.feed.TopOfBooks;
import io.tickwire.engine.feed.Visibility;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.order.Executions;
import io.tickwire.engine.order.OrderReports;
import io.tickwire.engine.order.OrderRequests;
import io.tickwire.engine.order.OrderStage;
import io.tickwire.engine.order.OrderTable;
import io.tickwire.engine.order.Refusals;
import io.tickwire.engine.paper.PaperMarket;
import io.tickwire.engine.session.OrderKey;
import io.tickwire.engine.signal.SignalStage;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * The stages behind the journal, always in this order: heartbeat takes in facts about feed and
 * account; signal calls the strategy; order checks limits and emits orders. Live engine, imports,
 * simulations and replays all use this class. Engine thread only.
 */
public final class Stages implements State {
    private final InstrumentTable instruments = new InstrumentTable();
    private final Budget budget = new Budget(FeedCall.values().length);
    private final FeedStage feed;
    private final TopOfBooks books = new TopOfBooks();
    private final Account account;
    private final OrderTable orders = new OrderTable(instruments);
    private final Executions executions = new Executions();
    private final OrderReports reports;
    private final boolean paper;
    private final long startBalance;
    private final PaperMarket market;
    private final SignalStage signal;
    private final OrderRequests requests;
    private final OrderStage order;
    private long lastSequence;
    private Visibility visibility = Visibility.LIVE;

    private Stages(Config config, String session, long orderKey, Strategy strategy) {
        feed = new FeedStage(config, session.hashCode(), budget);
        account = new Account(instruments);
        startBalance = Money.parse(config.paper().balance());
        reports = new OrderReports(instruments, orders, account, executions, startBalance);
        paper = config.mode() == Config.Mode.PAPER;
        market = new PaperMarket(config.paper(), instruments, feed, books, account);
        requests = new OrderRequests(orderKey);
        Refusals refusals = new Refusals();
        signal = new SignalStage(
            strategy, instruments, feed, account, orders, requests, executions, refusals);
        order = new OrderStage(config, instruments, feed, books, account, orders, requests,
            refusals, market);
    }

    /**
     * A set in its initial state.
     *
     * @param config   frozen configuration
     * @param session  session id: seeds the jitter
     * @param orderKey of the session, as its journal has it: goes into client ids and handles
     * @param strategy the user's
     * @return stages that have seen nothing
     */
    public static Stages create(
        Config config, String session, long orderKey, Strategy strategy) {
        return new Stages(config, session, orderKey, strategy);
    }

    /**
     * A set in its initial state, of a session whose orders no venue ever sees: its order key
     * follows from its id.
     *
     * @param config   frozen configuration
     * @param session  session id
     * @param strategy the user's
     * @return stages that have seen nothing
     */
    public static Stages create(Config config, String session, Strategy strategy) {
        return create(config, session, OrderKey.of(session), strategy);
    }

    /**
     * Runs all stages on one input.
     *
     * @param event   any input
     * @param outputs what they decide
     */
    public void onEvent(Event event, Outputs outputs) {
        if (event.type() == EventType.FRAME || event.type() == EventType.END) {
            // Traffic as it was, which no stage reads; or a run that is over: nothing is decided.
            lastSequence = event.sequence();
            return;
        }
        heartbeat(event, outputs);
        signal(event, outputs);
        order(event, outputs);
    }

    /**
     * The first stage alone; for the loop that measures the hops.
     *
     * @param event   any input
     * @param outputs what it decides
     */
    public void heartbeat(Event event, Outputs outputs) {
        lastSequence = event.sequence();
        if (paper) {
            // What has arrived there by now met the market, and the scales, of before this event.
            reports.begin(outputs);
            feed.at(event.engineNs());
            market.onTime(event.engineNs(), reports);
        }
        if (event.type() == EventType.INSTRUMENT) {
            instruments.apply(event);
        }
        orders.onEvent(event);
        account.onEvent(event);
        visibility = feed.onEvent(event, outputs);
        books.onEvent(event, visibility);
        if (paper) {
            market.onEvent(event, visibility, reports);
        }
    }

    /**
     * The second stage alone, after the first.
     *
     * @param event   the same input
     * @param outputs what it decides
     */
    public void signal(Event event, Outputs outputs) {
        signal.onEvent(event, visibility, outputs);
    }

    /**
     * The third stage alone, after the second.
     *
     * @param event   the same input
     * @param outputs what it decides
     */
    public void order(Event event, Outputs outputs) {
        order.onEvent(event, outputs);
    }

    /** @return symbols, scales and limits */
    public InstrumentTable instruments() {
        return instruments;
    }

    /**
     * Our position in a symbol.
     *
     * @param instrumentId of the symbol
     * @return mantissa of the instrument's quantity exponent, negative for short
     */
    public long position(int instrumentId) {
        return account.position(instrumentId);
    }

    /** @return what the account holds, {@link Money} */
    public long cash() {
        return account.cash(startBalance);
    }

    /** @return how many of our orders are open */
    public int openOrders() {
        return orders.openCount();
    }

    /** @return sequence of the last input, 0 before the first */
    public long lastSequence() {
        return lastSequence;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("lastSequence", lastSequence).put("instruments", instruments.count());
        out.section("budget", budget);
        out.section("feed", feed);
        out.section("books", books);
        out.section("account", account);
        out.section("orders", orders);
        out.section("market", market);
        out.section("strategy", signal);
        out.section("requests", requests);
        out.section("limits", order);
    }

    @Override
    public void readState(StateReader in) {
        lastSequence = in.getLong();
        int count = in.getInt();
        if (count != instruments.count()) {
            throw new IllegalStateException("snapshot of " + count + " instruments, "
                + instruments.count() + " known");
        }
        in.section("budget", budget);
        in.section("feed", feed);
        in.section("books", books);
        in.section("account", account);
        in.section("orders", orders);
        in.section("market", market);
        in.section("strategy", signal);
        in.section("requests", requests);
        in.section("limits", order);
    }

    /** @return whether {@link #readState} is enough to go on from a snapshot */
    public boolean hasStateSupport() {
        return signal.hasStateSupport();
    }
}
