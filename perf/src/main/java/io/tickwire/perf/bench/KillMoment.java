package io.tickwire.perf.bench;

import java.util.random.RandomGenerator;

/**
 * When an engine is killed.
 *
 * @param afterMs     first wait so long
 * @param afterRollMs then for the next roll and so long behind it; {@link #ANY_TIME}: not at all
 */
record KillMoment(int afterMs, int afterRollMs) {
    /** No matter what the journal is doing. */
    static final int ANY_TIME = -1;

    private static final int FIRST_AFTER_MS = 300;
    private static final int LAST_AFTER_MS = 4_000;
    // Making a segment, the head of the next and closing the full one are over by then.
    private static final int LAST_AFTER_ROLL_MS = 20;

    /** A moment; every third at a roll. A resumed engine is killed while it recovers, too. */
    static KillMoment draw(RandomGenerator random, boolean resumed) {
        int afterMs = random.nextInt(resumed ? 0 : FIRST_AFTER_MS, LAST_AFTER_MS + 1);
        return new KillMoment(afterMs,
            random.nextInt(3) == 0 ? random.nextInt(LAST_AFTER_ROLL_MS + 1) : ANY_TIME);
    }

    boolean isAtRoll() {
        return afterRollMs != ANY_TIME;
    }

    /** For a line about a round. */
    String description() {
        return "after " + afterMs + " ms"
            + (isAtRoll() ? " and " + afterRollMs + " ms into a roll" : "");
    }
}
