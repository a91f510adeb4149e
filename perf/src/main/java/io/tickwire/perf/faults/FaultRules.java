package io.tickwire.perf.faults;

import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.perf.faults.Expectation.Excuse;
import io.tickwire.perf.faults.Expectation.From;
import java.util.ArrayList;
import java.util.List;

/** Rules that a fault must not break, whatever it does to the streams that it hits. */
final class FaultRules {
    private final Expectation expected;
    private final FeedTrace trace;
    private final long lastEndedNs;
    /** When each fault began, in order; those of one moment are one cause. */
    private final List<Long> beganNs;
    private final List<String> broken = new ArrayList<>();

    /**
     * Of one run.
     *
     * @param expected of its scenario
     * @param trace    of its session
     * @param times    of its faults
     * @param slackNs  between the venue's clock and the engine's
     */
    FaultRules(Expectation expected, FeedTrace trace, FaultTimes times, long slackNs) {
        this.expected = expected;
        this.trace = trace;
        this.lastEndedNs = times.lastEndedNs() - slackNs;
        this.beganNs = times.beganNs().values().stream().map(ns -> ns - slackNs)
            .distinct().sorted().toList();
    }

    /**
     * The rules that were broken, one message each.
     *
     * @param expectedNs when the fault began of which something is expected
     * @param lost       trades that were never shown
     */
    List<String> broken(long expectedNs, long lost) {
        if (expected.from() == From.START) {
            others();
        } else if (expected.isHarmless()) {
            harmless(expectedNs);
        } else {
            untouched();
            onceEach();
            notBackTooEarly();
        }
        wholeAtTheEnd();
        limitsInTime();
        if (expected.isRed()) {
            redBeforeTheEnd();
        }
        if (lost > 0 && !expected.allows(Excuse.LOST_TRADES)) {
            broken.add(lost + " trades were not brought afterwards, and REST was there");
        }
        return broken;
    }

    /** What a fault that is no loss must not cause from its begin on. */
    private void harmless(long fromNs) {
        boolean fills = expected.allows(Excuse.FILLING);
        for (StreamTrace stream : trace.streams) {
            staysWhole(stream, fromNs, fills, "a harmless fault was taken for a loss: ");
        }
        trace.venue.stream()
            .filter(status -> status.ns() >= fromNs && status.flag() != FeedFlag.GREEN
                && !(fills && status.reason() == StatusReason.FILLING))
            .findFirst().ifPresent(status -> broken.add("a harmless fault turned the feed "
                + status.flag().label() + ": " + status.reason().label()));
        long holes = trace.holesNs.stream().filter(ns -> ns >= fromNs).count();
        if (holes > 0 && !fills) {
            broken.add("a harmless fault caused " + holes + " holes");
        }
        long attempts = trace.attempts(fromNs);
        if (attempts > 0) {
            broken.add("a harmless fault caused " + attempts + " attempts to connect");
        }
    }

    /** Streams that no fault hits must not suffer from what is done for the others. */
    private void untouched() {
        // Before REST has said anything, another socket may be tried on each route.
        long attempts = trace.attempts(beganNs.get(0));
        if (!expected.symbols().isEmpty()
            && attempts > trace.groups.values().stream().distinct().count()) {
            broken.add(attempts + " attempts to connect, though every socket was well");
        }
        for (StreamTrace stream : trace.streams) {
            if (!expected.hits(stream)) {
                staysWhole(stream, beganNs.get(0), stream.kind == StreamKind.TRADE,
                    "a stream was lost that no fault hit: ");
            }
        }
    }

    /** What the fault does not hit stays well once it is: the engine may start when it will. */
    private void others() {
        for (StreamTrace stream : trace.streams) {
            StreamTrace.Status first = stream.firstFrom(0, StreamTrace.Status::isWhole);
            if (!expected.hits(stream) && first != null) {
                staysWhole(stream, first.ns(), stream.kind == StreamKind.TRADE,
                    "a stream was lost that no fault hit: ");
            }
        }
    }

    /** From the begin of the first fault on that was not there from the start, or by the end. */
    private void limitsInTime() {
        long byNs = beganNs.isEmpty() ? Long.MAX_VALUE : beganNs.get(0);
        trace.streams.stream()
            .filter(stream -> trace.limitsKnownNs.getOrDefault(
                stream.instrument, Long.MAX_VALUE) >= byNs)
            .map(stream -> stream.symbol).distinct().forEach(symbol -> broken.add("limits of "
                + symbol + " unknown " + (beganNs.isEmpty() ? "at the end" : "at the start")));
    }

    private void redBeforeTheEnd() {
        FeedTrace.VenueStatus last = trace.venue.stream()
            .filter(status -> status.ns() <= lastEndedNs)
            .reduce((earlier, later) -> later).orElse(null);
        if (last == null || last.flag() != FeedFlag.RED) {
            broken.add("nothing fresh came of some symbol, and the feed was "
                + (last == null ? "never told" : last.flag().label()));
        }
    }

    private void staysWhole(StreamTrace stream, long fromNs, boolean fills, String otherwise) {
        StreamTrace.Status before = stream.at(fromNs);
        StreamTrace.Status after = stream.firstFrom(
            fromNs, status -> fills ? status.isLoss() : !status.isWhole());
        if (before == null || !before.isWhole()) {
            broken.add(stream.name() + " was not GREEN when the fault began");
        } else if (after != null) {
            broken.add(otherwise + stream.name() + " " + after.flag().label() + " "
                + after.reason().label());
        }
    }

    /**
     * A fault takes a stream away once, and it comes back once. Where a venue lets sockets in and
     * kills them again (control-limit, oversized) that holds as well: they do not live for
     * {@code stableAfter}, so a stream that came back to one was trusted too early. A socket that
     * had proved itself and is cut all the same is another loss, and honest, so each such cut has
     * to be an entry of its own; no scenario with {@code every} may be longer than that.
     */
    private void onceEach() {
        for (StreamTrace stream : trace.streams) {
            List<Long> losses = stream.losses(beganNs.get(0));
            for (int i = 0; i < beganNs.size(); i++) {
                long fromNs = beganNs.get(i);
                long untilNs = i + 1 < beganNs.size() ? beganNs.get(i + 1) : Long.MAX_VALUE;
                long count = losses.stream().filter(ns -> ns >= fromNs && ns < untilNs).count();
                if (count > 1) {
                    broken.add(stream.name() + " went back and forth: lost " + count
                        + " times by one fault");
                }
            }
        }
    }

    /** Either the engine believed a dead socket, or the fault never bit and nothing was tested. */
    private void notBackTooEarly() {
        if (expected.allows(Excuse.BACK_EARLY)) {
            return;
        }
        for (StreamTrace stream : trace.streams) {
            List<Long> losses = stream.losses(beganNs.get(0));
            if (expected.hits(stream) && !losses.isEmpty()) {
                StreamTrace.Status back =
                    stream.firstFrom(losses.get(0), status -> !status.isLoss());
                if (back != null && back.ns() < lastEndedNs) {
                    broken.add(stream.name() + " was back on its socket "
                        + (lastEndedNs - back.ns()) / 1_000_000
                        + " ms before the fault was over");
                }
            }
        }
    }

    private void wholeAtTheEnd() {
        for (StreamTrace stream : trace.streams) {
            StreamTrace.Status last = stream.at(Long.MAX_VALUE);
            if (last == null || !last.isWhole()) {
                broken.add(stream.name() + " is not whole at the end: " + (last == null
                    ? "never told" : last.flag().label() + " " + last.reason().label()));
            }
        }
    }
}
