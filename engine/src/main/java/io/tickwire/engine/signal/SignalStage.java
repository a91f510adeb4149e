package io.tickwire.engine.signal;

import io.tickwire.engine.account.Account;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.feed.FeedStage;
import io.tickwire.engine.feed.Visibility;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.order.Executions;
import io.tickwire.engine.order.OrderRequests;
import io.tickwire.engine.order.OrderTable;
import io.tickwire.engine.order.Refusals;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * Calls the strategy and journals its signals; orders that it asks for wait for the order stage.
 * Engine thread only.
 */
public final class SignalStage implements State {
    /** Most bytes of a strategy's state. */
    public static final int MAX_STATE_LENGTH = 1 << 20;

    private final Strategy strategy;
    private final FeedStage feed;
    private final StageContext context;
    private final Executions executions;
    private final Refusals refusals;
    private final Quote quote;
    private final Trade trade;
    private final Stats stats;
    private final Mark mark;
    private long lastSequence;
    /** The method of the strategy that is running, for its author. */
    private String call;

    /**
     * Around one strategy.
     *
     * @param strategy    the user's
     * @param instruments the engine's table
     * @param feed        the stage before
     * @param account     positions
     * @param orders      ours
     * @param requests    orders it asks for, for the stage behind
     * @param executions  what happened to orders during the input
     * @param refusals    what the stage behind refused at the last input
     */
    public SignalStage(
        Strategy strategy, InstrumentTable instruments, FeedStage feed, Account account,
        OrderTable orders, OrderRequests requests, Executions executions, Refusals refusals) {
        this.strategy = strategy;
        this.feed = feed;
        this.context = new StageContext(instruments, feed, account, orders, requests);
        this.executions = executions;
        this.refusals = refusals;
        this.quote = new Quote(instruments);
        this.trade = new Trade(instruments);
        this.stats = new Stats(instruments);
        this.mark = new Mark(instruments);
    }

    /**
     * Takes in one event.
     *
     * @param event      any input
     * @param visibility who may see it, as the stage before says
     * @param outputs    for SIGNAL
     * @throws StrategyException if the strategy throws
     */
    public void onEvent(Event event, Visibility visibility, Outputs outputs) {
        context.begin(event, outputs);
        lastSequence = event.sequence();
        try {
            tellOfOrders();
            call = "onFeedStatus";
            for (int i = 0; i < feed.viewCount(); i++) {
                strategy.onFeedStatus(feed.view(i), context);
            }
            if (event.type() == EventType.TIMER) {
                call = "onTimer";
                strategy.onTimer(event.engineNs(), context);
            } else if (event.type().isTick() && visibility != Visibility.HIDDEN) {
                show(event, visibility == Visibility.BACKFILL);
            }
        } catch (Throwable thrown) {
            throw context.engineFailure() == null ? failed(call, thrown)
                : unwound(context.engineFailure());
        }
        if (context.engineFailure() != null) {
            throw unwound(context.engineFailure());
        }
    }

    private void tellOfOrders() {
        call = "onRefusal";
        for (int i = 0; i < refusals.count(); i++) {
            strategy.onRefusal(refusals.get(i), context);
        }
        refusals.clear();
        call = "onExecution";
        for (int i = 0; i < executions.count(); i++) {
            strategy.onExecution(executions.get(i), context);
        }
        executions.clear();
    }

    private void show(Event tick, boolean backfill) {
        switch (tick.type()) {
            case QUOTE -> {
                call = "onQuote";
                quote.wrap(tick);
                strategy.onQuote(quote, context);
            }
            case TRADE -> {
                trade.wrap(tick, feed.isAfterHole());
                if (backfill) {
                    call = "onBackfill";
                    strategy.onBackfill(trade, context);
                } else {
                    call = "onTrade";
                    strategy.onTrade(trade, context);
                }
            }
            case STATS -> {
                call = "onStats";
                stats.wrap(tick);
                strategy.onStats(stats, context);
            }
            default -> {
                call = "onMark";
                mark.wrap(tick);
                strategy.onMark(mark, context);
            }
        }
    }

    private StrategyException failed(String call, Throwable thrown) {
        return new StrategyException(
            strategy.getClass().getName(), call, lastSequence, thrown);
    }

    /** For the caller to throw: unchecked as it came. */
    private static RuntimeException unwound(Throwable unchecked) {
        if (unchecked instanceof Error error) {
            throw error;
        }
        return (RuntimeException) unchecked;
    }

    @Override
    public void writeState(StateWriter out) {
        int mark = out.beginPart(MAX_STATE_LENGTH);
        try {
            strategy.writeState(out);
        } catch (Throwable thrown) {
            throw failed("writeState", thrown);
        }
        out.endPart(mark);
    }

    @Override
    public void readState(StateReader in) {
        int length = in.getInt();
        StateReader part = in.part(length);
        try {
            strategy.readState(part);
        } catch (Throwable thrown) {
            throw failed("readState", thrown);
        }
        if (part.remaining() != 0) {
            throw new IllegalStateException("strategy " + strategy.getClass().getName()
                + " left " + part.remaining() + " of " + length + " bytes of its state unread");
        }
    }

    /** @return whether the strategy can be resumed from a snapshot */
    public boolean hasStateSupport() {
        return strategy.hasStateSupport();
    }
}
