package io.tickwire.replay;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.core.ReplayLoop;
import io.tickwire.engine.core.Stages;
import io.tickwire.engine.core.Strategies;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Runs a session's inputs through the stages once more and compares what they decide with what
 * was recorded. Snapshots are assertions.
 */
public final class Replayer {
    private final Path directory;
    private final Observer observer;
    private final UnaryOperator<Strategy> around;
    private final JournalReader reader;
    private final ReplayLoop loop;
    private long events;
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

    private Replayer(
        Path directory, Observer observer, UnaryOperator<Strategy> around, JournalReader reader) {
        this.directory = directory;
        this.observer = observer;
        this.around = around;
        this.reader = reader;
        this.loop = new ReplayLoop(reader);
    }

    /**
     * What a replay found.
     *
     * @param difference   the first one, for people; null for none
     * @param events       inputs run
     * @param decisions    outputs compared
     * @param notRecorded  outputs that a crash cut off
     * @param ending       what the last input, or the state behind it, makes a stage throw; null
     *                     for nothing
     * @param stateHash    of the state at the end, empty where it cannot be written
     * @param firstSegment index of the segment whose head it began from; its first ones may be gone
     * @param isClosed     whether the last run was closed: it has its END
     * @param damages      of the journal, each with its place
     * @param tears        of the journal, each with its place
     */
    public record Result(
        String difference, long events, long decisions, long notRecorded, String ending,
        String stateHash, int firstSegment, boolean isClosed, List<String> damages,
        List<String> tears) {
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
            return comparison();
        }

        /** @return the same, of what there was to be replayed, whatever else is damaged or gone */
        public String comparison() {
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
     * @throws IOException if the journal cannot be read, has no record, or another build has to
     *     replay it
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
        try (JournalReader reader = JournalReader.open(directory)) {
            return new Replayer(directory, observer, around, reader).run();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private Result run() throws IOException {
        if (loop.peek() == null && reader.isWhole()) {
            throw new IOException("no record in the journal");
        }
        if (!reader.isWhole()) {
            return new Result(
                null, 0, 0, 0, null, "", 1, false, reader.damages(), reader.tears());
        }
        reader.checkStateVersion();
        Config config = ConfigReader.readFrozen(reader.config());
        Stages stages = Stages.create(config, reader.session(), reader.orderKey(),
            around.apply(Strategies.of(config.strategy(), directory)));
        int firstSegment = reader.segmentIndex();
        if (firstSegment > 1) {
            takeOverHead(stages);
        }
        Session session = new Session(stages);
        loop.run(stages, session);
        String stateHash = stateHash(session);
        return new Result(session.difference(), events, session.decisions(),
            session.notRecorded(), ending, stateHash, firstSegment, session.endedCleanly,
            reader.damages(), reader.tears());
    }

    /** Where the first segments are gone, the first head is the state to begin from. */
    private void takeOverHead(Stages stages) throws IOException {
        if (!stages.hasStateSupport()) {
            throw new IOException("the journal begins with segment " + reader.segmentIndex()
                + ", and the strategy can only be replayed from the session's start");
        }
        if (loop.beginFromHead(stages) == null) {
            throw new IOException("the journal does not begin with a snapshot");
        }
    }

    /** Of the end; empty where the strategy cannot say its state. */
    private String stateHash(Session session) {
        try {
            return session.stateHash();
        } catch (StrategyException failure) {
            ending = session.difference() == null ? failure.getMessage() : null;
            return "";
        }
    }

    /**
     * A session as it was recorded: paced by the observer, perhaps killed, perhaps ended by what a
     * stage threw.
     */
    private final class Session extends Comparator {
        private boolean endedCleanly;
        private int inputIncarnation;
        private long lastSequence;

        Session(Stages stages) {
            super(loop, stages);
        }

        @Override
        protected void onInput(Event input) {
            observer.onInput(events, input.engineNs());
            inputIncarnation = reader.incarnation();
            endedCleanly = input.type() == EventType.END;
            // A frame shares its sequence with the first event decoded from it.
            if (input.sequence() != lastSequence) {
                events++;
                lastSequence = input.sequence();
            }
        }

        @Override
        protected boolean mayBeCutOff() {
            return loop.peek() == null ? !endedCleanly
                : reader.incarnation() > inputIncarnation;
        }

        @Override
        protected void onFailure(Event input, RuntimeException failure) {
            String message =
                failure instanceof StrategyException ? failure.getMessage() : failure.toString();
            // A stage that threw live ended the session there; then it may throw again.
            if (loop.peek() != null || endedCleanly) {
                differ(input, ": recorded no failure, recomputed " + message);
            } else if (difference() == null) {
                ending = message;
            }
        }
    }
}
