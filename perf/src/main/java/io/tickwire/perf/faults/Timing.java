package io.tickwire.perf.faults;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How long something took, and how long it might have.
 *
 * @param what    of which stream
 * @param ns      that it took, own stalls subtracted
 * @param limitNs that it might
 */
record Timing(String what, long ns, long limitNs) {
    private static final Comparator<Timing> BY_EXCESS =
        Comparator.comparingLong(Timing::excessNs).thenComparing(Timing::what);

    long excessNs() {
        return ns - limitNs;
    }

    boolean isInTime() {
        return excessNs() <= 0;
    }

    /** The one that is nearest to its limit or furthest beyond it. */
    static Optional<Timing> worst(List<Timing> all) {
        return all.stream().max(BY_EXCESS);
    }

    /** The middle one by what is left to the limit; of two the worse. */
    static Optional<Timing> median(List<Timing> all) {
        return all.isEmpty() ? Optional.empty()
            : Optional.of(all.stream().sorted(BY_EXCESS).toList().get(all.size() / 2));
    }
}
