package io.tickwire.engine.core;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.journal.JournalWriter;
import io.tickwire.engine.session.OrderKey;
import io.tickwire.engine.signal.Strategy;
import java.nio.file.Path;

/**
 * Starts a run of a session, live, imported or simulated: creates the stages or recovers their
 * state, and opens the journal for this incarnation with that state at its head.
 * <pre>
 *   begin | resume --> stages, incarnation --> journaled --> inline engine, or threads of its own
 * </pre>
 */
public final class SessionStart {
    private final Config config;
    private final String session;
    private final long orderKey;
    private final Stages stages;
    private final int incarnation;
    private final int firstSegment;
    private final long lastEngineNs;

    private SessionStart(Config config, String session, long orderKey, Stages stages,
        int incarnation, int firstSegment, long lastEngineNs) {
        this.config = config;
        this.session = session;
        this.orderKey = orderKey;
        this.stages = stages;
        this.incarnation = incarnation;
        this.firstSegment = firstSegment;
        this.lastEngineNs = lastEngineNs;
    }

    /**
     * Of a new session whose orders no venue ever sees, such as an import.
     *
     * @param config   frozen
     * @param session  session id
     * @param strategy with its settings
     * @param startNs  engine time, 0 where the first input tells it
     * @return to be journaled
     */
    public static SessionStart begin(
        Config config, String session, Strategy strategy, long startNs) {
        return begin(config, session, OrderKey.of(session), strategy, startNs);
    }

    /**
     * Of a new session.
     *
     * @param config   frozen
     * @param session  session id
     * @param orderKey tells its orders from those of every other session
     * @param strategy with its settings
     * @param startNs  engine time, 0 where the first input tells it
     * @return to be journaled
     */
    public static SessionStart begin(
        Config config, String session, long orderKey, Strategy strategy, long startNs) {
        return new SessionStart(config, session, orderKey,
            Stages.create(config, session, orderKey, strategy), 1, 1, startNs);
    }

    /**
     * Of a session that goes on. Its first input has to be RESUMED.
     *
     * @param before what its journal left
     * @return to be journaled
     */
    public static SessionStart resume(Recovery before) {
        return new SessionStart(before.config(), before.session(), before.orderKey(),
            before.stages(), before.incarnation() + 1, before.nextSegment(),
            before.lastEngineNs());
    }

    /**
     * Opens the journal in a folder and writes the state at its head.
     *
     * @param folder           of the segments
     * @param segmentTimeoutNs longest wait for a prepared segment once this one is full
     * @param outbound         gets what the engine requests, null for nobody
     * @return to be closed
     * @throws io.tickwire.engine.journal.JournalFullException if no segment can be had
     */
    public JournaledStages journaled(Path folder, long segmentTimeoutNs, OutboundRing outbound) {
        return journaled(JournalWriter.open(new JournalWriter.Settings(
            folder, session, orderKey, incarnation, firstSegment, ConfigReader.toYaml(config),
            config.journal().segment(), config.journal().forceNs(), segmentTimeoutNs)), outbound);
    }

    /**
     * Writes the state at the head of a journal that is open already.
     *
     * @param writer   stands behind the metadata of the first segment
     * @param outbound gets what the engine requests, null for nobody
     * @return to be closed
     */
    public JournaledStages journaled(JournalWriter writer, OutboundRing outbound) {
        JournalStage journal = new JournalStage(writer, stages, outbound);
        journal.writeHead(lastEngineNs);
        return new JournaledStages(config, stages, writer, journal);
    }

    /** @return as they were after the last input, or in their initial state */
    public Stages stages() {
        return stages;
    }

    /** @return tells its orders from those of every other session */
    public long orderKey() {
        return orderKey;
    }

    /** @return 1 for a new session */
    public int incarnation() {
        return incarnation;
    }

    /** @return index of the first segment that this incarnation writes */
    public int firstSegment() {
        return firstSegment;
    }

    /** @return engine time of the last input, or of the start; ns */
    public long lastEngineNs() {
        return lastEngineNs;
    }
}
