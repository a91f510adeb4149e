package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedReason;
import io.tickwire.engine.event.FeedStatus;
import io.tickwire.engine.event.Link;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.replay.simulate.model.Route;
import io.tickwire.replay.simulate.model.World;

/**
 * {@link Rule#SWITCH}: a stream that was lost is GREEN again only after its socket has brought good
 * ticks for stableAfter. Where the market made nothing, the opened socket counts instead.
 */
final class SwitchCheck extends Check {
    private static final int KINDS = StreamKind.values().length;
    /** So few may have been under way as the socket opened. */
    private static final long FEW = 3;

    private final World world;
    private final Limits limits;
    private final Ledger ledger;
    private final boolean[] wasGreen = new boolean[KINDS];
    private final boolean[] lost = new boolean[KINDS];
    private final long[] lostNs = new long[KINDS];
    private final long[] switchedNs = new long[KINDS];
    /** By leg and kind: since when ticks come by its socket, 0 = they do not. */
    private final long[][] goodNs = new long[Route.LINKS + 1][KINDS];
    private final long[] openedNs = new long[Route.LINKS + 1];
    private final long[][] madeBefore = new long[Route.LINKS + 1][KINDS];
    private final long[] madeBeforeLost = new long[KINDS];

    SwitchCheck(World world, Limits limits, Ledger ledger) {
        this.world = world;
        this.limits = limits;
        this.ledger = ledger;
    }

    @Override
    void onRecord(Event event) {
        EventType type = event.type();
        if (type.isTick()) {
            if (event.sourceCode() == Source.SOCKET.ordinal()) {
                onTick(event, kindOf(type));
            }
        } else if (type == EventType.LINK && event.link() > 0) {
            onFact(LinkFact.of(event.get(Link.FACT)), event.link(), event.engineNs());
        } else if (type == EventType.FEED_STATUS && !Told.isAboutTicks(event)
            && event.get(FeedStatus.KIND) != StreamKind.NONE.ordinal()) {
            onStatus(event, StreamKind.of(event.get(FeedStatus.KIND)));
        }
    }

    private static StreamKind kindOf(EventType type) {
        return type == EventType.QUOTE ? StreamKind.QUOTE
            : type == EventType.TRADE ? StreamKind.TRADE : StreamKind.MARK;
    }

    private void onTick(Event tick, StreamKind kind) {
        int at = kind.ordinal();
        int link = tick.link();
        if (lost[at] && goodNs[link][at] == 0 && openedNs[link] > 0) {
            long made = world.truth(kind).madeCount();
            boolean quietSinceOpened = made - madeBefore[link][at] <= FEW;
            boolean quietSinceLost = made - madeBeforeLost[at] <= FEW;
            goodNs[link][at] = quietSinceOpened ? openedNs[link]
                : quietSinceLost ? Math.max(lostNs[at], openedNs[link]) : tick.engineNs();
        }
    }

    private void onFact(LinkFact fact, int link, long nowNs) {
        if (fact == LinkFact.OPENED) {
            openedNs[link] = nowNs;
            for (StreamKind kind : Route.STREAMS) {
                madeBefore[link][kind.ordinal()] = world.truth(kind).madeCount();
            }
        } else if (fact == LinkFact.CLOSED) {
            openedNs[link] = 0;
            handOver(link);
        }
    }

    /** What another leg already brings goes on without a break. */
    private void handOver(int link) {
        int other = Route.otherLink(link);
        for (int kind = 0; kind < KINDS; kind++) {
            if (goodNs[link][kind] > 0 && goodNs[other][kind] > goodNs[link][kind]) {
                goodNs[other][kind] = goodNs[link][kind];
            }
            goodNs[link][kind] = 0;
        }
    }

    private void onStatus(Event status, StreamKind kind) {
        int at = kind.ordinal();
        FeedFlag flag = FeedFlag.of(status.get(FeedStatus.FLAG));
        FeedReason reason = FeedReason.of(status.get(FeedStatus.REASON));
        long nowNs = status.engineNs();
        if (flag == FeedFlag.GREEN && lost[at]) {
            lost[at] = false;
            onSwitch(kind, nowNs);
        } else if (flag != FeedFlag.GREEN && !lost[at]
            && (wasGreen[at] || reason != FeedReason.STARTING)) {
            lost[at] = true;
            lostNs[at] = nowNs;
            madeBeforeLost[at] = world.truth(kind).madeCount();
            for (long[] ofLeg : goodNs) {
                ofLeg[at] = 0;
            }
        }
        wasGreen[at] |= flag == FeedFlag.GREEN;
    }

    private void onSwitch(StreamKind kind, long nowNs) {
        int at = kind.ordinal();
        ledger.exercise(Rule.SWITCH);
        if (nowNs - lostNs[at] < limits.stableNs() || nowNs - switchedNs[at] < limits.stableNs()) {
            throw ledger.broken(Rule.SWITCH, nowNs, kind + " is back on its socket, lost "
                + ledger.at(lostNs[at]) + ", back before " + ledger.at(switchedNs[at]));
        }
        long sinceNs = goodSinceNs(kind);
        if (sinceNs == 0) {
            // Without any tick it can only be quiet, for as long as a socket is open.
            sinceNs = quietSinceNs(kind);
        }
        if (sinceNs == 0 || nowNs - sinceNs < limits.stableNs()) {
            throw ledger.broken(Rule.SWITCH, nowNs, kind + " is back on its socket, which "
                + (sinceNs == 0 ? "has brought nothing" : "is good since " + ledger.at(sinceNs)));
        }
        switchedNs[at] = nowNs;
    }

    /** The earliest of both legs. */
    private long goodSinceNs(StreamKind kind) {
        long earliestNs = 0;
        for (long[] ofLeg : goodNs) {
            long sinceNs = ofLeg[kind.ordinal()];
            if (sinceNs > 0 && (earliestNs == 0 || sinceNs < earliestNs)) {
                earliestNs = sinceNs;
            }
        }
        return earliestNs;
    }

    private long quietSinceNs(StreamKind kind) {
        int at = kind.ordinal();
        long earliestNs =
            world.truth(kind).madeCount() - madeBeforeLost[at] <= FEW ? lostNs[at] : 0;
        int first = Route.firstLink(Route.of(kind));
        for (int link = first; link < first + 2; link++) {
            if (openedNs[link] > 0 && (earliestNs == 0 || openedNs[link] < earliestNs)
                && world.truth(kind).madeCount() - madeBefore[link][at] <= FEW) {
                earliestNs = openedNs[link];
            }
        }
        return earliestNs;
    }
}
