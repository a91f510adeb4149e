package io.tickwire.perf.faults;

import io.tickwire.engine.feed.StreamView;
import io.tickwire.engine.order.Execution;
import io.tickwire.engine.order.Refusal;
import io.tickwire.engine.signal.Mark;
import io.tickwire.engine.signal.Quote;
import io.tickwire.engine.signal.Stats;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.engine.signal.Trade;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * Forwards every call to another strategy; subclasses record the calls. In an identical replay they
 * see what the strategy was given and did live.
 */
public abstract class ForwardingStrategy implements Strategy {
    private final Strategy behind;

    /**
     * In front of one.
     *
     * @param behind gets every call
     */
    protected ForwardingStrategy(Strategy behind) {
        this.behind = behind;
    }

    @Override
    public void onQuote(Quote quote, StrategyContext context) {
        behind.onQuote(quote, context);
    }

    @Override
    public void onTrade(Trade trade, StrategyContext context) {
        behind.onTrade(trade, context);
    }

    @Override
    public void onStats(Stats stats, StrategyContext context) {
        behind.onStats(stats, context);
    }

    @Override
    public void onMark(Mark mark, StrategyContext context) {
        behind.onMark(mark, context);
    }

    @Override
    public void onBackfill(Trade trade, StrategyContext context) {
        behind.onBackfill(trade, context);
    }

    @Override
    public void onFeedStatus(StreamView stream, StrategyContext context) {
        behind.onFeedStatus(stream, context);
    }

    @Override
    public void onExecution(Execution execution, StrategyContext context) {
        behind.onExecution(execution, context);
    }

    @Override
    public void onRefusal(Refusal refusal, StrategyContext context) {
        behind.onRefusal(refusal, context);
    }

    @Override
    public void onTimer(long nowNs, StrategyContext context) {
        behind.onTimer(nowNs, context);
    }

    @Override
    public void writeState(StateWriter out) {
        behind.writeState(out);
    }

    @Override
    public void readState(StateReader in) {
        behind.readState(in);
    }

    @Override
    public boolean hasStateSupport() {
        return behind.hasStateSupport();
    }
}
