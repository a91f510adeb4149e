package io.tickwire.perf.bench;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.ResumedFields;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.replay.Replayer;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A journal read back and replayed.
 *
 * @param records     that can be read
 * @param segments    with a record in them
 * @param incarnation the highest that a RESUMED says, 1 before the first
 * @param replay      what the replay found
 */
record Verification(long records, int segments, long incarnation, Replayer.Result replay) {
    /**
     * Reads and replays.
     *
     * @param journal folder of its segments
     * @return what was found; null where nothing was ever journaled
     * @throws IOException          if the journal cannot be read
     * @throws CheckFailedException if it is damaged or decides otherwise than recorded
     */
    static Verification of(Path journal) throws IOException, CheckFailedException {
        if (JournalReader.segments(journal).isEmpty()) {
            return null;
        }
        JournalReader reader = JournalReader.open(journal);
        long incarnation = 1;
        int segments = 0;
        int lastSegment = 0;
        Event event;
        while ((event = reader.next()) != null) {
            if (event.type() == EventType.RESUMED) {
                incarnation = Math.max(incarnation, event.get(ResumedFields.INCARNATION));
            }
            if (reader.segmentIndex() != lastSegment) {
                lastSegment = reader.segmentIndex();
                segments++;
            }
        }
        if (!reader.damages().isEmpty()) {
            throw new CheckFailedException("damaged at " + reader.damages().get(0));
        }
        if (reader.records() == 0) {
            return null;
        }
        Replayer.Result replay = Replayer.replay(journal, (events, engineNs) -> { });
        if (!replay.isIdentical()) {
            throw new CheckFailedException(replay.verdict());
        }
        return new Verification(reader.records(), segments, incarnation, replay);
    }

    /** For a line about a round. */
    String description() {
        return replay.events() + " events, " + replay.decisions() + " decisions, " + segments
            + " segments" + (replay.tears().isEmpty() ? "" : ", torn " + replay.tears().size())
            + (replay.notRecorded() == 0 ? "" : ", not recorded " + replay.notRecorded());
    }
}
