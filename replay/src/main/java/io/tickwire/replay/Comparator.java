package io.tickwire.replay;

import io.tickwire.engine.core.JournalStage;
import io.tickwire.engine.core.ReplayHandler;
import io.tickwire.engine.core.ReplayLoop;
import io.tickwire.engine.core.Stages;
import io.tickwire.engine.core.StateHash;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Field;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.signal.StrategyException;
import io.tickwire.engine.stage.StateDifference;
import io.tickwire.engine.stage.StateWriter;
import io.tickwire.replay.export.Values;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Compares what the stages decide with what was recorded, byte for byte, and the state with each
 * recorded SNAPSHOT; names the first field or value that differs, and wants no more then.
 */
public class Comparator extends ReplayHandler {
    private final ReplayLoop loop;
    private final Stages stages;
    private final StateWriter state = new StateWriter(
        new UnsafeBuffer(ByteBuffer.allocateDirect(JournalStage.MAX_STATE_LENGTH)));
    private String difference;
    private long decisions;
    private long notRecorded;

    /**
     * Compares with what was recorded.
     *
     * @param loop   gives the outputs that were recorded
     * @param stages give the state
     */
    public Comparator(ReplayLoop loop, Stages stages) {
        this.loop = loop;
        this.stages = stages;
    }

    /**
     * Asked where the stages decide more than was recorded.
     *
     * @return whether the rest was cut off by a crash rather than not decided
     */
    protected boolean mayBeCutOff() {
        return false;
    }

    @Override
    protected final boolean isDone() {
        return difference != null;
    }

    @Override
    protected final void onOutput(Event made) {
        if (difference != null) {
            return;
        }
        Event was = loop.recordedOutput();
        if (was != null) {
            decisions++;
            difference = compare(was, made);
        } else if (mayBeCutOff()) {
            notRecorded++;
        } else {
            differ(made, ": recorded nothing, recomputed " + describe(made));
        }
    }

    @Override
    protected final void onSurplus(Event was) {
        differ(was, ": recorded " + describe(was) + ", recomputed nothing");
    }

    @Override
    protected final void onSnapshot(Event snapshot) {
        try {
            stages.writeState(state.reset());
        } catch (StrategyException failure) {
            differ(snapshot, ".state: recorded one, recomputed " + failure.getMessage());
            return;
        }
        UnsafeBuffer recorded =
            new UnsafeBuffer(snapshot.varBuffer(), snapshot.varOffset(), snapshot.varLength());
        if (!recorded.equals(new UnsafeBuffer(state.buffer(), 0, state.length()))) {
            StateDifference found = StateDifference.find(
                recorded, 0, recorded.capacity(), stages, state.buffer());
            differ(snapshot, "." + found.path() + ": recorded " + found.recorded()
                + ", recomputed " + found.recomputed());
        }
    }

    /** Notes a difference if it is the first. */
    final void differ(Event record, String what) {
        if (difference == null) {
            difference = "sequence " + record.sequence() + " " + record.type() + what;
        }
    }

    private static String compare(Event was, Event made) {
        int length = made.recordLength();
        if (was.type() == made.type() && was.recordLength() == length
            && sameBytes(was, made, length)) {
            return null;
        }
        String where = "sequence " + was.sequence() + " ";
        if (was.type() != made.type()) {
            return where + "output " + made.ordinal() + ": recorded " + was.type()
                + ", recomputed " + made.type();
        }
        where += was.type() + ".";
        for (Field field : was.type().fields()) {
            String before = Values.text(was, field);
            String now = Values.text(made, field);
            if (!before.equals(now)) {
                return where + field.name() + ": recorded " + before + ", recomputed " + now;
            }
        }
        return where + headerDifference(was, made);
    }

    private static String headerDifference(Event was, Event made) {
        if (was.instrument() != made.instrument()) {
            return "instrument: recorded " + was.instrument() + ", recomputed " + made.instrument();
        }
        if (was.link() != made.link()) {
            return "link: recorded " + was.link() + ", recomputed " + made.link();
        }
        if (was.varLength() != made.varLength() || !was.varText().equals(made.varText())) {
            return "text: recorded " + was.varText() + ", recomputed " + made.varText();
        }
        for (int at = Header.TYPE; at < made.recordLength(); at++) {
            if (byteAt(was, at) != byteAt(made, at)) {
                return "byte " + at + ": recorded "
                    + (byteAt(was, at) & 0xff) + ", recomputed " + (byteAt(made, at) & 0xff);
            }
        }
        throw new IllegalStateException("records differ nowhere");
    }

    /** Of whole records, whose length is a multiple of a long; without length word and checksum. */
    private static boolean sameBytes(Event was, Event made, int length) {
        for (int at = Header.TYPE; at < length; at += Long.BYTES) {
            if (was.get(at) != made.get(at)) {
                return false;
            }
        }
        return true;
    }

    private static byte byteAt(Event event, int at) {
        return event.buffer().getByte(event.offset() + at);
    }

    private static String describe(Event event) {
        StringBuilder text = new StringBuilder();
        for (Field field : event.type().fields()) {
            String value = Values.text(event, field);
            if (!value.isEmpty()) {
                text.append(text.length() == 0 ? "" : " ").append(field.name()).append('=')
                    .append(value);
            }
        }
        return text.toString();
    }

    /** @return the first difference, for people; null for none */
    public final String difference() {
        return difference;
    }

    /** Outputs that were compared. */
    final long decisions() {
        return decisions;
    }

    /** Outputs that a crash cut off. */
    final long notRecorded() {
        return notRecorded;
    }

    /**
     * Hash of the state that the inputs have led to.
     *
     * @throws StrategyException if the strategy cannot write its own
     */
    final String stateHash() {
        stages.writeState(state.reset());
        return StateHash.of(state.buffer(), state.length());
    }
}
