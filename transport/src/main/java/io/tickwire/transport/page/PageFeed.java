package io.tickwire.transport.page;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.transport.monitor.FeedJson;
import io.tickwire.transport.monitor.FeedWatch;
import io.tickwire.transport.monitor.RecordObserver;
import io.tickwire.transport.monitor.SessionInfo;
import io.tickwire.transport.venue.VenueDisplay;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Data of the page: an observer's thread feeds it with journal records, the server's threads read
 * it. The engine's TIMERs keep it current, so silence means that the engine stands still.
 */
public final class PageFeed implements RecordObserver {
    private static final long MIN_SILENCE_NS = 2_000_000_000L;
    /** A page asks twice as seldom. */
    private static final long LAG_NS = 200_000_000L;

    private final SessionInfo info;
    private final LongSupplier nanoClock;
    private final long maxSilenceNs;
    // Guarded by this; an observer may wait for a page, the engine waits for no observer.
    private final FeedWatch watch;
    private long lastRecordNs;

    /**
     * Nothing seen yet.
     *
     * @param info         which run that is
     * @param display      of the venue
     * @param timerEveryNs between two TIMERs of the engine
     * @param nanoClock    any monotonic clock, ns
     */
    public PageFeed(
        SessionInfo info, VenueDisplay display, long timerEveryNs, LongSupplier nanoClock) {
        this.info = info;
        this.watch = new FeedWatch(display);
        this.nanoClock = nanoClock;
        this.maxSilenceNs = Math.max(MIN_SILENCE_NS, 2 * timerEveryNs);
        this.lastRecordNs = nanoClock.getAsLong();
    }

    @Override
    public Set<EventType> passedOver() {
        return FeedWatch.PASSED_OVER;
    }

    @Override
    public long lagNs() {
        return LAG_NS;
    }

    @Override
    public synchronized void onRecord(Event record) {
        lastRecordNs = nanoClock.getAsLong();
        watch.onRecord(record);
    }

    /** One JSON object, UTF-8. */
    synchronized byte[] json() {
        long silentNs = nanoClock.getAsLong() - lastRecordNs;
        return FeedJson.of(watch, info, silentNs > maxSilenceNs ? silentNs : 0)
            .toString().getBytes(StandardCharsets.UTF_8);
    }
}
