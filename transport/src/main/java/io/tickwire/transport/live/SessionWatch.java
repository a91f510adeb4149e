package io.tickwire.transport.live;

import io.tickwire.engine.core.Engine;
import io.tickwire.engine.core.ThreadActivity;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.transport.netty.EventLoops;
import java.util.concurrent.TimeUnit;

/** Watches over a session's two threads, by its ring; asked by the thread that closes it. */
final class SessionWatch {
    private static final long MIN_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(50);
    /** Whoever asks is woken for it, also where there is nothing to do all day. */
    private static final long MAX_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int TIMES_A_STALL = 8;

    private final TickRing ring;
    private final StallWatch engine;
    private final StallWatch io;
    private final long everyNs;

    private SessionWatch(TickRing ring, StallWatch engine, StallWatch io, long everyNs) {
        this.everyNs = everyNs;
        this.ring = ring;
        this.engine = engine;
        this.io = io;
    }

    /**
     * Over threads that have begun.
     *
     * @param ring    between them
     * @param engine  whose thread consumes it
     * @param loops   whose thread fills it
     * @param stallNs longest time without progress
     */
    static SessionWatch of(TickRing ring, Engine engine, EventLoops loops, long stallNs) {
        ThreadActivity ioThread =
            loops.loop().submit(ThreadActivity::ofCurrent).syncUninterruptibly().getNow();
        long everyNs = everyNs(stallNs);
        return new SessionWatch(ring, new StallWatch(engine.activity(), stallNs, 2 * everyNs),
            new StallWatch(ioThread, stallNs, 2 * everyNs), everyNs);
    }

    /** How often it has to be asked, so that a stall of that length is seen soon. */
    static long everyNs(long stallNs) {
        return Math.max(MIN_EVERY_NS, Math.min(MAX_EVERY_NS, stallNs / TIMES_A_STALL));
    }

    /** How often it wants to be asked. */
    long everyNs() {
        return everyNs;
    }

    /**
     * Whether the engine is stuck.
     *
     * @param nowNs any monotonic clock, ns
     * @return null if it is not, else in words
     */
    String whoIsStuck(long nowNs) {
        // In this order: what is published between the two is work, not a stall.
        long published = ring.published();
        long consumed = ring.consumed().get();
        return words("engine", engine.stalledNs(consumed < published, consumed, nowNs));
    }

    /**
     * Whether one of them is stuck while the session ends.
     *
     * @param left  whether the I/O thread has published END
     * @param nowNs any monotonic clock, ns
     * @return null if none is, else in words
     */
    String whoIsStuckAtTheEnd(boolean left, long nowNs) {
        long published = ring.published();
        long consumed = ring.consumed().get();
        // Behind END the engine has its journal to close. Of a full ring the I/O thread waits for
        // the engine, which is not its fault.
        String stuck = words(
            "engine", engine.stalledNs(left || consumed < published, consumed, nowNs));
        String alsoStuck = words(
            "I/O thread", io.stalledNs(!left && consumed == published, consumed, nowNs));
        return stuck != null ? stuck : alsoStuck;
    }

    private static String words(String thread, long stalledNs) {
        return stalledNs == 0 ? null
            : "the " + thread + " made no progress for " + stalledNs / 1_000_000 + " ms";
    }

    /** How many events are published and not worked off. */
    long backlog() {
        return ring.published() - ring.consumed().get();
    }
}
