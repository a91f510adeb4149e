package io.tickwire.transport.monitor;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedState;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimerFields;
import io.tickwire.transport.venue.VenueDisplay;
import java.util.Locale;

/**
 * Logs changes of the feed: one line for each change of the venue's flag, some for streams, and a
 * status line every ten seconds of engine time. One thread uses it.
 */
final class FeedLog {
    private static final long STATUS_EVERY_NS = 10_000_000_000L;
    /** Most streams of one input that are told about one by one. */
    private static final int MAX_STREAM_LINES = 4;

    private final FeedWatch watch;
    private final MonitorLog log;
    private FeedFlag loggedFlag;
    private int loggedChanges;
    private long changeSequence;
    private long statusNs;
    private long streamSequence;
    private int streamLines;
    /** Streams of the same input that were not told about. */
    private int moreStreams;

    FeedLog(MonitorLog log, VenueDisplay display) {
        this.watch = new FeedWatch(display);
        this.log = log;
    }

    /** What the records so far say of the feed. */
    FeedWatch watch() {
        return watch;
    }

    void onRecord(Event record) {
        // A change is told once all that was decided with it is known.
        if (watch.venue().changeCount() != loggedChanges && record.sequence() != changeSequence) {
            logVenue();
        }
        if (record.sequence() != streamSequence) {
            logMoreStreams();
        }
        int before = watch.venue().changeCount();
        if (FeedWatch.isStall(record)) {
            log.warn().accept("the engine stood still for "
                + FeedText.span(record.get(TimerFields.LATE_NS))
                + "; what is older than its limit opens no position");
        }
        if (record.type() == EventType.FEED_STATUS) {
            onStream(record, StreamKind.of(record.get(FeedStatusFields.KIND)));
        }
        watch.onRecord(record);
        if (watch.venue().changeCount() != before) {
            changeSequence = record.sequence();
        }
        if (statusNs == 0 || record.type() == EventType.RESUMED
            || FeedWatch.isStall(record)) {
            // What is decided upon it tells more.
            statusNs = watch.nowNs();
        } else if (watch.nowNs() - statusNs >= STATUS_EVERY_NS) {
            statusNs = watch.nowNs();
            log.info().accept(FeedText.statusLine(watch, 0));
        }
    }

    private void logVenue() {
        VenueWatch venue = watch.venue();
        loggedChanges = venue.changeCount();
        if (venue.flag() == null) {
            return;
        }
        boolean changed = venue.flag() != loggedFlag;
        boolean beginning = loggedFlag == null && venue.state() == FeedState.STARTING;
        String previous = changed && venue.flagBefore() != null
            ? " (was " + venue.flagBefore().label() + " for " + FeedText.span(venue.beforeNs())
                + ")" : "";
        String line = "feed " + venue.flag().label() + ": " + FeedText.reason(watch) + previous;
        loggedFlag = venue.flag();
        if (changed && !beginning && venue.flag() != FeedFlag.GREEN) {
            log.warn().accept(line);
        } else {
            log.info().accept(line);
        }
    }

    private void onStream(Event row, StreamKind kind) {
        SymbolWatch symbol = watch.symbol(row);
        StatusReason reason = StatusReason.of(row.get(FeedStatusFields.REASON));
        if (reason.isAboutClock()) {
            logClock(reason, row.get(FeedStatusFields.LAG_MS));
            return;
        }
        if (symbol == null || kind == StreamKind.NONE) {
            // A symbol's streams speak for it.
            return;
        }
        String name = symbol.name + " " + kind.label();
        if (reason == StatusReason.HOLE || reason == StatusReason.FILLED
            || reason == StatusReason.LOST) {
            log.info().accept(name + ": ids " + row.get(FeedStatusFields.FIRST_MISSING_ID) + " to "
                + row.get(FeedStatusFields.LAST_MISSING_ID)
                + (reason == StatusReason.HOLE ? " missing" : " " + reason.label()));
            return;
        }
        String aboutTick = aboutTick(reason);
        if (!aboutTick.isEmpty()) {
            boolean again = symbol.stream(kind).isToldAgain(reason, row.engineNs());
            (again ? log.debug() : log.info()).accept(name + ": " + aboutTick);
            return;
        }
        FeedFlag flag = FeedFlag.of(row.get(FeedStatusFields.FLAG));
        String line = name + ": " + flag.label() + " " + reason.label()
            + (flag == FeedFlag.GREEN ? "" : ", silent for " + FeedText.span(
                Math.max(0, row.get(FeedStatusFields.SILENCE_MS)) * 1_000_000));
        if (isMinor(symbol.stream(kind), reason, flag)) {
            log.debug().accept(line);
        } else if (isBeyondLimit(row)) {
            log.debug().accept(line);
            moreStreams++;
        } else {
            log.info().accept(line);
        }
    }

    private static String aboutTick(StatusReason reason) {
        switch (reason) {
            case RENUMBERED:
                return "the venue has begun its numbering anew";
            case BAD_TIME:
                return "a tick has a time that cannot be, nothing is judged by that";
            case BAD_ID:
                return "a tick has an id far from all others, it is left out";
            default:
                return "";
        }
    }

    private void logClock(StatusReason reason, long lagMs) {
        if (reason == StatusReason.CLOCK_TRUSTED) {
            log.info().accept("the venue's clock is believed again");
        } else {
            log.warn().accept("the venue's clock is in doubt"
                + (lagMs == Event.ABSENT ? "" : String.format(Locale.ROOT,
                    ": what it sends is %.1f s %s it", Math.abs(lagMs) / 1e3,
                    lagMs < 0 ? "ahead of" : "behind"))
                + "; no tick is called late until its answers agree");
        }
    }

    /** Nobody wants to read of each stream that it began, or again what was said before. */
    private static boolean isMinor(StreamWatch before, StatusReason reason, FeedFlag flag) {
        boolean beginning = before.flag == null || before.reason == StatusReason.STARTING;
        return reason.isAboutTicks() || reason == StatusReason.STARTING
            || beginning && flag == FeedFlag.GREEN
            || before.flag == flag && before.reason == reason;
    }

    private void logMoreStreams() {
        if (moreStreams > 0) {
            log.info().accept("and " + moreStreams + " more streams");
        }
        moreStreams = 0;
    }

    private boolean isBeyondLimit(Event row) {
        if (row.sequence() != streamSequence) {
            streamSequence = row.sequence();
            streamLines = 0;
        }
        return ++streamLines > MAX_STREAM_LINES;
    }

    /** One line over all that was seen. */
    String summary() {
        return FeedText.summary(watch);
    }
}
