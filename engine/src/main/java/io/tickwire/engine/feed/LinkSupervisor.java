package io.tickwire.engine.feed;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedReason;
import io.tickwire.engine.event.FeedRequest;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows of every link where it stands and asks for what has to be done: one attempt in flight,
 * back-off with jitter, no more attempts a minute than the storm limit. Engine thread only.
 */
final class LinkSupervisor {
    private final int stormPerMinute;
    private final BackOff backOff;
    private final List<LinkState> links = new ArrayList<>();

    LinkSupervisor(Config.Reconnect limits, long seed) {
        this.stormPerMinute = limits.stormPerMinute();
        this.backOff = new BackOff(limits, seed);
    }

    /** Asks for the attempts that are due. */
    void connectDue(long nowNs, Outputs outputs) {
        for (int i = 0; i < links.size(); i++) {
            LinkState link = links.get(i);
            if (link.phase == LinkState.Phase.DOWN && nowNs - link.nextAttemptNs >= 0
                && backOff.allows(link, nowNs) && outputs.room() > 0) {
                backOff.attempted(link, nowNs);
                link.phase = LinkState.Phase.CONNECTING;
                link.attempts++;
                request(link, FeedAction.CONNECT,
                    link.attempts == 1 ? FeedReason.START : FeedReason.LOST, outputs);
            }
        }
    }

    /** A link exists in this incarnation; its first attempt is due. */
    void planned(int id, long nowNs) {
        LinkState link = link(id);
        link.phase = LinkState.Phase.DOWN;
        link.nextAttemptNs = nowNs;
    }

    /** The handshake is done; asks for the link's streams. */
    void opened(int id, Outputs outputs) {
        LinkState link = link(id);
        link.phase = LinkState.Phase.OPEN;
        request(link, FeedAction.SUBSCRIBE, FeedReason.NONE, outputs);
    }

    /**
     * The link is gone, or did not come about.
     *
     * @param notBeforeNs what the venue asks us to wait at least, 0 = nothing
     */
    void lost(int id, long nowNs, long notBeforeNs) {
        LinkState link = link(id);
        if (link.phase != LinkState.Phase.UNMANAGED) {
            link.phase = LinkState.Phase.DOWN;
            link.nextAttemptNs =
                nowNs + Math.max(backOff.delayNs(link.failures), notBeforeNs);
            link.failures++;
        }
    }

    /** Data has come: only that, not an opened connection, ends a row of failures. */
    void heard(int id) {
        LinkState link = find(id);
        if (link != null) {
            link.failures = 0;
        }
    }

    /** Asks for an open link to be dropped. */
    void drop(int id, FeedReason reason, Outputs outputs) {
        LinkState link = find(id);
        if (link != null && link.phase == LinkState.Phase.OPEN && outputs.room() > 0) {
            link.phase = LinkState.Phase.CLOSING;
            request(link, FeedAction.CLOSE, reason, outputs);
        }
    }

    /** Whether a link is managed and not open; false for one that nobody plans, as in an import. */
    boolean isDown(int id) {
        LinkState link = find(id);
        return link != null && link.phase != LinkState.Phase.OPEN
            && link.phase != LinkState.Phase.UNMANAGED;
    }

    /** All links are down until the new incarnation plans them. */
    void resumed() {
        for (int i = 0; i < links.size(); i++) {
            LinkState link = links.get(i);
            link.phase = LinkState.Phase.UNMANAGED;
            link.attempts = 0;
            link.failures = 0;
        }
    }

    private void request(
        LinkState link, FeedAction action, FeedReason reason, Outputs outputs) {
        outputs.claim(EventType.FEED_REQUEST, 0)
            .link(link.id)
            .set(FeedRequest.ACTION, action.ordinal())
            .set(FeedRequest.ATTEMPT, link.attempts)
            .set(FeedRequest.REASON, reason.ordinal());
        outputs.commit();
    }

    private LinkState find(int id) {
        for (int i = 0; i < links.size(); i++) {
            if (links.get(i).id == id) {
                return links.get(i);
            }
        }
        return null;
    }

    private LinkState link(int id) {
        LinkState link = find(id);
        if (link == null) {
            link = new LinkState(id, stormPerMinute);
            links.add(link);
        }
        return link;
    }

    void writeState(StateWriter out) {
        backOff.write(out);
        out.put(links.size());
        for (int i = 0; i < links.size(); i++) {
            links.get(i).write(out);
        }
    }

    void readState(StateReader in) {
        backOff.read(in);
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            link(in.getInt()).read(in);
        }
    }
}
