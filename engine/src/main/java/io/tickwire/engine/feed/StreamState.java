package io.tickwire.engine.feed;

import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * What the supervision knows of one stream, symbol x kind, by concern; here is what one of them
 * means to the others. Engine thread only.
 */
final class StreamState implements StreamView, State {
    final int instrumentId;
    final StreamKind kind;
    final StreamTraits traits;
    /** Of its symbol. */
    final SymbolListing listing;
    /** Carries it; null where nobody plans links, as in an import. */
    ConnectionGroup group;

    /** How its ticks stand to each other over all sources: what strategies may see. */
    final TickSequencer shown;
    /** When any source last brought something new, ns. */
    long newsNs;
    final RenumberingDetector renumbering = new RenumberingDetector();
    /** What was published of the current row of duplicates and older ticks, NONE outside of one. */
    StatusReason unorderedPublished = StatusReason.NONE;
    /** Messages known to be missing, without those that were filled. */
    long gapMessages;
    final Backfill backfill;

    final SocketHealth socket;
    final SpareProgress spare;
    final RestEvidence rest = new RestEvidence();
    final PollState poll = new PollState();

    final FlagState flagState = new FlagState();
    /** When the strategy last heard of it, ns. */
    long viewedNs;

    StreamState(int instrumentId, StreamKind kind, SymbolListing listing) {
        this.instrumentId = instrumentId;
        this.kind = kind;
        this.listing = listing;
        this.traits = StreamTraits.of(kind);
        this.shown = new TickSequencer(traits);
        this.socket = new SocketHealth(traits);
        this.spare = new SpareProgress(traits);
        this.backfill = new Backfill(traits);
    }

    /** Whether its socket delivers as it should, or is known to have nothing to deliver. */
    boolean isWell() {
        return !listing.notTrading && socket.isWell();
    }

    /** Whether its socket is known to be no good. */
    boolean isDead() {
        return !listing.isLeftOut() && socket.isDead();
    }

    /** Whether it is within the deadline of its first tick. */
    boolean isStarting() {
        return !listing.isLeftOut() && socket.health == StreamHealth.STARTING;
    }

    /** Whether its silence can be honest, so that it takes a REST call to judge it. */
    boolean mayBeQuiet() {
        return group != null && traits.mayBeQuiet;
    }

    /** Whether there is somebody to ask for it, who may know something. */
    boolean isPlanned() {
        return group != null && group.planned && !listing.isLeftOut();
    }

    /**
     * Whether a connection opened at that time cannot have missed anything: the current one has
     * brought nothing since either, or where that is no good, REST has answered and shown nothing
     * since.
     */
    boolean hadNothingSince(long openedNs) {
        return mayBeQuiet() && (isWell() ? socket.heardNs - openedNs <= 0
            : rest.answeredNs - openedNs > 0 && newsNs - openedNs <= 0);
    }

    /** The current connection is subscribed anew; the deadline of the first tick runs from here. */
    void subscribed(long nowNs) {
        socket.subscribed(nowNs);
        rest.subscribed();
        spare.reset();
    }

    /** Its socket has brought news. */
    void heard(long nowNs) {
        rest.caughtUp();
        rest.wantNothing();
        socket.heard(nowNs);
    }

    /** REST has shown that there is nothing to hear. */
    void quiet(long nowNs) {
        rest.wantNothing();
        socket.quiet(nowNs);
    }

    /** A request is made that will answer for it. */
    void asked(long number, long nowNs) {
        poll.asked(number, nowNs);
        rest.asked();
    }

    /** Its socket is no good: polled at once. */
    void dead(StreamHealth why, long nowNs) {
        if (why == StreamHealth.FROZEN || why == StreamHealth.LAGGING
            || why == StreamHealth.OLDER_IDS) {
            // What the spare connection brought so far was no better: it has to earn it anew.
            spare.heard &= isDead();
        }
        socket.health = why;
        rest.wantNothing();
        beginPolls(nowNs);
    }

    private void beginPolls(long nowNs) {
        if (group != null && !listing.notTrading && !poll.active) {
            poll.begin(nowNs);
            rest.pollsBegan();
        }
    }

    /** The venue has stopped or begun to trade its symbol. */
    void tradingChanged(long nowNs) {
        poll.end();
        if (listing.notTrading) {
            rest.wantNothing();
        } else {
            subscribed(nowNs);
        }
    }

    /**
     * The link under it is gone: stale at once.
     *
     * @param again whether it was gone already: why it went no longer matters
     * @param nowNs engine time
     */
    void linkLost(boolean again, long nowNs) {
        dead(isDead() && !again ? socket.health : StreamHealth.LINK_DOWN, nowNs);
        spare.reset();
    }

    /**
     * The spare connection has become the current one.
     *
     * @param connection it
     * @param oldAlive   whether the old one is still open, so that its silence says something
     * @param clock      of the venue
     * @param nowNs      engine time
     */
    void movedTo(Connection connection, boolean oldAlive, VenueClock clock, long nowNs) {
        if (spare.heard) {
            socket.movedTo(spare, nowNs);
            rest.caughtUp();
        } else if (!isWell() || !oldAlive) {
            subscribed(connection.openedNs);
            beginPolls(nowNs);
            if (mayBeQuiet() && clock.isAfter(shown.venueMs(), connection.openedNs)) {
                // The connection was there when REST showed it, and has not brought it.
                rest.ahead(newsNs);
            }
        }
        spare.reset();
    }

    /** The process stood still: that is not the venue's silence. */
    void stalled(long stallNs, long nowNs) {
        socket.stalled(stallNs, nowNs);
        rest.stalled(stallNs, nowNs);
        backfill.stalled(stallNs, nowNs);
    }

    /** The venue numbers anew: nothing before that counts. */
    void renumbered() {
        shown.reset();
        socket.ticks.reset();
        spare.renumbered();
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
        return flagState.flag;
    }

    @Override
    public StatusReason reason() {
        return flagState.reason;
    }

    @Override
    public Source fedBy() {
        return poll.active ? Source.POLL : Source.SOCKET;
    }

    @Override
    public long sinceNs() {
        return flagState.sinceNs;
    }

    @Override
    public long silenceNs(long nowNs) {
        return Math.max(0, nowNs - socket.heardNs);
    }

    /** The same, but where our own stall is what is wrong it counts. */
    long publishedSilenceNs(long nowNs) {
        return flagState.reason == StatusReason.STALE ? socket.ageNs(nowNs) : silenceNs(nowNs);
    }

    @Override
    public long lagMs() {
        return socket.lagMs;
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
        out.put("newsNs", newsNs);
        out.part("renumbering", renumbering);
        out.put("unorderedPublished", unorderedPublished).put("gapMessages", gapMessages);
        out.part("backfill", backfill);
        out.part("socket", socket);
        out.part("spare", spare);
        out.part("rest", rest);
        out.part("poll", poll);
        out.part("flag", flagState);
        out.put("viewedNs", viewedNs);
    }

    @Override
    public void readState(StateReader in) {
        shown.readState(in);
        newsNs = in.getLong();
        renumbering.readState(in);
        unorderedPublished = StatusReason.of(in.getLong());
        gapMessages = in.getLong();
        backfill.readState(in);
        socket.readState(in);
        spare.readState(in);
        rest.readState(in);
        poll.readState(in);
        flagState.readState(in);
        viewedNs = in.getLong();
    }
}
