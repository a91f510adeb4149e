package io.tickwire.replay.simulate;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.core.ReplayLoop;
import io.tickwire.engine.core.Stages;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.journal.RecordSource;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.replay.Comparator;
import io.tickwire.replay.simulate.model.Interceptor;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Runs a journal's inputs through a second set of stages, segment by segment, and compares what
 * they decide with what was recorded. Snapshots are assertions, as in any replay.
 */
final class ReplayCheck {
    private final Stages stages;
    private final SegmentRecords records = new SegmentRecords();
    private final ReplayLoop loop = new ReplayLoop(records);
    private final Comparator comparator;

    ReplayCheck(Config config, String session, Interceptor interceptor) {
        stages = Stages.create(config, session, new Silent());
        comparator = new Comparator(loop, stages) {
            @Override
            protected void onInput(Event input) {
                interceptor.replays(input);
            }
        };
    }

    /** Decides nothing, as the one that watches. */
    private static final class Silent implements Strategy {
    }

    /** The records of one segment after the other, in memory; none is ever missing. */
    private static final class SegmentRecords implements RecordSource {
        private final Event record = new Event();
        private UnsafeBuffer segment;
        private int position;
        private int end;

        void show(UnsafeBuffer bytes, int firstRecord, int length) {
            segment = bytes;
            position = firstRecord;
            end = length;
        }

        @Override
        public Event next() {
            if (position >= end) {
                return null;
            }
            record.wrapRecord(segment, position);
            position += record.recordLength();
            return record;
        }

        @Override
        public boolean isWhole() {
            return true;
        }
    }

    /** Runs what one segment holds; an input and its outputs never straddle two. */
    void onSegment(UnsafeBuffer bytes, int firstRecord, int length) {
        records.show(bytes, firstRecord, length);
        loop.run(stages, comparator);
    }

    /** The first one, for people; null for none. */
    String difference() {
        return comparator.difference();
    }
}
