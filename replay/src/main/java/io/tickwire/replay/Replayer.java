package io.tickwire.replay;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.core.JournalStage;
import io.tickwire.engine.core.Stages;
import io.tickwire.engine.core.StateHash;
import io.tickwire.engine.core.Strategies;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.stage.StateWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Runs a session's inputs through the stages once more and compares what they decide with what
 * was recorded. Snapshots are assertions.
 */
public final class Replayer {
    private static final int PROGRESS_EVENTS = 1_000_000;

    private final JournalReader reader;
    private final Event input = new Event();
    private final Comparator comparator = new Comparator(new OfReader());
    private final StateWriter state = new StateWriter(
        new UnsafeBuffer(ByteBuffer.allocateDirect(JournalStage.MAX_STATE_LENGTH)));
    private Event ahead;
    private boolean atEnd;
    private boolean cleanEnd;
    private int inputIncarnation;
    private long events;
    private long lastSequence;
    private String snapshotDifference;

    private Replayer(JournalReader reader) {
        this.reader = reader;
    }

    /**
     * What a replay found.
     *
     * @param difference  the first one in words, null for none
     * @param events      inputs run
     * @param decisions   outputs compared
     * @param notRecorded outputs that a crash cut off
     * @param stateHash   of the state at the end
     * @param damages     of the journal, each in words
     * @param tears       of the journal, each in words
     */
    public record Result(
        String difference, long events, long decisions, long notRecorded, String stateHash,
        List<String> damages, List<String> tears) {
        /** @return whether everything recorded was recomputed alike from a whole or torn journal */
        public boolean isIdentical() {
            return difference == null && damages.isEmpty();
        }

        /** @return the one line that scripts read */
        public String verdict() {
            // Missing inputs make everything behind them differ; the damage is the news.
            if (!damages.isEmpty()) {
                return "damaged at " + damages.get(0);
            }
            if (difference != null) {
                return "differs at " + difference;
            }
            return "identical: " + events + " events, " + decisions + " decisions, state hash "
                + stateHash;
        }
    }

    /**
     * Replays a whole journal.
     *
     * @param directory the session's {@code journal} folder
     * @param progress  told the number of inputs now and then
     * @return what was found
     * @throws IOException if the journal cannot be read
     */
    public static Result replay(Path directory, LongConsumer progress) throws IOException {
        JournalReader reader = JournalReader.open(directory);
        Replayer replayer = new Replayer(reader);
        try {
            return replayer.run(progress);
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private Result run(LongConsumer progress) throws IOException {
        Event first = peek();
        if (first == null) {
            throw new IOException("no record in the journal");
        }
        Config config = ConfigReader.read(reader.config());
        Stages stages = Stages.create(
            config, reader.session(), Strategies.create(config.strategy()));
        Event event;
        while (difference() == null && (event = take()) != null) {
            if (event.type() == EventType.SNAPSHOT) {
                checkSnapshot(event, stages);
            } else if ((event.flags() & Flags.HEAD) == 0 && event.type() != null) {
                runInput(event, stages);
                if (events % PROGRESS_EVENTS == 0) {
                    progress.accept(events);
                }
            }
        }
        stages.writeState(state);
        return new Result(difference(), events, comparator.decisions(),
            comparator.notRecorded(), StateHash.of(state.buffer(), state.length()),
            reader.damages(), reader.tears());
    }

    private void runInput(Event event, Stages stages) {
        if (event.ordinal() > 0) {
            comparator.surplus(event);
            return;
        }
        input.wrapRecord(event.buffer(), event.offset());
        inputIncarnation = reader.incarnation();
        cleanEnd = input.type() == EventType.END;
        if (input.sequence() != lastSequence) {
            events++;
            lastSequence = input.sequence();
        }
        comparator.begin(input);
        stages.onEvent(input, comparator);
    }

    private void checkSnapshot(Event snapshot, Stages stages) {
        stages.writeState(state);
        UnsafeBuffer recorded =
            new UnsafeBuffer(snapshot.varBuffer(), snapshot.varOffset(), snapshot.varLength());
        UnsafeBuffer recomputed = new UnsafeBuffer(state.buffer(), 0, state.length());
        if (!recorded.equals(recomputed)) {
            snapshotDifference = "sequence " + snapshot.sequence() + " SNAPSHOT: recorded "
                + StateHash.of(recorded, recorded.capacity()) + ", recomputed "
                + StateHash.of(recomputed, recomputed.capacity());
        }
    }

    private String difference() {
        return comparator.difference() != null ? comparator.difference() : snapshotDifference;
    }

    private Event peek() {
        if (ahead == null && !atEnd) {
            try {
                ahead = reader.next();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            atEnd = ahead == null;
        }
        return ahead;
    }

    private Event take() {
        Event taken = peek();
        ahead = null;
        return taken;
    }

    private final class OfReader implements Comparator.Recorded {
        @Override
        public Event next() {
            Event next = peek();
            boolean ours = next != null && next.ordinal() > 0
                && next.sequence() == input.sequence();
            return ours ? take() : null;
        }

        @Override
        public boolean mayBeCutOff() {
            Event next = peek();
            return next == null ? !cleanEnd : reader.incarnation() > inputIncarnation;
        }
    }
}
