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
 * @param hit      kinds whose streams are lost by it
 * @param symbols  that it concerns; empty = every one
 * @param from     from when on detection is measured
 * @param excuses  what would be wrong elsewhere
 * @param entry    place of the fault in the file, 0 = the first
 * @param isRed    whether the feed must be RED when the last fault ends
 */
record Expectation(String scenario, Set<StreamKind> hit, Set<String> symbols, From from,
    Set<Excuse> excuses, int entry, boolean isRed) {
    /** From when on detection is measured, and how long it may take. */
    enum From {
        /** It is no loss: every flag stays GREEN, nothing is polled and nothing connected. */
        NOTHING,
        /** The same, but trades are missing, which are told at once and brought afterwards. */
        HOLE,
        /** The LINK fact that a socket is closed: at once. */
        CLOSE,
        /** The last good tick of a stream: within the limit of silence of its kind. */
        LAST_TICK,
        /** The TIMER that tells that we stood still ourselves: with it. */
        STALL,
        /** The fault was there before the engine: all must be well once it is over. */
        START
    }

    /** What is right in some scenarios only. */
    enum Excuse {
        /** Nothing can be polled while it lasts, or nothing need be. */
        NOT_POLLED,
        /** REST is refused or silent for a while, so that trades may be lost for ever. */
        LOST_TRADES,
        /** Sockets may be well again before it is over. */
        BACK_EARLY,
        /** Trades come out of order, so that they are missing for a moment. */
        FILLING
    }

    private static final Set<StreamKind> ALL = Collections.unmodifiableSet(
        EnumSet.complementOf(EnumSet.of(StreamKind.NONE)));

    /** Sockets are closed, so that everything is lost at once and polled. */
    static Expectation closes(String scenario) {
        return new Expectation(scenario, ALL, From.CLOSE);
    }

    private Expectation(String scenario, Set<StreamKind> hit, From from) {
        this(scenario, hit, Set.of(), from, Set.of(), 0, false);
    }

    /** Sockets of these kinds are closed. */
    static Expectation closes(String scenario, StreamKind first, StreamKind... more) {
        return new Expectation(scenario, EnumSet.of(first, more), From.CLOSE);
    }

    /** Nothing good comes any more, of anything. */
    static Expectation silences(String scenario) {
        return new Expectation(scenario, ALL, From.LAST_TICK);
    }

    /** Nothing good comes any more of these kinds. */
    static Expectation silences(String scenario, StreamKind first, StreamKind... more) {
        return new Expectation(scenario, EnumSet.of(first, more), From.LAST_TICK);
    }

    /** The engine stands still itself, for longer than anything may be silent. */
    static Expectation stalls(String scenario) {
        return new Expectation(scenario, ALL, From.STALL).but(Excuse.NOT_POLLED);
    }

    /** Nothing comes at the start. */
    static Expectation startsWithout(String scenario) {
        return new Expectation(scenario, ALL, From.START);
    }

    /** Everything comes at the start, and yet there is something that orders need. */
    static Expectation startsUnknown(String scenario) {
        return new Expectation(scenario, Set.of(), From.START);
    }

    /** What a sound client takes as it comes. */
    static Expectation harmless(String scenario) {
        return new Expectation(scenario, Set.of(), From.NOTHING);
    }

    /** A sound socket that has lost some trades. */
    static Expectation loses(String scenario) {
        return new Expectation(scenario, Set.of(), From.HOLE).but(Excuse.FILLING);
    }

    /** The same, where this is right as well. */
    Expectation but(Excuse first, Excuse... more) {
        EnumSet<Excuse> all = EnumSet.of(first, more);
        all.addAll(excuses);
        return new Expectation(
            scenario, hit, symbols, from, Collections.unmodifiableSet(all), entry, isRed);
    }

    /** The same where only these symbols are concerned. */
    Expectation of(String... concerned) {
        return new Expectation(
            scenario, hit, Set.of(concerned), from, excuses, entry, isRed);
    }

    /** The same where nothing fresh comes from anywhere by the end, of some symbol. */
    Expectation andRed() {
        return new Expectation(scenario, hit, symbols, from, excuses, entry, true);
    }

    /** The same of the second fault of the scenario. */
    Expectation bySecond() {
        return new Expectation(scenario, hit, symbols, from, excuses, 1, isRed);
    }

    /** Whether the fault takes a stream away. */
    boolean hits(StreamTrace stream) {
        return hit.contains(stream.kind)
            && (symbols.isEmpty() || symbols.contains(stream.symbol));
    }

    /** Whether something is right in it that would be wrong elsewhere. */
    boolean allows(Excuse excuse) {
        return excuses.contains(excuse);
    }

    /** Whether no stream is lost by it. */
    boolean isHarmless() {
        return from == From.NOTHING || from == From.HOLE;
    }
}
