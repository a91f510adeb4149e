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
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyException;
import io.tickwire.engine.stage.StateDifference;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Runs a session's inputs through the stages once more and compares what they decide with what
 * was recorded. Snapshots are assertions.
 */
public final class Replayer {
    private final Path directory;
    private final JournalReader reader;
    private final UnaryOperator<Strategy> around;
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
    private String otherDifference;
    private String ending;

    /** Told about each input before it runs; may hold the replay up. */
    public interface Observer {
        /**
         * An input comes.
         *
         * @param events   inputs run so far
         * @param engineNs its engine time, ns since the epoch
         */
        void onInput(long events, long engineNs);
    }

    private Replayer(Path directory, JournalReader reader, UnaryOperator<Strategy> around) {
        this.directory = directory;
        this.reader = reader;
        this.around = around;
    }

    /**
     * What a replay found.
     *
     * @param difference  the first one in words, null for none
     * @param events      inputs run
     * @param decisions   outputs compared
     * @param notRecorded outputs that a crash cut off
     * @param ending      what the last input, or the state behind it, makes a stage throw; null
     *                    for nothing
     * @param stateHash   of the state at the end, empty where it cannot be written
     * @param damages     of the journal, each in words
     * @param tears       of the journal, each in words
     */
    public record Result(
        String difference, long events, long decisions, long notRecorded, String ending,
        String stateHash, List<String> damages, List<String> tears) {
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
     * @param observer  told about each input
     * @return what was found
     * @throws IOException if the journal cannot be read or has no record
     */
    public static Result replay(Path directory, Observer observer) throws IOException {
        return replay(directory, observer, UnaryOperator.identity());
    }

    /**
     * Replays a whole journal and lets somebody watch what its strategy is shown and does.
     *
     * @param directory the session's {@code journal} folder
     * @param observer  told about each input
     * @param around    gets the session's strategy and gives one that does the same, seen from
     *                  outside
     * @return what was found
     * @throws IOException if the journal cannot be read or has no record
     */
    public static Result replay(
        Path directory, Observer observer, UnaryOperator<Strategy> around) throws IOException {
        JournalReader reader = JournalReader.open(directory);
        Replayer replayer = new Replayer(directory, reader, around);
        try {
            return replayer.run(observer);
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private Result run(Observer observer) throws IOException {
        if (peek() == null && reader.damages().isEmpty()) {
            throw new IOException("no record in the journal");
        }
        if (!reader.damages().isEmpty()) {
            return result("");
        }
        Config config = ConfigReader.read(reader.config());
        Stages stages = Stages.create(config, reader.session(), reader.orderKey(),
            around.apply(Strategies.of(config.strategy(), directory)));
        if (reader.segmentIndex() > 1) {
            takeOverHead(stages);
        }
        Event event;
        // Behind damage inputs are missing, so everything would differ.
        while (difference() == null && (event = take()) != null && reader.damages().isEmpty()) {
            if (event.type() == EventType.SNAPSHOT) {
                checkSnapshot(event, stages);
            } else if ((event.flags() & Flags.HEAD) == 0 && event.type() != null) {
                observer.onInput(events, event.engineNs());
                runInput(event, stages);
            }
        }
        return result(stateHash(stages));
    }

    /** Of the end; empty where the strategy cannot say its state. */
    private String stateHash(Stages stages) {
        try {
            stages.writeState(state.reset());
            return StateHash.of(state.buffer(), state.length());
        } catch (StrategyException failure) {
            ending = difference() == null ? failure.getMessage() : null;
            return "";
        }
    }

    private Result result(String stateHash) {
        return new Result(difference(), events, comparator.decisions(),
            comparator.notRecorded(), ending, stateHash, reader.damages(), reader.tears());
    }

    /** Where the first segments are gone, the first head is the state to begin from. */
    private void takeOverHead(Stages stages) throws IOException {
        if (!stages.hasStateSupport()) {
            throw new IOException("the journal begins with segment " + reader.segmentIndex()
                + ", and the strategy can only be replayed from the session's start");
        }
        Event event = take();
        while (event != null && event.type() == EventType.INSTRUMENT) {
            stages.instruments().apply(event);
            event = take();
        }
        if (event == null || event.type() != EventType.SNAPSHOT) {
            throw new IOException("the journal does not begin with a snapshot");
        }
        stages.readState(
            new StateReader(event.varBuffer(), event.varOffset(), event.varLength()));
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
        try {
            stages.onEvent(input, comparator);
        } catch (UncheckedIOException unreadable) {
            throw unreadable;
        } catch (RuntimeException failure) {
            String words =
                failure instanceof StrategyException ? failure.getMessage() : failure.toString();
            // A stage that threw live ended the session there; then it may throw again.
            if (peek() != null || cleanEnd) {
                otherDifference = "sequence " + input.sequence() + " " + input.type()
                    + ": recorded no failure, recomputed " + words;
            } else if (difference() == null) {
                ending = words;
            }
        }
    }

    private void checkSnapshot(Event snapshot, Stages stages) {
        try {
            stages.writeState(state.reset());
        } catch (StrategyException failure) {
            otherDifference = "sequence " + snapshot.sequence()
                + " SNAPSHOT.state: recorded one, recomputed " + failure.getMessage();
            return;
        }
        UnsafeBuffer recorded =
            new UnsafeBuffer(snapshot.varBuffer(), snapshot.varOffset(), snapshot.varLength());
        if (!recorded.equals(new UnsafeBuffer(state.buffer(), 0, state.length()))) {
            StateDifference found = StateDifference.find(
                recorded, 0, recorded.capacity(), stages, state.buffer());
            otherDifference = "sequence " + snapshot.sequence() + " SNAPSHOT." + found.path()
                + ": recorded " + found.recorded() + ", recomputed " + found.recomputed();
        }
    }

    private String difference() {
        return comparator.difference() != null ? comparator.difference() : otherDifference;
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
