package io.tickwire.perf.faults;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.feed.StreamView;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * Stands in front of a strategy and hands every call on; what is below it watches. In a replay it
 * so learns what the strategy was shown and did live, if that replay is identical.
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
    public void onTick(Event tick, StrategyContext decisions) {
        behind.onTick(tick, decisions);
    }

    @Override
    public void onBackfill(Event trade, StrategyContext decisions) {
        behind.onBackfill(trade, decisions);
    }

    @Override
    public void onFeedStatus(StreamView stream, StrategyContext decisions) {
        behind.onFeedStatus(stream, decisions);
    }

    @Override
    public void onTimer(long nowNs, StrategyContext decisions) {
        behind.onTimer(nowNs, decisions);
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
