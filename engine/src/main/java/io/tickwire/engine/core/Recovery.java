package io.tickwire.engine.core;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyException;
import io.tickwire.engine.stage.StateReader;
import java.io.IOException;
import java.nio.file.Path;

/**
 * State of a session as its journal left it: the last complete snapshot, and the inputs behind it
 * run through the stages once more.
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
        for (int segment = last; segment > 0; segment--) {
            Recovery recovery = from(directory, segment, last);
            if (recovery != null) {
                return recovery;
            }
        }
        throw new IOException("no state to go on from in " + directory
            + ": no segment holds a complete snapshot");
    }

    private static Recovery from(Path directory, int segment, int last) throws IOException {
        JournalReader reader = JournalReader.openFrom(directory, segment);
        Event event = reader.next();
        if (event == null || reader.segmentIndex() != segment) {
            return null;
        }
        checkWhole(reader);
        Config config = ConfigReader.read(reader.config());
        Strategy strategy = Strategies.of(config.strategy(), directory);
        Stages stages = Stages.create(
            config, reader.session(), reader.orderKey(), strategy);
        while (event != null && event.type() == EventType.INSTRUMENT
            && (event.flags() & Flags.HEAD) != 0) {
            stages.instruments().apply(event);
            event = reader.next();
        }
        if (event == null || event.type() != EventType.SNAPSHOT
            || segment > 1 && !stages.hasStateSupport()) {
            return null;
        }
        long lastEngineNs = runFrom(event, reader, stages);
        return new Recovery(stages, config, reader.session(), reader.orderKey(),
            reader.incarnation(), lastEngineNs, last + 1);
    }

    private static long runFrom(Event snapshot, JournalReader reader, Stages stages)
        throws IOException {
        try {
            stages.readState(new StateReader(
                snapshot.varBuffer(), snapshot.varOffset(), snapshot.varLength()));
            return runTail(reader, stages, snapshot.engineNs());
        } catch (StrategyException again) {
            throw new IOException("the session cannot go on: " + again.getMessage(), again);
        }
    }

    private static long runTail(JournalReader reader, Stages stages, long engineNs)
        throws IOException {
        ScratchOutputs outputs = new ScratchOutputs();
        long lastEngineNs = engineNs;
        Event event;
        while ((event = reader.next()) != null) {
            // Before the stages: they may take badly to a journal with a hole.
            checkWhole(reader);
            if (event.ordinal() == 0 && (event.flags() & Flags.HEAD) == 0) {
                outputs.begin(event);
                stages.onEvent(event, outputs);
                lastEngineNs = event.engineNs();
            }
        }
        checkWhole(reader);
        return lastEngineNs;
    }

    private static void checkWhole(JournalReader reader) throws IOException {
        if (!reader.damages().isEmpty()) {
            throw new IOException("journal is damaged, see journal verify: "
                + reader.damages().get(0));
        }
    }
}
