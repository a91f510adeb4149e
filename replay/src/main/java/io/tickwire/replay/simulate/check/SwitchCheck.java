package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.replay.simulate.model.ModelConnections;
import io.tickwire.replay.simulate.model.StreamTruth;
import io.tickwire.replay.simulate.model.World;

/**
 * {@link Rule#SWITCH}: a stream that was lost is GREEN again only after its socket has been good
 * for stableAfter: since it was lost, its group is up, and the last thing was made that the socket
 * has not brought.
 */
final class SwitchCheck extends Check {
    private static final int KINDS = StreamKind.values().length;
    private static final int ANSWERS = 64;
    private static final int WELL = 200;

    private final World world;
    private final Limits limits;
    private final Calls calls;
    private final Ledger ledger;
    private final boolean[] wasGreen = new boolean[KINDS];
    private final boolean[] lost = new boolean[KINDS];
    private final long[] lostNs = new long[KINDS];
    private final long[] switchedNs = new long[KINDS];
    /** Since when a stream that was lost is good, as its first tick showed; 0 = no tick yet. */
    private final long[] goodNs = new long[KINDS];
    /** By kind, the last answers of REST: when they came, and what they told of as missing. */
    private final long[][] answeredNs = new long[KINDS][ANSWERS];
    private final long[][] missingSinceNs = new long[KINDS][ANSWERS];
    private final int[] answers = new int[KINDS];
    private final int[] open = new int[ModelConnections.COUNT];
    private final long[] upNs = new long[ModelConnections.COUNT];

    SwitchCheck(World world, Limits limits, Calls calls, Ledger ledger) {
        this.world = world;
        this.limits = limits;
        this.calls = calls;
        this.ledger = ledger;
    }

    @Override
    void onRecord(Event event) {
        EventType type = event.type();
        if (type.isTick()) {
            if (event.sourceCode() == Source.SOCKET.ordinal()) {
                onTick(StreamKind.ofTick(type));
            }
        } else if (Calls.isReply(event) && !calls.isOfFill(event)) {
            if (event.get(CallFields.HTTP_STATUS) == WELL) {
                onAnswer(FeedCall.of(event.get(CallFields.CALL)).kind(), event.engineNs());
            }
        } else if (type == EventType.LINK) {
            onFact(LinkFact.of(event.get(LinkFields.FACT)), ModelConnections.of(event.link()),
                event.engineNs());
        } else if (type == EventType.FEED_STATUS && !PublishedFlags.isAboutTicks(event)
            && event.get(FeedStatusFields.KIND) != StreamKind.NONE.ordinal()) {
            onStatus(event, StreamKind.of(event.get(FeedStatusFields.KIND)));
        }
    }

    private void onTick(StreamKind kind) {
        int at = kind.ordinal();
        if (lost[at] && goodNs[at] == 0) {
            StreamTruth truth = world.truth(kind);
            goodNs[at] = goodSinceNs(kind, truth.skippedNs(), truth.broughtNs());
        }
    }

    /** What was missed counts if REST has told of it, and two TIMERs have passed since. */
    private long goodSinceNs(StreamKind kind, long missedNs, long nowNs) {
        int at = kind.ordinal();
        long sinceNs = Math.max(lostNs[at], upNs[ModelConnections.of(kind)]);
        for (int i = 0; i < ANSWERS; i++) {
            if (nowNs - answeredNs[at][i] > 2 * limits.timerNs()
                && missingSinceNs[at][i] <= missedNs) {
                sinceNs = Math.max(sinceNs, missingSinceNs[at][i]);
            }
        }
        return sinceNs;
    }

    private void onAnswer(StreamKind kind, long nowNs) {
        if (kind == StreamKind.NONE) {
            return;
        }
        int at = kind.ordinal();
        int slot = answers[at]++ % ANSWERS;
        long missingNs = world.truth(kind).newestMissingNs();
        answeredNs[at][slot] = nowNs;
        missingSinceNs[at][slot] = nowNs - missingNs > limits.slackNs() ? missingNs : 0;
    }

    private void onFact(LinkFact fact, int group, long nowNs) {
        if (fact == LinkFact.OPENED) {
            if (open[group]++ == 0) {
                upNs[group] = nowNs;
            }
        } else if (fact == LinkFact.CLOSED && --open[group] == 0) {
            for (StreamKind kind : ModelConnections.STREAMS) {
                if (ModelConnections.of(kind) == group) {
                    goodNs[kind.ordinal()] = 0;
                }
            }
        }
    }

    private void onStatus(Event status, StreamKind kind) {
        int at = kind.ordinal();
        // A gap is filled while the socket goes on; our own stall, or a doubtful clock or REST, is
        // no fault of it.
        boolean green = status.get(FeedStatusFields.FLAG) == FeedFlag.GREEN.ordinal()
            || status.get(FeedStatusFields.REASON) == StatusReason.FILLING.ordinal()
            || status.get(FeedStatusFields.REASON) == StatusReason.STALE.ordinal()
            || status.get(FeedStatusFields.REASON) == StatusReason.AGE_UNKNOWN.ordinal()
            || status.get(FeedStatusFields.REASON) == StatusReason.UNWITNESSED.ordinal()
                && status.get(FeedStatusFields.FED_BY) == Source.SOCKET.ordinal();
        boolean starting = status.get(FeedStatusFields.REASON) == StatusReason.STARTING.ordinal();
        if (green && lost[at]) {
            lost[at] = false;
            onSwitch(kind, status.engineNs());
        } else if (!green && !lost[at] && (wasGreen[at] || !starting)) {
            lost[at] = true;
            lostNs[at] = status.engineNs();
            goodNs[at] = 0;
        }
        wasGreen[at] |= green;
    }

    private void onSwitch(StreamKind kind, long nowNs) {
        int at = kind.ordinal();
        ledger.exercise(Rule.SWITCH);
        StreamTruth truth = world.truth(kind);
        long sinceNs = goodNs[at] > 0
            ? goodNs[at] : goodSinceNs(kind, truth.newestMissingNs(), nowNs);
        long owesNs = truth.missingSinceNs();
        if (nowNs - sinceNs < limits.stableNs() || nowNs - switchedNs[at] < limits.stableNs()
            || owesNs > 0 && truth.noticeableUntilNs(nowNs) - owesNs > limits.silenceNs(kind)
                + 2 * limits.timerNs() + limits.slackNs() + ledger.stalledSinceNs(owesNs)) {
            throw ledger.broken(Rule.SWITCH, nowNs, kind + " is back on its socket: lost "
                + ledger.at(lostNs[at]) + ", good since " + ledger.at(sinceNs)
                + (goodNs[at] > 0 ? "" : " without any tick")
                + (owesNs < 0 ? "" : ", owes what was made " + ledger.at(owesNs))
                + (switchedNs[at] == 0 ? "" : ", last back " + ledger.at(switchedNs[at])));
        }
        switchedNs[at] = nowNs;
    }
}
