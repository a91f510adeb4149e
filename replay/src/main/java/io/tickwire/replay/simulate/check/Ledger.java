package io.tickwire.replay.simulate.check;

import java.time.Instant;
import java.util.Locale;

/** Counts how often each rule was tested, and reports a broken one. */
public final class Ledger {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MS = 1_000_000L;

    private final long[] exercised = new long[Rule.values().length];
    private final long startNs;
    private final long[] stallAtNs = new long[64];
    private final long[] stallNs = new long[64];
    private int stalls;

    /**
     * Nothing tested yet.
     *
     * @param startNs begin of the run, ns since the epoch
     */
    Ledger(long startNs) {
        this.startNs = startNs;
    }

    /** Notes that a rule could have been broken. */
    public void exercise(Rule rule) {
        exercised[rule.ordinal()]++;
    }

    /**
     * How often a rule was put to the test.
     *
     * @param rule any
     * @return situations in which it could have been broken
     */
    public long exercised(Rule rule) {
        return exercised[rule.ordinal()];
    }

    Violation broken(Rule rule, long nowNs, String story) {
        return new Violation(rule, at(nowNs) + ": " + story);
    }

    /** A time for people: engine time, and how long after the begin. */
    String at(long ns) {
        long sinceMs = (ns - startNs) / MS;
        return "at " + Instant.ofEpochSecond(ns / SECOND_NS, ns % SECOND_NS / MS * MS) + " ("
            + String.format(Locale.ROOT, "%d:%02d:%02d.%03d", sinceMs / 3_600_000,
                sinceMs / 60_000 % 60, sinceMs / 1000 % 60, sinceMs % 1000) + " into the run)";
    }

    /** Our process stood still before this time. */
    void stalled(long lateNs, long nowNs) {
        stallAtNs[stalls & 63] = nowNs;
        stallNs[stalls & 63] = lateNs;
        stalls++;
    }

    /** How long our process has stood still since a time, as far as TIMERs have told. */
    long stalledSinceNs(long ns) {
        long sum = 0;
        for (int i = stalls - 1; i >= 0 && i >= stalls - 64 && stallAtNs[i & 63] > ns; i--) {
            sum += stallNs[i & 63];
        }
        return sum;
    }
}
