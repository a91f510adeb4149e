package io.tickwire.engine.feed;

import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/** What the supervision knows of one stream: symbol x kind. Engine thread only. */
final class StreamState implements StreamView, State {
    final int instrumentId;
    final StreamKind kind;
    /** Carries it; null where nobody plans links, as in an import. */
    ConnectionGroup group;

    /** How its ticks stand to each other over all sources: what strategies may see. */
    final TickSequencer shown = new TickSequencer();
    /** The same over the ticks of the current connection alone: whether its socket is alive. */
    TickSequencer socket = new TickSequencer();
    /** The same over those of the connection that stands by; empty until it has brought one. */
    TickSequencer spare = new TickSequencer();
    /** What was told of the current row of duplicates and older ticks, NONE outside of one. */
    StatusReason unorderedTold = StatusReason.NONE;
    /** Messages known to be missing, without those that were filled. */
    long gapMessages;
    final Backfill backfill;

    /** STARTING, FRESH, QUIET, or what is wrong with its socket. */
    StreamHealth health = StreamHealth.STARTING;
    /** When its socket last brought news or was subscribed, own stalls added; ns. */
    long heardNs;
    /** When REST last showed that there is nothing to hear, own stalls added; ns. */
    long quietNs;
    /** When any source last brought something new, ns. */
    long newsNs;
    /** When its socket last brought anything, ns. */
    long arrivedNs;
    /** When its socket last brought something new without its time moving, ns. */
    long frozenNs;
    /** Whether the current connection has brought news since it was subscribed. */
    boolean ticked;
    /** Since when its ticks are later than its limit allows, ns; 0 = they are not. */
    long lateNs;
    /** Since when its socket brings nothing but older ticks, ns; 0 = it does not. */
    long olderNs;
    /** How many of them. */
    long olderCount;
    /** How late its last tick was, ms. */
    long lagMs;
    /** Since when it is well without a break, ns. */
    long wellNs;

    /** Whether polls feed it, because its socket does not or has not yet proved itself. */
    boolean polled;
    /** Since when polls feed it, ns. */
    long polledNs;
    /** Whether polls fed it in time at the last TIMER. */
    boolean freshFromPolls;
    /** When a REST call last answered for it, ns; 0 = never. */
    long answeredNs;
    /** Since when REST has shown something that its socket has not brought, ns; 0 = it has not. */
    long restAheadNs;
    /** Whether REST has answered since the subscription, to be compared with later. */
    boolean hasBase;
    /** Number of the request under way that will answer for it, 0 = none. */
    long request;
    /** When it was last asked for, ns. */
    long askedNs;
    /** Rows that polls have brought since. */
    long rows;
    /** Whether the last poll for trades asked for the last ones, not behind what was shown. */
    boolean askedLast;
    /** Whether the next one should: what lies behind is too much, or the venue refuses it. */
    boolean pollLatest;
    /** Since when an answer of REST is wanted that was not asked for yet, ns; 0 = none is. */
    long probePendingNs;
    /** Whether the last request for it had no good answer. */
    boolean unanswered;

    /** Whether a connection that stands by has brought it. */
    boolean heardOnSpare;
    /**
     * Highest id that the spare connection brought and that waits for the current one; -1 = none.
     */
    long spareId = -1;
    /** When the spare connection last brought it, ns. */
    long spareNs;
    /** Since when the spare connection is further than what was shown, ns; 0 = it is not. */
    long behindNs;

    final FlagState standing = new FlagState();
    /** When the strategy last heard of it, ns. */
    long viewedNs;

    StreamState(int instrumentId, StreamKind kind) {
        this.instrumentId = instrumentId;
        this.kind = kind;
        this.backfill = new Backfill(kind);
    }

    /** Whether its socket delivers as it should, or is known to have nothing to deliver. */
    boolean isWell() {
        return health.isWell();
    }

    /** Whether its socket is known to be no good. */
    boolean isDead() {
        return health.isDead();
    }

    /** Whether its silence can be honest, so that it takes a REST call to judge it. */
    boolean mayBeQuiet() {
        return group != null && (kind == StreamKind.QUOTE || kind == StreamKind.TRADE);
    }

    /**
     * Whether a connection opened at that time cannot have missed anything: the current one has
     * brought nothing since either, or where that is no good, REST has answered and shown nothing
     * since.
     */
    boolean hadNothingSince(long openedNs) {
        return mayBeQuiet() && (isWell() ? heardNs - openedNs <= 0
            : answeredNs - openedNs > 0 && newsNs - openedNs <= 0);
    }

    /** The current connection is subscribed anew; the deadline of the first tick runs from here. */
    void subscribed(long nowNs) {
        heardNs = nowNs;
        quietNs = nowNs;
        health = StreamHealth.STARTING;
        ticked = false;
        lateNs = 0;
        frozenNs = 0;
        restAheadNs = 0;
        hasBase = false;
        probePendingNs = 0;
        unanswered = false;
        spareLost();
    }

    /** Its socket has brought news. */
    void heard(long nowNs) {
        heardNs = nowNs;
        ticked = true;
        restAheadNs = 0;
        probePendingNs = 0;
        well(StreamHealth.FRESH, nowNs);
    }

    boolean isRestAhead() {
        return restAheadNs != 0;
    }

    /** Whether a question about it waits to be asked. */
    boolean isProbePending() {
        return probePendingNs != 0;
    }

    /** It takes an answer of REST to judge it. */
    void want(long nowNs) {
        probePendingNs = isProbePending() ? probePendingNs : nowNs;
    }

    /** REST has answered for it. */
    void answered(long nowNs) {
        answeredNs = nowNs;
        unanswered = false;
    }

    /** Its socket is no good: polled at once. */
    void dead(StreamHealth why, long nowNs) {
        if (why == StreamHealth.FROZEN || why == StreamHealth.LAGGING) {
            // What the spare connection brought so far was no better: it has to earn it anew.
            heardOnSpare &= isDead();
        }
        health = why;
        probePendingNs = 0;
        if (group != null) {
            poll(nowNs);
        }
    }

    private void poll(long nowNs) {
        if (!polled) {
            polled = true;
            polledNs = nowNs;
        }
    }

    /**
     * The link under it is gone: stale at once.
     *
     * @param again whether it was gone already: why it went no longer matters
     * @param nowNs engine time
     */
    void linkLost(boolean again, long nowNs) {
        dead(isDead() && !again ? health : StreamHealth.LINK_DOWN, nowNs);
        spareLost();
    }

    /** The spare connection is gone, or there is a new one. */
    void spareLost() {
        heardOnSpare = false;
        spareId = -1;
        behindNs = 0;
        spare.reset();
    }

    /**
     * The spare connection has become the current one.
     *
     * @param connection      it
     * @param oldAlive whether the old one is still open, so that its silence says something
     * @param clock    of the venue
     * @param nowNs    engine time
     */
    void movedTo(Connection connection, boolean oldAlive, VenueClock clock, long nowNs) {
        if (heardOnSpare) {
            TickSequencer old = socket;
            socket = spare;
            spare = old;
            heardNs = Math.max(heardNs, spareNs);
            arrivedNs = heardNs;
            ticked = true;
            lateNs = 0;
            frozenNs = 0;
            restAheadNs = 0;
            well(isWell() ? health : StreamHealth.FRESH, nowNs);
        } else if (!isWell() || !oldAlive) {
            subscribed(connection.openedNs);
            poll(nowNs);
            if (mayBeQuiet() && clock.isAfter(shown.venueMs(), connection.openedNs)) {
                // The connection was there when REST showed it, and has not brought it.
                restAheadNs = newsNs;
            }
        }
        spareLost();
    }

    /** It is well; an interruption would have begun it anew. */
    void well(StreamHealth how, long nowNs) {
        if (!isWell()) {
            wellNs = nowNs;
        }
        health = how;
    }

    /** The process stood still: that is not the venue's silence. */
    void stalled(long stallNs, long nowNs) {
        heardNs = Math.min(heardNs + stallNs, nowNs);
        quietNs = Math.min(quietNs + stallNs, nowNs);
        answeredNs = Math.min(answeredNs + stallNs, nowNs);
        restAheadNs = isRestAhead() ? Math.min(restAheadNs + stallNs, nowNs) : 0;
        probePendingNs = isProbePending() ? Math.min(probePendingNs + stallNs, nowNs) : 0;
        backfill.stalled(stallNs, nowNs);
    }

    @Override
    public int instrumentId() {
        return instrumentId;
    }

    @Override
    public StreamKind kind() {
        return kind;
    }

    @Override
    public FeedFlag flag() {
        return standing.flag;
    }

    @Override
    public StatusReason reason() {
        return standing.reason;
    }

    @Override
    public Source fedBy() {
        return polled ? Source.POLL : Source.SOCKET;
    }

    @Override
    public long sinceNs() {
        return standing.sinceNs;
    }

    @Override
    public long silenceNs(long nowNs) {
        return Math.max(0, nowNs - heardNs);
    }

    @Override
    public long lagMs() {
        return lagMs;
    }

    @Override
    public long gapMessages() {
        return gapMessages;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("instrumentId", instrumentId).put("kind", kind)
            .put("group", group == null ? 0 : group.id);
        out.part("shown", shown);
        out.part("socket", socket);
        out.part("spare", spare);
        out.put("unorderedTold", unorderedTold).put("gapMessages", gapMessages)
            .put("health", health).put("heardNs", heardNs)
            .put("quietNs", quietNs).put("newsNs", newsNs).put("arrivedNs", arrivedNs)
            .put("frozenNs", frozenNs).put("ticked", ticked).put("lateNs", lateNs)
            .put("olderNs", olderNs).put("olderCount", olderCount).put("lagMs", lagMs)
            .put("wellNs", wellNs).put("polled", polled).put("polledNs", polledNs)
            .put("freshFromPolls", freshFromPolls)
            .put("answeredNs", answeredNs).put("restAheadNs", restAheadNs).put("hasBase", hasBase)
            .put("request", request)
            .put("askedNs", askedNs).put("rows", rows)
            .put("askedLast", askedLast).put("pollLatest", pollLatest)
            .put("probePendingNs", probePendingNs)
            .put("unanswered", unanswered).put("heardOnSpare", heardOnSpare)
            .put("spareId", spareId).put("spareNs", spareNs).put("behindNs", behindNs)
            .put("viewedNs", viewedNs);
        out.part("backfill", backfill);
        out.part("flag", standing);
    }

    @Override
    public void readState(StateReader in) {
        shown.readState(in);
        socket.readState(in);
        spare.readState(in);
        unorderedTold = StatusReason.of(in.getLong());
        gapMessages = in.getLong();
        health = StreamHealth.of(in.getLong());
        heardNs = in.getLong();
        quietNs = in.getLong();
        newsNs = in.getLong();
        arrivedNs = in.getLong();
        frozenNs = in.getLong();
        ticked = in.getBoolean();
        lateNs = in.getLong();
        olderNs = in.getLong();
        olderCount = in.getLong();
        lagMs = in.getLong();
        wellNs = in.getLong();
        polled = in.getBoolean();
        polledNs = in.getLong();
        freshFromPolls = in.getBoolean();
        answeredNs = in.getLong();
        restAheadNs = in.getLong();
        hasBase = in.getBoolean();
        request = in.getLong();
        askedNs = in.getLong();
        rows = in.getLong();
        askedLast = in.getBoolean();
        pollLatest = in.getBoolean();
        probePendingNs = in.getLong();
        unanswered = in.getBoolean();
        heardOnSpare = in.getBoolean();
        spareId = in.getLong();
        spareNs = in.getLong();
        behindNs = in.getLong();
        viewedNs = in.getLong();
        backfill.readState(in);
        standing.readState(in);
    }
}
