package io.tickwire.replay.simulate.model;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.market.Market;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.engine.ring.VirtualClock;
import java.util.List;

/**
 * Everything around the engine, from one seed, in virtual time, on one thread: market, venue,
 * network, our I/O thread, and what goes wrong with them. Engine time is true time here; only the
 * venue's clock is off.
 *
 * <pre>
 *   market --- venue --- network, its sockets --- I/O --- engine
 *                  \---- REST, its replies ----/
 * </pre>
 */
public final class World {
    private static final MarketSymbol SYMBOL = MarketSymbol.DEFAULT.get(0);
    private static final long TIMER_JITTER_NS = 1_000_000L;

    private final Scenario scenario;
    private final long timerEveryNs;
    private final Interceptor interceptor;
    private final VirtualClock clock = new VirtualClock();
    private final TaskQueue tasks = new TaskQueue();
    private final Faults faults = new Faults();
    private final StreamTruth[] truths = new StreamTruth[StreamKind.values().length];
    private final SeededRandom pulseRandom;
    private final VenueTime time;
    private final ModelWeightMeter meter;
    private final Network network;
    private final Venue venue;
    private final Rest rest;
    private final RandomFaults plan;
    private Io io;

    // Our I/O thread: until when it stands still, and what it does first then.
    private long freeNs;
    private boolean timerFirst;
    private long lastTimerNs;
    private boolean timerPublished;

    private World(SeededRandom random, Scenario scenario, long timerEveryNs,
        Interceptor interceptor) {
        this.scenario = scenario;
        this.timerEveryNs = timerEveryNs;
        this.interceptor = interceptor;
        this.pulseRandom = random.split();
        for (StreamKind kind : ModelConnections.STREAMS) {
            truths[kind.ordinal()] = new StreamTruth();
        }
        time = new VenueTime(scenario.startNs(), scenario.clockOffsetNs(),
            scenario.clockDriftPpm());
        meter = new ModelWeightMeter(time, scenario.weightLimit());
        network = new Network(scenario, tasks, random.split(), faults, truths);
        Market market = Market.open(
            List.of(SYMBOL), random.next(), scenario.eventsPerSecond(), scenario.startNs());
        venue = new Venue(scenario, market, time, faults, network, truths);
        rest = new Rest(scenario, tasks, random.split(), faults, time, meter, venue);
        plan = new RandomFaults(scenario, tasks, random.split(), faults, network, rest, venue,
            time,
            meter, this::stall);
    }

    /**
     * Draws a world.
     *
     * @param seed    same seed, same world
     * @param hours   length
     * @param nominal configuration of the run
     * @param interceptor stands between engine and world
     * @return a world that has not begun
     */
    public static World draw(long seed, int hours, Config nominal, Interceptor interceptor) {
        SeededRandom random = new SeededRandom(seed);
        Scenario scenario =
            Scenario.draw(random.split(), hours, nominal.feed().rotateAfterNs());
        World world = new World(random, scenario, nominal.timer().everyNs(), interceptor);
        world.clock.advanceTo(scenario.startNs());
        return world;
    }

    /**
     * Begins: what every session begins with, and the pulse.
     *
     * @param sink the engine's
     */
    public void begin(EventSink sink) {
        io = new Io(sink, clock, interceptor, network, rest, SYMBOL);
        network.io(io);
        rest.io(io);
        plan.draw();
        io.begin();
        timerPublished = true;
        lastTimerNs = scenario.startNs();
        tasks.at(nextTimerNs(), new Pulse());
    }

    private long nextTimerNs() {
        return lastTimerNs + timerEveryNs + pulseRandom.between(0, TIMER_JITTER_NS);
    }

    private void stall(long untilNs, boolean first) {
        freeNs = Math.max(freeNs, untilNs);
        timerFirst = first;
    }

    private final class Pulse extends TaskQueue.Task {
        @Override
        protected boolean isOurs() {
            return true;
        }

        @Override
        protected void run(long nowNs) {
            long lateNs = Math.max(0, nowNs - lastTimerNs - timerEveryNs);
            lastTimerNs = nowNs;
            timerPublished = true;
            io.timer(lateNs);
            tasks.at(nextTimerNs(), this);
        }
    }

    /**
     * Makes the next thing happen.
     *
     * @return false at the end of the run, where END was published
     */
    public boolean step() {
        timerPublished = false;
        long marketNs = venue.nextEventNs();
        long dueNs = Math.min(marketNs, tasks.nextNs());
        if (dueNs >= scenario.endNs()) {
            clock.advanceTo(Math.max(freeNs, scenario.endNs()));
            io.end();
            return false;
        }
        if (marketNs == dueNs) {
            venue.advanceTo(marketNs);
            return true;
        }
        TaskQueue.Task task = tasks.take();
        if (task.isOurs() && dueNs < freeNs) {
            if (task instanceof Pulse) {
                tasks.defer(freeNs, timerFirst, task);
            } else {
                tasks.defer(freeNs, task);
            }
            return true;
        }
        clock.advanceTo(dueNs);
        task.run(dueNs);
        return true;
    }

    /** @return whether the last step published a TIMER */
    public boolean timerPublished() {
        return timerPublished;
    }

    /** @return engine time */
    public VirtualClock clock() {
        return clock;
    }

    /** @return our I/O thread, once begun */
    public Io io() {
        return io;
    }

    /** @return what goes wrong */
    public Faults faults() {
        return faults;
    }

    /**
     * Whether the venue's REST side has a trade.
     *
     * @param id of an aggregate
     * @return false for one that it has lost, or keeps no longer
     */
    public boolean hasTrade(long id) {
        return venue.hasTrade(id);
    }

    /** @return the venue's clock */
    public VenueTime time() {
        return time;
    }

    /** @return the venue's count of our weight */
    public ModelWeightMeter meter() {
        return meter;
    }

    /** @return what this run is like */
    public Scenario scenario() {
        return scenario;
    }

    /**
     * What is true about a stream.
     *
     * @param kind subscribed
     * @return the truth
     */
    public StreamTruth truth(StreamKind kind) {
        return truths[kind.ordinal()];
    }

    /**
     * How many sockets a group has, attempts included.
     *
     * @param group 0 or 1
     * @return 0 to 2
     */
    public int sockets(int group) {
        int first = ModelConnections.firstLink(group);
        return (network.isBusy(first) ? 1 : 0) + (network.isBusy(first + 1) ? 1 : 0);
    }
}
