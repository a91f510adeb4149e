package io.tickwire.engine.core;

import com.lmax.disruptor.BusySpinWaitStrategy;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.ring.Arena;
import io.tickwire.engine.ring.EngineClock;
import io.tickwire.engine.ring.EngineStoppedException;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.engine.ring.TickRing;
import org.agrona.DirectBuffer;

/**
 * The engine on the caller's thread: the same ring, journal and stages, each event processed as
 * soon as it is published. For imports, simulations and tests; not thread-safe.
 */
public final class InlineEngine implements EventSink {
    private static final int SLOTS = 64;

    private final TickRing ring;
    private final JournalStage journal;
    private final Stages stages;
    private final Event event = new Event();
    private long events;
    private boolean stopped;

    /**
     * Around a journal that stands behind its head.
     *
     * @param stages      run on each event
     * @param journal     each event is written to first
     * @param clock       stamps events
     * @param arenaLength bytes, a power of two
     * @param frames      whether frames are journaled
     */
    public InlineEngine(
        Stages stages, JournalStage journal, EngineClock clock, int arenaLength,
        boolean frames) {
        this.stages = stages;
        this.journal = journal;
        this.ring = new TickRing(SLOTS, arenaLength, new BusySpinWaitStrategy(), clock,
            stages.lastSequence() + 1, frames);
    }

    @Override
    public Arena arena() {
        return ring.arena();
    }

    @Override
    public long nowNs() {
        return ring.nowNs();
    }

    @Override
    public void beginFrame(
        int link, Source source, FrameFormat format, long receiveNs, int position, int length) {
        ring.beginFrame(link, source, format, receiveNs, position, length);
    }

    @Override
    public void endFrame() {
        ring.endFrame();
        run();
    }

    @Override
    public void frameSent(int link, FrameFormat format, int position, int length) {
        ring.frameSent(link, format, position, length);
        run();
    }

    @Override
    public Event claim(EventType type, int instrumentId) {
        return ring.claim(type, instrumentId);
    }

    @Override
    public Event claim(EventType type, int instrumentId, DirectBuffer body) {
        return ring.claim(type, instrumentId, body);
    }

    @Override
    public Event claim(EventType type, Source source, int link, int instrumentId) {
        return ring.claim(type, source, link, instrumentId);
    }

    @Override
    public Event reclaim(EventType type, int instrumentId) {
        return ring.reclaim(type, instrumentId);
    }

    @Override
    public void publish() {
        ring.publish();
        run();
    }

    private void run() {
        if (stopped) {
            throw new EngineStoppedException();
        }
        long published = ring.published();
        // Whatever a stage throws ends it: the same input must never be journaled twice.
        stopped = true;
        for (long next = ring.consumed().get() + 1; next <= published; next++) {
            ring.wrap(event, next);
            journal.append(event);
            stages.onEvent(event, journal);
            if (event.type() == EventType.END) {
                journal.writeFoot();
            }
            ring.consumed().set(next);
            events++;
        }
        stopped = false;
    }

    /** @return inputs worked off */
    public long events() {
        return events;
    }
}
