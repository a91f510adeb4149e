package io.tickwire.replay.simulate;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.core.InlineEngine;
import io.tickwire.engine.core.OutboundRing;
import io.tickwire.engine.core.SessionStart;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.journal.MemoryJournal;
import io.tickwire.engine.signal.Mark;
import io.tickwire.engine.signal.Quote;
import io.tickwire.engine.signal.Stats;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.engine.signal.StrategyException;
import io.tickwire.engine.signal.Tick;
import io.tickwire.engine.signal.Trade;
import io.tickwire.replay.simulate.check.Checks;
import io.tickwire.replay.simulate.check.Ledger;
import io.tickwire.replay.simulate.check.Rule;
import io.tickwire.replay.simulate.check.Violation;
import io.tickwire.replay.simulate.model.Faults;
import io.tickwire.replay.simulate.model.Interceptor;
import io.tickwire.replay.simulate.model.Io;
import io.tickwire.replay.simulate.model.World;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One engine in one simulated world, from one seed: the real stages and journal, in memory, with
 * all rules checked. The same seed gives the same journal, byte for byte.
 */
final class Run {
    private final Interceptor interceptor;
    private final World world;
    private final Checks checks;
    private final MemoryJournal journal;
    private final InlineEngine engine;
    private final OutboundRing outbound;
    private final ReplayCheck replay;
    private final Trace trace;
    private final CRC32C hash = new CRC32C();
    private boolean requested;
    private long ticks;

    /**
     * What came of a run.
     *
     * @param seed      its seed
     * @param violation what was broken, null for nothing
     * @param faults    what went wrong in the world
     * @param ledger    how often each rule was put to the test
     * @param ticks     that the strategy was shown
     * @param alarms    how often GREEN was left though all was well
     * @param hash      of the journal's bytes
     */
    record Result(long seed, Violation violation, Faults faults, Ledger ledger, long ticks,
        long alarms, long hash) {
    }

    private Run(long seed, int hours, boolean replayed, Interceptor interceptor, Trace trace) {
        this.trace = trace;
        this.interceptor = interceptor;
        Config nominal = ConfigReader.read(config(seed));
        Config config = interceptor.config(nominal);
        String session = "simulated-" + seed;
        world = World.draw(seed, hours, nominal, interceptor);
        checks = new Checks(nominal, world);
        replay = replayed ? new ReplayCheck(config, session, interceptor) : null;
        journal = MemoryJournal.open(
            session, config(seed), config.journal().segment(), this::onSegment);
        outbound = new OutboundRing(() -> requested = true);
        engine = SessionStart.begin(config, session, new Watcher(), world.clock().nowNs())
            .journaled(journal.writer(), outbound).inline(world.clock());
    }

    /** In every fourth run sockets come of age often. */
    private static String config(long seed) {
        String rotateAfter = Math.floorMod(seed, 4) == 0 ? "20m" : "23h";
        return "venue: {name: loopback}\n"
            + "symbols: [BTCUSDT]\n"
            + "streams: [quote, trade, mark]\n"
            + "mode: monitor\n"
            + "feed: {rotateAfter: " + rotateAfter + "}\n"
            + "timer: {every: 500ms}\n"
            + "engine: {arena: 1MiB}\n"
            + "journal: {frames: none, segment: 4MiB, force: none}\n"
            + "http: {port: off}\n";
    }

    /**
     * Runs a seed to its end or to the first rule that it breaks.
     *
     * @param seed     of everything
     * @param hours    length
     * @param replayed whether its journal is replayed as well
     * @param interceptor  stands between engine and world
     * @param trace    told what happens, null for none
     * @return what came of it
     */
    static Result of(long seed, int hours, boolean replayed, Interceptor interceptor, Trace trace) {
        Run run = new Run(seed, hours, replayed, interceptor, trace);
        Violation violation = null;
        try {
            run.toItsEnd();
        } catch (Violation broken) {
            violation = broken;
        } catch (StrategyException thrown) {
            // Our own strategy watches what it is shown.
            violation = thrown.getCause() instanceof Violation broken ? broken
                : run.checks.stopped(run.world.clock().nowNs(), thrown);
        } catch (RuntimeException failure) {
            violation = run.checks.stopped(run.world.clock().nowNs(), failure);
        }
        return new Result(seed, violation, run.world.faults(), run.checks.ledger(), run.ticks,
            run.checks.alarms(), run.hash.getValue());
    }

    private void toItsEnd() {
        world.begin(engine);
        afterInputs();
        boolean more;
        do {
            more = world.step();
            afterInputs();
        } while (more);
        journal.writer().close();
        checks.ledger().exercise(Rule.END);
    }

    private void afterInputs() {
        while (requested) {
            requested = false;
            outbound.poll(world.io());
        }
        Event record = journal.poll();
        if (record == null) {
            return;
        }
        do {
            if (trace != null) {
                trace.onRecord(record, world.faults());
            }
            if (interceptor.records(record)) {
                checks.onRecord(record);
            }
        } while ((record = journal.poll()) != null);
        checks.afterInputs(world.clock().nowNs(), world.timerPublished());
    }

    private void onSegment(UnsafeBuffer segment, int firstRecord, int length) {
        ByteBuffer bytes = segment.byteBuffer().duplicate();
        bytes.limit(length).position(0);
        hash.update(bytes);
        if (replay != null) {
            replay.onSegment(segment, firstRecord, length);
            checks.ledger().exercise(Rule.REPLAY);
            if (replay.difference() != null) {
                throw new Violation(Rule.REPLAY, replay.difference());
            }
        }
    }

    /** Shows the checks what a strategy is shown; decides nothing. */
    private final class Watcher implements Strategy {
        @Override
        public void onQuote(Quote quote, StrategyContext context) {
            shown(quote, context);
        }

        @Override
        public void onTrade(Trade trade, StrategyContext context) {
            shown(trade, context);
        }

        @Override
        public void onStats(Stats stats, StrategyContext context) {
            shown(stats, context);
        }

        @Override
        public void onMark(Mark mark, StrategyContext context) {
            shown(mark, context);
        }

        private void shown(Tick tick, StrategyContext context) {
            ticks++;
            for (int times = interceptor.shows(tick); times > 0; times--) {
                checks.onShown(tick, interceptor.showsVersion(world.io().shownVersion()),
                    context.isFresh(Io.INSTRUMENT, StreamKind.QUOTE));
            }
        }

        @Override
        public void onBackfill(Trade trade, StrategyContext context) {
            for (int times = interceptor.shows(trade); times > 0; times--) {
                checks.onBackfilled(trade, interceptor.showsVersion(world.io().shownVersion()));
            }
        }

        @Override
        public void onTimer(long nowNs, StrategyContext context) {
            checks.onStrategyTimer(context);
        }
    }
}
