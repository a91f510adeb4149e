package io.tickwire.perf.faults;

import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.perf.faults.Expectation.Excuse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one run of a scenario showed.
 *
 * @param detected of each stream hit, from {@link Expectation.From} to its first status that is
 *                 a loss
 * @param polled   of each stream hit, from its detection to its first tick by polling
 * @param backNs   from the end of the last fault until every stream hit is whole again; -1 = they
 *                 are not, 0 = it was before
 * @param lost     trade ids that no strategy was ever shown
 * @param filled   trade ids that were brought afterwards
 * @param attempts CONNECT requests since the first fault began
 * @param stallNs  longest stall of the process itself
 * @param broken   rules that this run broke, one message each
 */
record Measurement(
    List<Timing> detected, List<Timing> polled, long backNs, long lost, long filled, long attempts,
    long stallNs, List<String> broken) {
    /** The answer to the first poll comes within so long. */
    private static final long FIRST_POLL_NS = 250_000_000L;
    private static final int DETECTION_TIMERS = 2;
    private static final long MS = 1_000_000L;
    /** The venue's clock and the engine's are of one machine, but not one clock. */
    private static final long SLACK_NS = 50_000_000L;

    Measurement {
        detected = List.copyOf(detected);
        polled = List.copyOf(polled);
        broken = List.copyOf(broken);
    }

    Optional<Timing> worstDetected() {
        return Timing.worst(detected);
    }

    Optional<Timing> worstPolled() {
        return Timing.worst(polled);
    }

    /**
     * Measures.
     *
     * @param expected of the scenario
     * @param times    of its faults
     * @param trace    of the session
     * @param shown    to its strategy
     */
    static Measurement of(
        Expectation expected, FaultTimes times, FeedTrace trace, ShownTicks shown) {
        return new Measuring(expected, times, trace, shown).result();
    }

    /** One measuring. */
    private static final class Measuring {
        private final Expectation expected;
        private final FaultTimes times;
        private final FeedTrace trace;
        private final ShownTicks shown;
        private final long firstBeganNs;
        private final long beganNs;
        private final List<Timing> detected = new ArrayList<>();
        private final List<Timing> polled = new ArrayList<>();
        private final List<String> broken = new ArrayList<>();
        private long backNs;

        Measuring(Expectation expected, FaultTimes times, FeedTrace trace, ShownTicks shown) {
            this.expected = expected;
            this.times = times;
            this.trace = trace;
            this.shown = shown;
            this.firstBeganNs = times.firstBeganNs() - SLACK_NS;
            this.beganNs = expected.from() == Expectation.From.START ? 0
                : times.beganNs().get(expected.entry()) - SLACK_NS;
        }

        Measurement result() {
            Rules rules = new Rules(trace, shown);
            List<StreamTrace> hit = trace.streams.stream().filter(expected::hits).toList();
            if (expected.from() == Expectation.From.START) {
                hit.forEach(this::measureBack);
            } else if (!expected.isHarmless()) {
                hit.forEach(this::measure);
                if (detected.isEmpty() && broken.isEmpty()) {
                    broken.add("loss not noticed");
                }
            }
            if (expected.from() == Expectation.From.HOLE) {
                measureHole();
            }
            broken.addAll(new FaultRules(expected, trace, times, SLACK_NS)
                .broken(beganNs, rules.lost()));
            if (expected.from() == Expectation.From.STALL) {
                broken.addAll(new StandstillRules(trace, times, SLACK_NS).broken());
            }
            broken.addAll(rules.broken());
            return new Measurement(detected, polled, backNs, rules.lost(), shown.filled(),
                trace.attempts(firstBeganNs), trace.longestStallNs(), broken);
        }

        /** The very trade that shows a hole tells it, so it takes no time by the journal. */
        private void measureHole() {
            if (trace.holesNs.stream().noneMatch(ns -> ns >= beganNs)) {
                broken.add("missing trades not noticed");
            } else {
                detected.add(new Timing("trade", 0,
                    DETECTION_TIMERS * trace.config.timer().everyNs()));
            }
        }

        private void measure(StreamTrace stream) {
            StreamTrace.Status before = stream.at(firstBeganNs);
            if (before == null || !before.isWhole()) {
                broken.add(stream.name() + " was not GREEN when the fault began");
                return;
            }
            // Trades of another socket that only leave a hole are no loss of the stream.
            StreamTrace.Status first =
                stream.firstFrom(firstBeganNs, StreamTrace.Status::isLoss);
            if (first == null) {
                checkNothingToNotice(stream);
                return;
            }
            if (first.ns() < beganNs) {
                broken.add(stream.name() + " was lost by a harmless fault: "
                    + first.reason().label());
                return;
            }
            long fromNs = fromNs(stream, first.ns());
            if (fromNs == 0) {
                broken.add(stream.name() + ": no " + expected.from() + " before its loss");
                return;
            }
            FeedTrace.Request probe = trace.lastProbe(stream, fromNs, first.ns());
            long tookNs = trace.tookNs(fromNs, first.ns());
            detected.add(
                new Timing(stream.name(), tookNs, detectionLimitNs(stream, probe)));
            // What is stale is as old as it is, whoever stood still; it is nobody's silence.
            if (first.reason() != StatusReason.NOT_TRADING) {
                checkNotTooEarly(stream,
                    first.reason() == StatusReason.STALE ? first.ns() - fromNs : tookNs);
            }
            if (!expected.allows(Excuse.NOT_POLLED)) {
                measurePolled(stream, first.ns(), probe);
            }
            measureBack(stream);
        }

        /** Another socket may have come before the limit of a stream had run out. */
        private void checkNothingToNotice(StreamTrace stream) {
            if (expected.from() != Expectation.From.LAST_TICK) {
                broken.add(stream.name() + ": loss not noticed");
                return;
            }
            List<Long> good =
                stream.goodAround(beganNs, times.lastEndedNs(), trace.endNs);
            for (int i = 1; i < good.size(); i++) {
                if (trace.tookNs(good.get(i - 1), good.get(i))
                        > detectionLimitNs(stream, null)) {
                    broken.add(stream.name() + ": loss not noticed");
                    return;
                }
            }
        }

        private long fromNs(StreamTrace stream, long untilNs) {
            if (expected.from() == Expectation.From.LAST_TICK) {
                return stream.lastGoodBefore(untilNs, beganNs);
            }
            if (expected.from() == Expectation.From.STALL) {
                FeedTrace.Stall stall = trace.stall(times, SLACK_NS);
                return stall == null ? 0 : stall.ns();
            }
            return trace.closed.stream()
                .filter(c -> trace.groups.getOrDefault(c.link(), 0) == stream.group
                    && c.ns() >= beganNs && c.ns() <= untilNs)
                .mapToLong(FeedTrace.Closed::ns).findFirst().orElse(0);
        }

        private long detectionLimitNs(StreamTrace stream, FeedTrace.Request probe) {
            long limitNs = DETECTION_TIMERS * trace.config.timer().everyNs();
            if (expected.from() == Expectation.From.LAST_TICK) {
                limitNs += trace.config.feed().silenceNs(stream.kind);
            }
            if (probe != null && trace.endedNs.containsKey(probe.number())) {
                limitNs += trace.tookNs(probe.ns(), trace.endedNs.get(probe.number()));
            } else if (expected.from() == Expectation.From.LAST_TICK
                && expected.allows(Excuse.NOT_POLLED)) {
                // Calls that fail hold the question back; it waits no longer than a poll.
                limitNs += trace.config.feed().pollEveryNs();
            }
            return limitNs;
        }

        /** Whoever calls a slow stream silent loses a sound one. */
        private void checkNotTooEarly(StreamTrace stream, long tookNs) {
            long leastNs =
                trace.config.feed().silenceNs(stream.kind) - trace.config.timer().everyNs();
            if (expected.from() == Expectation.From.LAST_TICK && tookNs < leastNs) {
                broken.add(stream.name() + ": taken for lost after " + tookNs / MS
                    + " ms, too early by " + (leastNs - tookNs) / MS + " ms");
            }
        }

        private void measurePolled(
            StreamTrace stream, long lossNs, FeedTrace.Request probe) {
            // What a question brought is there already when its loss is found.
            long fromNs = probe == null ? lossNs : probe.ns();
            long polledNs = stream.firstPolledFrom(fromNs);
            if (polledNs == 0) {
                if (stream.kind != StreamKind.TRADE || isPollOwed(stream, fromNs, lossNs)) {
                    broken.add(stream.name() + ": never polled");
                }
                return;
            }
            long everyNs = trace.config.feed().pollEveryNs();
            long madeNs = stream.firstTradeNotBroughtBy(lossNs);
            if (stream.kind == StreamKind.TRADE && madeNs > lossNs + everyNs) {
                checkPolledLater(stream, madeNs, lossNs, polledNs);
                return;
            }
            polled.add(new Timing(stream.name(), trace.tookNs(lossNs, polledNs),
                everyNs + FIRST_POLL_NS));
        }

        /**
         * The polls of the first interval had nothing to bring. Later ones wait for their share of
         * the weight and for as long as the venue forbids all calls, but besides that not for
         * longer than the stream may be silent; whether REST answers is another matter.
         */
        private void checkPolledLater(
            StreamTrace stream, long madeNs, long lossNs, long polledNs) {
            StreamTrace.Status back = stream.firstFrom(lossNs, status -> !status.isLoss());
            long untilNs = back == null ? polledNs : Math.min(back.ns(), polledNs);
            long askedNs = trace.tradePolls(stream, madeNs, untilNs).stream()
                .mapToLong(FeedTrace.Request::ns).min().orElse(untilNs);
            long tookNs = trace.tookNs(madeNs, askedNs) - trace.heldNs(madeNs, askedNs);
            if (tookNs > trace.config.feed().silenceNs(StreamKind.TRADE)) {
                broken.add(stream.name() + ": a trade made while it was lost was not asked for in "
                    + tookNs / MS + " ms");
            }
        }

        /**
         * Whether the venue traded while a stream was lost, and either nobody asked, or somebody
         * who asked for a trade was answered before it came, so that the answer was thrown away. A
         * poll that honestly finds nothing new, or only what the socket brought, brings no tick.
         */
        private boolean isPollOwed(StreamTrace stream, long askedFromNs, long lossNs) {
            StreamTrace.Status back = stream.firstFrom(lossNs, status -> !status.isLoss());
            long untilNs = back == null ? trace.endNs : back.ns();
            List<StreamTrace.SeenTrade> trades = stream.trades.stream()
                .filter(trade -> trade.venueNs() > lossNs && trade.venueNs() < untilNs).toList();
            List<FeedTrace.Request> polls = trace.tradePolls(stream, askedFromNs, untilNs);
            return !trades.isEmpty() && (polls.isEmpty() || polls.stream().anyMatch(
                poll -> trace.answeredWell.contains(poll.number()) && trades.stream().anyMatch(
                    trade -> trade.id() >= poll.fromId()
                        && trade.venueNs() < poll.ns() - SLACK_NS
                        && trade.ns() > trace.endedNs.get(poll.number()))));
        }

        private void measureBack(StreamTrace stream) {
            StreamTrace.Status last = stream.at(Long.MAX_VALUE);
            if (!last.isWhole()) {
                backNs = -1;
            } else if (backNs >= 0) {
                backNs = Math.max(backNs, trace.tookNs(times.lastEndedNs(), last.ns()));
            }
        }
    }
}
