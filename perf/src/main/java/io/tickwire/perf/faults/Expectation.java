package io.tickwire.perf.faults;

import io.tickwire.engine.event.StreamKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the engine must make of one fault of a scenario; those before it must not be noticed as a
 * loss, those behind it are measured by the rules alone that always hold.
 *
 * @param scenario name of its file, without the ending
 * @param hit      kinds whose streams are lost by it, of every symbol
 * @param from     from when on detection is measured
 * @param polled   whether what it hits can be polled meanwhile
 * @param entry    place of the fault in the file, 0 = the first
 */
record Expectation(
    String scenario, Set<StreamKind> hit, From from, boolean polled, int entry) {
    /** From when on detection is measured, and how long it may take. */
    enum From {
        /** It is no loss: every flag stays GREEN, nothing is polled and nothing connected. */
        NOTHING,
        /** The same, but trades are missing, which are told at once and brought afterwards. */
        HOLE,
        /** The LINK fact that a socket is closed: at once. */
        CLOSE,
        /** The last good tick of a stream: within the limit of silence of its kind. */
        LAST_TICK
    }

    private static final Set<StreamKind> ALL = Collections.unmodifiableSet(
        EnumSet.complementOf(EnumSet.of(StreamKind.NONE)));

    /** Sockets are closed, so that everything is lost at once and polled. */
    static Expectation closes(String scenario) {
        return new Expectation(scenario, ALL, From.CLOSE, true, 0);
    }

    /** Sockets of these kinds are closed. */
    static Expectation closes(String scenario, StreamKind first, StreamKind... more) {
        return new Expectation(scenario, EnumSet.of(first, more), From.CLOSE, true, 0);
    }

    /** Nothing good comes any more, of anything. */
    static Expectation silences(String scenario) {
        return new Expectation(scenario, ALL, From.LAST_TICK, true, 0);
    }

    /** Nothing good comes any more of these kinds. */
    static Expectation silences(String scenario, StreamKind first, StreamKind... more) {
        return new Expectation(scenario, EnumSet.of(first, more), From.LAST_TICK, true, 0);
    }

    /** What a sound client takes as it comes. */
    static Expectation harmless(String scenario) {
        return new Expectation(scenario, Set.of(), From.NOTHING, false, 0);
    }

    /** A sound socket that has lost some trades. */
    static Expectation loses(String scenario) {
        return new Expectation(scenario, Set.of(), From.HOLE, false, 0);
    }

    /** The same, where REST does not answer either. */
    Expectation withoutPolls() {
        return new Expectation(scenario, hit, from, false, entry);
    }

    /** The same of the second fault of the scenario. */
    Expectation bySecond() {
        return new Expectation(scenario, hit, from, polled, 1);
    }

    /** Whether no stream is lost by it. */
    boolean isHarmless() {
        return from == From.NOTHING || from == From.HOLE;
    }
}
