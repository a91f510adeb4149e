package io.tickwire.perf.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * All runs of one scenario in one row: medians, and what was wrong.
 *
 * @param scenario its name
 * @param runs     at least one
 */
record Report(String scenario, List<Measurement> runs) {
    private static final double MS = 1e6;
    private static final String NOTHING = "-";
    private static final int MOST_OF_A_RUN = 4;

    /** Heads of {@link #cells}. */
    static final List<String> HEADS = List.of("scenario", "detected after", "limit",
        "polled after", "back after", "ticks lost", "ids filled", "attempts", "own stall");

    Report {
        runs = List.copyOf(runs);
    }

    /** For people. */
    List<String> cells() {
        return List.of(scenario, median(Measurement::worstDetected, Timing::ns),
            median(Measurement::worstDetected, Timing::limitNs),
            median(Measurement::worstPolled, Timing::ns), back(),
            median(Measurement::lost), median(Measurement::filled),
            median(Measurement::attempts),
            ms(runs.stream().mapToLong(Measurement::stallNs).max().orElse(0)));
    }

    private String median(Function<Measurement, Optional<Timing>> which,
        ToLongFunction<Timing> value) {
        return medianOf(which).map(timing -> ms(value.applyAsLong(timing))).orElse(NOTHING);
    }

    private Optional<Timing> medianOf(Function<Measurement, Optional<Timing>> which) {
        return Timing.median(runs.stream().map(which).flatMap(Optional::stream).toList());
    }

    private String back() {
        boolean lost = runs.stream()
            .anyMatch(run -> !run.detected().isEmpty() || run.backNs() != 0);
        long ns = middle(Measurement::backNs);
        return !lost ? NOTHING : ns < 0 ? "never" : ms(ns);
    }

    private String median(ToLongFunction<Measurement> number) {
        return Long.toString(middle(number));
    }

    private long middle(ToLongFunction<Measurement> number) {
        return runs.stream().mapToLong(number).sorted().toArray()[runs.size() / 2];
    }

    private static String ms(long ns) {
        return String.format(Locale.ROOT, "%,.0f ms", ns / MS);
    }

    /** What was wrong, in words: late medians, and rules that any run broke. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        medianOf(Measurement::worstDetected).filter(timing -> !timing.isInTime()).ifPresent(
            timing -> problems.add(late("noticed", timing)));
        medianOf(Measurement::worstPolled).filter(timing -> !timing.isInTime()).ifPresent(
            timing -> problems.add(late("polled", timing)));
        for (int i = 0; i < runs.size(); i++) {
            String run = "run " + (i + 1) + ": ";
            List<String> broken = runs.get(i).broken();
            broken.stream().limit(MOST_OF_A_RUN).forEach(problem -> problems.add(run + problem));
            if (broken.size() > MOST_OF_A_RUN) {
                problems.add(run + "and " + (broken.size() - MOST_OF_A_RUN) + " more");
            }
        }
        return problems;
    }

    private static String late(String what, Timing timing) {
        return timing.what() + " " + what + " after " + ms(timing.ns()) + ", allowed are "
            + ms(timing.limitNs());
    }
}
