package io.tickwire.engine.core;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.feed.FeedStage;
import io.tickwire.engine.feed.Visibility;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.order.OrderRequests;
import io.tickwire.engine.order.OrderStage;
import io.tickwire.engine.signal.SignalStage;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * The one set of stages behind the journal: heartbeat, signal, order, always in this order. The
 * live engine, imports, simulations and replays all run this very class.
 */
public final class Stages implements State {
    private final InstrumentTable instruments = new InstrumentTable();
    private final FeedStage feed;
    private final SignalStage signal;
    private final OrderStage order;
    private long lastSequence;
    private Visibility showing = Visibility.LIVE;

    private Stages(Config config, String session, Strategy strategy) {
        OrderRequests requests = new OrderRequests();
        feed = new FeedStage(config, session.hashCode());
        order = new OrderStage(config, session, instruments, feed, requests);
        signal = new SignalStage(strategy, instruments, feed, order, requests);
    }

    /**
     * A set in its initial state.
     *
     * @param config   frozen configuration
     * @param session  session id: seeds the jitter, goes into client ids
     * @param strategy the user's
     * @return stages that have seen nothing
     */
    public static Stages create(Config config, String session, Strategy strategy) {
        return new Stages(config, session, strategy);
    }

    /**
     * Runs all stages on one input.
     *
     * @param event   any input
     * @param outputs what they decide
     */
    public void onEvent(Event event, Outputs outputs) {
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
        if (event.type() == EventType.INSTRUMENT) {
            instruments.apply(event);
        }
        showing = feed.onEvent(event, outputs);
    }

    /**
     * The second stage alone, after the first.
     *
     * @param event   the same input
     * @param outputs what it decides
     */
    public void signal(Event event, Outputs outputs) {
        signal.onEvent(event, showing, outputs);
    }

    /**
     * The third stage alone, after the second.
     *
     * @param event   the same input
     * @param outputs what it decides
     */
    public void order(Event event, Outputs outputs) {
        order.onEvent(event, showing, outputs);
    }

    /** @return symbols, scales and limits */
    public InstrumentTable instruments() {
        return instruments;
    }

    /** @return sequence of the last input, 0 before the first */
    public long lastSequence() {
        return lastSequence;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("lastSequence", lastSequence).put("instruments", instruments.count());
        out.section("feed", feed);
        out.section("strategy", signal);
        out.section("orders", order);
    }

    @Override
    public void readState(StateReader in) {
        lastSequence = in.getLong();
        int count = in.getInt();
        if (count != instruments.count()) {
            throw new IllegalStateException("snapshot of " + count + " instruments, "
                + instruments.count() + " known");
        }
        in.section("feed", feed);
        in.section("strategy", signal);
        in.section("orders", order);
    }

    /** @return whether {@link #readState} is enough to go on from a snapshot */
    public boolean hasStateSupport() {
        return signal.hasStateSupport();
    }
}
