package io.tickwire.replay.simulate;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.core.JournalStage;
import io.tickwire.engine.core.Stages;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.stage.StateDifference;
import io.tickwire.engine.stage.StateWriter;
import io.tickwire.replay.Comparator;
import io.tickwire.replay.simulate.model.Interceptor;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Runs a journal's inputs through a second set of stages, segment by segment, and compares what
 * they decide with what was recorded. Snapshots are assertions, as in any replay.
 */
final class ReplayCheck implements Comparator.Recorded {
    private final Stages stages;
    private final Interceptor between;
    private final Comparator comparator = new Comparator(this);
    private final StateWriter state = new StateWriter(
        new UnsafeBuffer(ByteBuffer.allocateDirect(JournalStage.MAX_STATE_LENGTH)));
    private final Event input = new Event();
    private final Event output = new Event();
    private final Event ahead = new Event();

    // Of the segment being read.
    private UnsafeBuffer segment;
    private int position;
    private int end;
    private String otherDifference;

    ReplayCheck(Config config, String session, Interceptor between) {
        this.stages = Stages.create(config, session, new Silent());
        this.between = between;
    }

    /** Decides nothing, as the one that watches. */
    private static final class Silent implements Strategy {
    }

    /** Runs what one segment holds; inputs never straddle two. */
    void onSegment(UnsafeBuffer bytes, int firstRecord, int length) {
        segment = bytes;
        position = firstRecord;
        end = length;
        while (position < end && difference() == null) {
            input.wrapRecord(segment, position);
            position += input.recordLength();
            if (input.type() == EventType.SNAPSHOT) {
                checkSnapshot();
            } else if ((input.flags() & Flags.HEAD) == 0) {
                run();
            }
        }
    }

    private void run() {
        if (input.ordinal() > 0) {
            comparator.surplus(input);
            return;
        }
        between.replays(input);
        comparator.begin(input);
        stages.onEvent(input, comparator);
    }

    private void checkSnapshot() {
        stages.writeState(state.reset());
        UnsafeBuffer recorded =
            new UnsafeBuffer(input.varBuffer(), input.varOffset(), input.varLength());
        if (!recorded.equals(new UnsafeBuffer(state.buffer(), 0, state.length()))) {
            StateDifference found = StateDifference.find(
                recorded, 0, recorded.capacity(), stages, state.buffer());
            otherDifference = "sequence " + input.sequence() + " SNAPSHOT." + found.path()
                + ": recorded " + found.recorded() + ", recomputed " + found.recomputed();
        }
    }

    @Override
    public Event next() {
        if (position >= end) {
            return null;
        }
        ahead.wrapRecord(segment, position);
        if (ahead.ordinal() == 0 || ahead.sequence() != input.sequence()) {
            return null;
        }
        position += ahead.recordLength();
        return output.wrapRecord(segment, ahead.offset());
    }

    @Override
    public boolean mayBeCutOff() {
        return false;
    }

    /** The first one in words, null for none. */
    String difference() {
        return comparator.difference() != null ? comparator.difference() : otherDifference;
    }
}
