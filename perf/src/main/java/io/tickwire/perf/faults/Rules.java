package io.tickwire.perf.faults;

import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.StreamKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rules that hold in every session, whatever its venue does. */
final class Rules {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int EXAMPLES = 3;
    /**
     * Of three symbols, a call of each kind and symbol may be refused, those of the start with
     * them, and each tried again; from then on one of each kind, ever less. Without any back-off
     * it would be hundreds.
     */
    private static final int MOST_REFUSED = 45;
    private static final long REFUSED_WITHIN_NS = 10_000_000_000L;

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

    /** The rules that were broken, one message each. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        holes(broken);
        filled(broken);
        if (!shown.repeated().isEmpty()) {
            broken.add(shown.repeated().size() + " ticks shown twice: "
                + shown.repeated().stream().limit(EXAMPLES).toList());
        }
        if (!trace.renumbered.isEmpty()) {
            // No venue of ours does that, and what is behind it is no longer seen as repeated.
            broken.add("taken for a numbering anew " + trace.renumbered.size() + " times");
        }
        storms(broken);
        flapping(broken);
        oldFills(broken);
        blindOrders(broken);
        refusals(broken);
        return broken;
    }

    /** What was not shown at the end was told to be lost; to be missing is no ending. */
    private void holes(List<String> broken) {
        shown.trades().forEach((instrument, sets) -> {
            IdRanges missing = trace.missing.getOrDefault(instrument, new IdRanges());
            IdRanges lost = trace.lost.getOrDefault(instrument, new IdRanges());
            for (IdRanges set : sets) {
                for (IdRanges.Range hole : set.holes()) {
                    String text = "trades " + hole.first() + " to " + hole.last()
                        + " of instrument " + instrument + " are missing, and ";
                    if (!missing.covers(hole)) {
                        broken.add(text + "nobody said so");
                    } else if (!lost.covers(hole)) {
                        broken.add(text + "were neither filled nor told to be lost");
                    }
                }
            }
        });
    }

    private void filled(List<String> broken) {
        trace.filled.forEach((instrument, filled) -> {
            List<IdRanges> sets = shown.trades().getOrDefault(instrument, List.of());
            for (IdRanges.Range range : filled.ranges()) {
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
                attempts.computeIfAbsent(trace.groups.getOrDefault(request.link(), 0),
                    any -> new ArrayList<>()).add(request.ns());
            }
        }
        attempts.forEach((group, times) -> {
            for (int i = most; i < times.size(); i++) {
                if (times.get(i) - times.get(i - most) < MINUTE_NS) {
                    broken.add("more than " + most + " attempts in a minute on route " + group);
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
                    broken.add(stream.name() + " switched back twice within "
                        + (backs.get(i) - backs.get(i - 1)) / 1_000_000 + " ms");
                }
            }
        }
    }

    /** Without its scale an order may be a thousand times too large. */
    private void blindOrders(List<String> broken) {
        long blind = trace.intents.stream().filter(intent -> intent.ns() < trace.limitsKnownNs
            .getOrDefault(intent.instrument(), Long.MAX_VALUE)).count();
        if (blind > 0) {
            broken.add(blind + " orders were made before the limits of their symbol were known");
        }
    }

    /** Whoever is refused and goes on asking is banned in the end. */
    private void refusals(List<String> broken) {
        List<Long> times = trace.refusedNs;
        for (int i = MOST_REFUSED; i < times.size(); i++) {
            if (times.get(i) - times.get(i - MOST_REFUSED) < REFUSED_WITHIN_NS) {
                broken.add("more than " + MOST_REFUSED + " calls refused in "
                    + REFUSED_WITHIN_NS / 1_000_000_000 + " s");
                return;
            }
        }
    }

    /** Whoever fills at a price that may be long gone invents a profit. */
    private void oldFills(List<String> broken) {
        List<FeedTrace.Fill> old = trace.fills.stream().filter(this::isOld).toList();
        if (!old.isEmpty()) {
            FeedTrace.Fill oldest =
                Collections.max(old, Comparator.comparingLong(FeedTrace.Fill::quoteAgeNs));
            broken.add(old.size() + " of " + trace.fills.size()
                + " paper orders were filled on quotes beyond their limit, the oldest "
                + oldest.quoteAgeNs() / 1_000_000 + " ms old");
        }
    }

    private boolean isOld(FeedTrace.Fill fill) {
        // What is polled may wait for the next poll.
        long allowedNs = trace.config.feed().silenceNs(StreamKind.QUOTE)
            + trace.config.feed().pollEveryNs();
        return fill.quoteAgeNs() > allowedNs && !mayBeQuiet(fill, allowedNs);
    }

    /**
     * A quote that was young when it came is good until REST has said whether there is a newer one,
     * unless we stood still.
     */
    private boolean mayBeQuiet(FeedTrace.Fill fill, long allowedNs) {
        FeedTrace.YoungestQuote quote = fill.quote();
        boolean wasYoung = quote.receiveNs() - quote.venueNs() <= allowedNs;
        return trace.streams.stream().anyMatch(stream -> stream.kind == StreamKind.QUOTE
            && stream.instrument == fill.instrument()
            && (stream.isQuiet(fill.ns()) || wasYoung
                && trace.stalledNs(quote.receiveNs(), fill.ns()) == 0
                && trace.lastProbe(stream, quote.receiveNs(), fill.ns()) != null));
    }
}
