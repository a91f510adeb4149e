package io.tickwire.transport.monitor;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.journal.JournalTail;
import io.tickwire.transport.venue.VenueDisplay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The feed of a running engine at this moment, read from as little of its journal as possible: the
 * newest segment, and older ones only while the flag and its reason are not found.
 *
 * @param watch    up to the last record
 * @param info     which run that is
 * @param silentNs how long the engine has been silent if that is too long, else 0
 */
record EngineStatus(FeedWatch watch, SessionInfo info, long silentNs) {
    private static final long MIN_SILENCE_NS = TimeUnit.SECONDS.toNanos(2);
    /** A flag may be older than many segments; its cause in words is not worth reading them all. */
    private static final int MAX_FOR_CAUSE = 3;
    private static final long LOOK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(20);

    /**
     * Reads.
     *
     * @param journal   folder of the segments
     * @param wallClock ns since the epoch
     * @param displays  by the name of a venue
     * @return null if nothing is written yet
     * @throws IOException if the journal cannot be read
     */
    static EngineStatus at(
        Path journal, LongSupplier wallClock, Function<String, VenueDisplay> displays)
        throws IOException {
        JournalReader segments = JournalReader.open(journal);
        int first = segments.firstSegmentIndex();
        int looked = 0;
        for (int index = segments.lastSegmentIndex(); index >= first; index--) {
            try (JournalTail tail = JournalTail.open(journal, index)) {
                Event head = tail.poll();
                if (head == null) {
                    continue;
                }
                Config config = ConfigReader.readFrozen(tail.config());
                FeedWatch watch = new FeedWatch(displays.apply(config.venue().name()));
                long firstNs = read(tail, watch, head);
                looked += watch.flag() == null ? 0 : 1;
                if (firstNs > 0
                    && (index == first || looked == MAX_FOR_CAUSE || isKnown(watch, firstNs))) {
                    return new EngineStatus(watch, info(tail), silence(tail, watch, wallClock));
                }
            }
        }
        return null;
    }

    /**
     * The first record and all that is written behind it by now; engine time of the first one that
     * has any, 0 if there is none.
     */
    private static long read(JournalTail tail, FeedWatch watch, Event head)
        throws IOException {
        long firstNs = 0;
        for (Event record = head; record != null; record = tail.poll()) {
            firstNs = firstNs == 0 ? record.engineNs() : firstNs;
            watch.onRecord(record);
        }
        return firstNs;
    }

    /** What is not GREEN has a cause, told where it began. */
    private static boolean isKnown(FeedWatch watch, long firstNs) {
        return watch.hasSymbols() && watch.flag() != null
            && (watch.flag() == FeedFlag.GREEN || watch.sinceNs() > firstNs);
    }

    private static SessionInfo info(JournalTail tail) {
        Config config = ConfigReader.readFrozen(tail.config());
        return new SessionInfo(tail.session(), config.venue().name(),
            config.mode().name().toLowerCase(Locale.ROOT), tail.incarnation());
    }

    /**
     * Engine time and the wall clock may differ for good reasons (the clock was set, the machine
     * slept), so an engine that seems late is given the time in which one that runs must speak.
     */
    private static long silence(JournalTail tail, FeedWatch watch, LongSupplier wallClock)
        throws IOException {
        long limitNs = Math.max(
            MIN_SILENCE_NS, 2 * ConfigReader.readFrozen(tail.config()).timer().everyNs());
        long before = watch.nowNs();
        long startNs = wallClock.getAsLong();
        if (startNs - before <= limitNs) {
            return 0;
        }
        while (wallClock.getAsLong() - startNs <= limitNs) {
            LockSupport.parkNanos(LOOK_EVERY_NS);
            read(tail, watch, tail.poll());
            if (watch.nowNs() > before) {
                return 0;
            }
        }
        return wallClock.getAsLong() - before;
    }
}
