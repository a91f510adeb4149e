package io.tickwire.engine.core;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.journal.JournalWriter;
import io.tickwire.engine.ring.EngineClock;

/**
 * The stages of a run together with the journal that they write to, positioned behind the head of
 * its first segment.
 *
 * @param config  frozen
 * @param stages  heartbeat, signal and order
 * @param writer  of the journal; the engine thread's from the first event on
 * @param journal the stage that writes with it
 */
public record JournaledStages(
    Config config, Stages stages, JournalWriter writer, JournalStage journal)
    implements AutoCloseable {

    /**
     * An engine on the caller's thread.
     *
     * @param clock stamps events
     * @return it has seen nothing yet
     */
    public InlineEngine inline(EngineClock clock) {
        return new InlineEngine(stages, journal, clock, config.engine().arena(),
            config.journal().frames() == Config.Frames.RAW);
    }

    /** Closes the journal; a thread that has taken it over closes it itself. */
    @Override
    public void close() {
        writer.close();
    }
}
