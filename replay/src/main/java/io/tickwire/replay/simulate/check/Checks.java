package io.tickwire.replay.simulate.check;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimerFields;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.engine.signal.Tick;
import io.tickwire.engine.signal.Trade;
import io.tickwire.replay.simulate.model.Io;
import io.tickwire.replay.simulate.model.ModelConnections;
import io.tickwire.replay.simulate.model.World;

/** All rules over one run. */
public final class Checks {
    private final World world;
    private final Limits limits;
    private final Ledger ledger;
    private final PublishedFlags published = new PublishedFlags();
    private final Calls calls = new Calls();
    private final OrderCheck order;
    private final FillCheck fills;
    private final StaleCheck stale;
    private final RecoveryCheck recovery;
    private final Check[] checks;

    /**
     * Rules over a run that has not begun.
     *
     * @param nominal configuration of the run, whatever the engine gets
     * @param world   knows the truth
     */
    public Checks(Config nominal, World world) {
        this.world = world;
        this.ledger = new Ledger(world.scenario().startNs());
        this.limits = Limits.of(nominal, world.scenario());
        this.order = new OrderCheck(ledger);
        this.fills = new FillCheck(world, ledger);
        this.stale = new StaleCheck(world, limits, published, calls, ledger);
        this.recovery = new RecoveryCheck(world, limits, published, ledger);
        this.checks = new Check[] {calls, order, fills, stale, recovery,
            new ConnectCheck(limits, ledger), new CallCheck(ledger),
            new SwitchCheck(world, limits, calls, ledger), new WeightCheck(world, ledger),
            new BanCheck(world, limits, published, ledger), new TableCheck(published, ledger),
            new LifeCheck(world, limits, published, ledger), new BackOffCheck(world, ledger)};
    }

    /**
     * The strategy was shown a tick.
     *
     * @param tick    as it was shown
     * @param version what it really is
     * @param opens   whether it could open a position upon that
     */
    public void onShown(Tick tick, long version, boolean opens) {
        stale.onShown(tick.engineNs(), opens);
        order.onShown(tick, version, world.io().isShownHonest());
    }

    /**
     * The strategy was given a trade as backfill: a missing one, or a new one that came late.
     *
     * @param trade   as it was given
     * @param version what it really is
     */
    public void onBackfilled(Trade trade, long version) {
        if (!fills.takes(trade)) {
            order.onShown(trade, version, world.io().isShownHonest());
        }
    }

    /**
     * The strategy was told a TIMER.
     *
     * @param context what it may ask
     */
    public void onStrategyTimer(StrategyContext context) {
        for (StreamKind kind : ModelConnections.STREAMS) {
            published.fresh[kind.ordinal()] = context.isFresh(Io.INSTRUMENT, kind);
        }
    }

    /**
     * A record was journaled.
     *
     * @param event valid during the call
     */
    public void onRecord(Event event) {
        EventType type = event.type();
        if (type == EventType.FEED_STATUS) {
            published.onStatus(event);
            if (event.get(FeedStatusFields.REASON) == StatusReason.RENUMBERED.ordinal()
                && event.get(FeedStatusFields.KIND) == StreamKind.QUOTE.ordinal()) {
                world.faults().renumbered();
            }
        } else if (type == EventType.TIMER && event.get(TimerFields.LATE_NS) > limits.timerNs()) {
            ledger.stalled(event.get(TimerFields.LATE_NS), event.engineNs());
        }
        for (Check check : checks) {
            check.onRecord(event);
        }
    }

    /**
     * All records of what was published at once were read.
     *
     * @param nowNs engine time
     * @param timer whether a TIMER was among it
     */
    public void afterInputs(long nowNs, boolean timer) {
        order.afterInput(nowNs);
        if (timer) {
            for (Check check : checks) {
                check.onTimer(nowNs);
            }
        }
    }

    /**
     * The engine has stopped before the end.
     *
     * @param nowNs   engine time
     * @param failure that it threw
     * @return as a broken rule
     */
    public Violation stopped(long nowNs, RuntimeException failure) {
        StackTraceElement[] stack = failure.getStackTrace();
        return ledger.broken(Rule.END, nowNs, "the engine threw " + failure
            + (stack.length == 0 ? "" : " at " + stack[0]));
    }

    /** @return how often each rule was put to the test */
    public Ledger ledger() {
        return ledger;
    }

    /** @return how often GREEN was left though all was well and had been for long */
    public long alarms() {
        return recovery.alarms();
    }
}
