package io.tickwire.perf.faults;

import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must hold in every session, whatever its venue does. */
final class Rules {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int EXAMPLES = 3;

    private final FeedTrace trace;
    private final ShownTicks shown;

    Rules(FeedTrace trace, ShownTicks shown) {
        this.trace = trace;
        this.shown = shown;
    }

    /** Trade ids between the first and the last shown that were not shown. */
    long lost() {
        return shown.trades().values().stream().flatMap(List::stream)
            .flatMap(set -> set.holes().stream()).mapToLong(IdRanges.Range::count).sum();
    }

    /** How many trades were shown. */
    long shown() {
        return shown.trades().values().stream().flatMap(List::stream)
            .mapToLong(IdRanges::count).sum();
    }

    /** The rules that were broken, in words. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        holes(broken);
        filled(broken);
        if (!shown.repeated().isEmpty()) {
            broken.add(shown.repeated().size() + " ticks shown twice: "
                + shown.repeated().stream().limit(EXAMPLES).toList());
        }
        storms(broken);
        flapping(broken);
        return broken;
    }

    private void holes(List<String> broken) {
        shown.trades().forEach((instrument, sets) -> {
            IdRanges declared = trace.declared.getOrDefault(instrument, new IdRanges());
            for (IdRanges set : sets) {
                for (IdRanges.Range hole : set.holes()) {
                    if (!declared.covers(hole)) {
                        broken.add("trades " + hole.first() + " to " + hole.last()
                            + " of instrument " + instrument + " are missing, and nobody said so");
                    }
                }
            }
        });
    }

    private void filled(List<String> broken) {
        trace.filled.forEach((instrument, said) -> {
            List<IdRanges> sets = shown.trades().getOrDefault(instrument, List.of());
            for (IdRanges.Range range : said.ranges()) {
                if (sets.stream().noneMatch(set -> set.covers(range))) {
                    broken.add("trades " + range.first() + " to " + range.last()
                        + " of instrument " + instrument + " are said to be filled, and were not");
                }
            }
        });
    }

    private void storms(List<String> broken) {
        int most = trace.config.reconnect().stormPerMinute();
        Map<Integer, List<Long>> attempts = new TreeMap<>();
        for (FeedTrace.Request request : trace.requests) {
            if (request.action() == FeedAction.CONNECT) {
                attempts.computeIfAbsent(trace.routes.getOrDefault(request.link(), 0),
                    any -> new ArrayList<>()).add(request.ns());
            }
        }
        attempts.forEach((route, times) -> {
            for (int i = most; i < times.size(); i++) {
                if (times.get(i) - times.get(i - most) < MINUTE_NS) {
                    broken.add("more than " + most + " attempts in a minute on route " + route);
                    return;
                }
            }
        });
    }

    private void flapping(List<String> broken) {
        long leastNs = trace.config.feed().stableAfterNs();
        for (StreamTrace stream : trace.streams) {
            List<Long> backs = stream.switchBacks();
            for (int i = 1; i < backs.size(); i++) {
                if (backs.get(i) - backs.get(i - 1) < leastNs) {
                    broken.add(stream.words() + " switched back twice within "
                        + (backs.get(i) - backs.get(i - 1)) / 1_000_000 + " ms");
                }
            }
        }
    }

    /** What a fault that is no loss must not cause from its begin on. */
    List<String> notHarmless(long beganNs) {
        List<String> noticed = new ArrayList<>();
        for (StreamTrace stream : trace.streams) {
            StreamTrace.Status status = stream.firstFrom(beganNs, any -> !any.isWhole()
                && any.reason() != FeedReason.FILLING);
            StreamTrace.Status before = stream.at(beganNs);
            if (status != null || before == null || !before.isWhole()) {
                noticed.add("a harmless fault was taken for a loss: " + stream.words() + " "
                    + (status == null ? "not GREEN before" : status.flag().label() + " "
                        + status.reason().label()));
            }
        }
        trace.venue.stream()
            .filter(status -> status.ns() >= beganNs && status.flag() != FeedFlag.GREEN
                && status.reason() != FeedReason.FILLING)
            .findFirst().ifPresent(status -> noticed.add("a harmless fault turned the feed "
                + status.flag().label() + ": " + status.reason().label()));
        long attempts = trace.attempts(beganNs);
        if (attempts > 0) {
            noticed.add("a harmless fault caused " + attempts + " attempts to connect");
        }
        return noticed;
    }
}
