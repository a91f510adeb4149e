package io.tickwire.engine.core;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.StringJoiner;

/**
 * Recovers the state of a session from its journal: reads the last complete snapshot and runs the
 * inputs behind it through the stages again.
 *
 * @param stages       as they were after the last journaled input
 * @param config       the frozen configuration
 * @param session      session id
 * @param orderKey     of the session
 * @param incarnation  of the last run
 * @param lastEngineNs engine time of the last input
 * @param nextSegment  index of the next segment to write
 */
public record Recovery(
    Stages stages, Config config, String session, long orderKey, int incarnation,
    long lastEngineNs, int nextSegment) {

    /**
     * Reads a journal.
     *
     * @param directory the session's {@code journal} folder
     * @return the state to go on from
     * @throws IOException if it cannot be read or is damaged
     */
    public static Recovery of(Path directory) throws IOException {
        int last = JournalReader.open(directory).lastSegmentIndex();
        try {
            for (int segment = last; segment > 0; segment--) {
                Recovery recovery = from(directory, segment, last);
                if (recovery != null) {
                    return recovery;
                }
            }
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        throw new IOException("no state to go on from in " + directory
            + ": no segment holds a complete snapshot");
    }

    /**
     * What the next run begins with, in one line for people.
     *
     * @return such as {@code resumed: run 2, BTCUSDT -0.001, state of mine.EachFifth as after 1462
     *     events}
     */
    public String summary() {
        InstrumentTable instruments = stages.instruments();
        StringJoiner line = new StringJoiner(", ");
        line.add("resumed: run " + (incarnation + 1));
        boolean flat = true;
        for (int id = 1; id <= instruments.count(); id++) {
            long position = stages.position(id);
            if (position != 0) {
                flat = false;
                line.add(instruments.symbol(id) + " " + BigDecimal.valueOf(
                    position, -instruments.quantityExponent(id)).stripTrailingZeros()
                    .toPlainString());
            }
        }
        if (flat) {
            line.add("no positions");
        }
        if (stages.openOrders() > 0) {
            line.add(stages.openOrders() == 1 ? "1 open order"
                : stages.openOrders() + " open orders");
        }
        String strategy = config.strategy().className().isEmpty()
            ? "the strategy" : config.strategy().className();
        return line.add(stages.hasStateSupport()
            ? "state of " + strategy + " as after " + stages.lastSequence() + " events"
            : strategy + " has been shown all " + stages.lastSequence() + " events again")
            .toString();
    }

    /** Null where that segment holds no state to go on from. */
    private static Recovery from(Path directory, int segment, int last) throws IOException {
        try (JournalReader reader = JournalReader.openFrom(directory, segment)) {
            return from(reader, directory, segment, last);
        }
    }

    private static Recovery from(
        JournalReader reader, Path directory, int segment, int last) throws IOException {
        ReplayLoop loop = new ReplayLoop(reader);
        if (loop.peek() == null || reader.segmentIndex() != segment) {
            return null;
        }
        checkWhole(reader);
        reader.checkStateVersion();
        Config config = ConfigReader.readFrozen(reader.config());
        Strategy strategy = Strategies.of(config.strategy(), directory);
        Stages stages = Stages.create(
            config, reader.session(), reader.orderKey(), strategy);
        if (segment > 1 && !stages.hasStateSupport()) {
            return null;
        }
        Tail tail = new Tail();
        try {
            Event snapshot = loop.beginFromHead(stages);
            if (snapshot == null) {
                return null;
            }
            tail.lastEngineNs = snapshot.engineNs();
            loop.run(stages, tail);
        } catch (StrategyException again) {
            throw new IOException("the session cannot go on: " + again.getMessage(), again);
        }
        checkWhole(reader);
        return new Recovery(stages, config, reader.session(), reader.orderKey(),
            reader.incarnation(), tail.lastEngineNs, last + 1);
    }

    /**
     * Handles the inputs behind the snapshot. Their requests are not sent again: the run that made
     * them has sent them, and the RESUMED record tells the stages that no answers will come.
     */
    private static final class Tail extends ReplayHandler {
        private long lastEngineNs;

        @Override
        protected void onInput(Event input) {
            lastEngineNs = input.engineNs();
        }
    }

    private static void checkWhole(JournalReader reader) throws IOException {
        if (!reader.isWhole()) {
            throw new IOException("journal is damaged, see journal verify: "
                + reader.damages().get(0));
        }
    }
}
