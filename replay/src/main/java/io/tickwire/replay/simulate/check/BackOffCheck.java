package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.replay.simulate.model.World;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * {@link Rule#BACKOFF}: while every answer is 403, calls become rare within a minute; a socket
 * that opens may be followed by a trial, and a stream that was lost by its question and first poll.
 */
final class BackOffCheck extends Check {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long SETTLED_NS = 10_000_000_000L;
    private static final int MOST = 9;
    private static final int FOR_EACH_OCCASION = 3;

    private final World world;
    private final Ledger ledger;
    private final boolean[] polled = new boolean[StreamKind.values().length];
    private final Deque<Long> calls = new ArrayDeque<>();
    private final Deque<Long> occasions = new ArrayDeque<>();

    BackOffCheck(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    @Override
    void onRecord(Event event) {
        long nowNs = event.engineNs();
        if (Calls.isPoll(event)) {
            onCall(nowNs);
        } else if (isOpened(event) || isLost(event)) {
            occasions.addLast(nowNs);
        }
    }

    private static boolean isOpened(Event event) {
        return event.type() == EventType.LINK
            && event.get(LinkFields.FACT) == LinkFact.OPENED.ordinal();
    }

    /** Polled from now on. */
    private boolean isLost(Event event) {
        if (event.type() != EventType.FEED_STATUS || PublishedFlags.isAboutTicks(event)) {
            return false;
        }
        int kind = (int) event.get(FeedStatusFields.KIND);
        boolean was = polled[kind];
        polled[kind] = event.get(FeedStatusFields.FED_BY) == Source.POLL.ordinal();
        return polled[kind] && !was;
    }

    private void onCall(long nowNs) {
        calls.addLast(nowNs);
        forget(calls, nowNs);
        forget(occasions, nowNs);
        long refusedNs = world.io().notices().forbiddenSinceNs();
        if (refusedNs == 0 || nowNs - refusedNs < MINUTE_NS + SETTLED_NS) {
            return;
        }
        ledger.exercise(Rule.BACKOFF);
        int most = MOST + FOR_EACH_OCCASION * occasions.size();
        if (calls.size() > most) {
            throw ledger.broken(Rule.BACKOFF, nowNs, calls.size() + " calls in a minute, allowed "
                + most + ", and each was refused with 403 since " + ledger.at(refusedNs));
        }
    }

    private static void forget(Deque<Long> times, long nowNs) {
        while (!times.isEmpty() && nowNs - times.peekFirst() > MINUTE_NS) {
            times.removeFirst();
        }
    }
}
