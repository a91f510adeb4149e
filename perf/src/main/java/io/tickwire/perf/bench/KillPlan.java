package io.tickwire.perf.bench;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What is different from session to session.
 *
 * @param segmentKib  size of a segment; the least are rolled several times a second
 * @param frames      of the journal
 * @param ringSlots   of the ring
 */
record KillPlan(int segmentKib, String frames, int ringSlots) {
    private static final List<Integer> SEGMENTS_KIB = List.of(1280, 2048, 5120);
    private static final List<Integer> RING_SLOTS = List.of(256, 8192);

    static KillPlan draw(RandomGenerator random) {
        return new KillPlan(pick(SEGMENTS_KIB, random), pick(List.of("raw", "none"), random),
            pick(RING_SLOTS, random));
    }

    private static <T> T pick(List<T> choices, RandomGenerator random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The session's configuration. */
    String yaml() {
        return "engine: {arena: 1MiB, ringSlots: " + ringSlots + "}\n"
            + "journal: {segment: " + segmentKib + "KiB, frames: " + frames + "}\n"
            + "http: {port: off}\n";
    }

    /** For a line about a round. */
    String description() {
        return "segment " + segmentKib + "KiB, frames " + frames + ", ring " + ringSlots;
    }
}
