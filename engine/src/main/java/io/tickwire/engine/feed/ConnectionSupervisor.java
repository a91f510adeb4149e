package io.tickwire.engine.feed;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * Knows of every group where its connections stand and asks for what has to be done: one attempt in
 * flight, back-off with jitter, no more attempts a minute than the storm limit; a connection that
 * is worn out is replaced by another before it is closed. Engine thread only.
 *
 * <pre>
 *   no current connection: connect --opened--> current   (refused, failed: back off, again)
 *   current, worn out: connect the spare --opened--> both --all streams there--> spare is current,
 *                                                          the old one is closed
 *   current, all dead: close it, begin anew
 * </pre>
 */
final class ConnectionSupervisor implements State {
    private static final int POLICY_VIOLATION = 1008;
    /** A venue that closes for our behaviour is not asked again at once. */
    private static final int FAILURES_AFTER_VIOLATION = 5;

    private final Config.Feed limits;
    private final VenueClock clock;
    private final ConnectionGroups groups;
    private final BackOff backOff;

    ConnectionSupervisor(Config config, ConnectionGroups groups, VenueClock clock, long seed) {
        this.clock = clock;
        this.limits = config.feed();
        this.groups = groups;
        this.backOff = new BackOff(config.reconnect(), seed);
    }

    /** Asks for what is due; a ban holds attempts back. */
    void onTimer(long nowNs, boolean banned, Outputs outputs) {
        for (int i = 0; i < groups.count(); i++) {
            ConnectionGroup group = groups.get(i);
            if (!group.planned) {
                continue;
            }
            if (group.current == null) {
                RequestReason why =
                    group.attempts == 0 ? RequestReason.START : RequestReason.RECONNECT;
                connectIfDue(group, why, nowNs, banned, outputs);
            } else {
                onTimerWithCurrent(group, nowNs, banned, outputs);
            }
            keepAlive(group, nowNs, outputs);
        }
    }

    /** Once for each answer: an I/O side that does not come to it is not asked again and again. */
    private static void keepAlive(ConnectionGroup group, long nowNs, Outputs outputs) {
        for (int i = 0; i < group.connections.size(); i++) {
            Connection connection = group.connections.get(i);
            if (connection.isKeepAliveDue(nowNs) && outputs.room() > 0) {
                connection.keepingAlive = true;
                request(connection, FeedAction.KEEP_ALIVE, RequestReason.NONE, outputs);
            }
        }
    }

    private void onTimerWithCurrent(
        ConnectionGroup group, long nowNs, boolean banned, Outputs outputs) {
        RequestReason why = group.replaceReason(nowNs, limits.rotateAfterNs());
        if (group.isProven(nowNs, limits.stableAfterNs())) {
            group.failures = 0;
        }
        Connection spare = group.spare(Connection.Phase.OPEN);
        if (spare != null) {
            superviseSpare(group, spare, nowNs, outputs);
        } else if (why == RequestReason.NONE) {
            group.spareFailures = 0;
        } else if (!group.anyWell() && !group.current.closeAnnounced && !group.anyStarting()) {
            close(group.current, why, outputs);
            lost(group, nowNs, 0);
        } else {
            connectIfDue(group, why, nowNs, banned, outputs);
        }
    }

    private void connectIfDue(
        ConnectionGroup group, RequestReason why, long nowNs, boolean banned, Outputs outputs) {
        Connection connection = group.spare(Connection.Phase.IDLE);
        if (connection == null || group.spare(Connection.Phase.CONNECTING) != null || banned
            || nowNs - group.nextAttemptNs < 0 || !backOff.allows(group, nowNs)
            || outputs.room() == 0) {
            return;
        }
        backOff.attempted(group, nowNs);
        connection.phase = Connection.Phase.CONNECTING;
        connection.attempt = ++group.attempts;
        request(connection, FeedAction.CONNECT, why, outputs);
    }

    /**
     * The spare connection takes over once it brings everything, at once where the current one
     * brings nothing. One that has not come so far by the deadline of the first tick takes over if
     * it is better than the current connection, or as good as one that is worn out; else it was a
     * failed attempt.
     */
    private void superviseSpare(ConnectionGroup group, Connection spare, long nowNs,
        Outputs outputs) {
        long openNs = nowNs - spare.openedNs;
        boolean overlapLong = openNs >= limits.stableAfterNs();
        if (!group.anyWell() || group.isCompleteOn(spare, overlapLong, true)) {
            adopt(group, spare, nowNs, outputs);
        } else if (openNs > Math.max(limits.firstTickWithinNs(), limits.stableAfterNs())) {
            boolean expired = group.current.closeAnnounced
                || nowNs - group.current.openedAtNs >= limits.rotateAfterNs();
            if (group.countOnSpare() > group.countWell()
                || expired && group.isCompleteOn(spare, overlapLong, false)) {
                adopt(group, spare, nowNs, outputs);
            } else {
                close(spare, RequestReason.NO_FIRST_TICK, outputs);
                spareFailed(group, nowNs, 0);
            }
        }
    }

    private void adopt(ConnectionGroup group, Connection spare, long nowNs, Outputs outputs) {
        Connection old = group.current;
        group.current = spare;
        for (int i = 0; i < group.streams.size(); i++) {
            group.streams.get(i).movedTo(spare, old.isOpen(), clock, nowNs);
        }
        if (old.isOpen()) {
            close(old, RequestReason.REPLACED, outputs);
        }
    }

    private void close(Connection connection, RequestReason why, Outputs outputs) {
        connection.phase = Connection.Phase.CLOSING;
        request(connection, FeedAction.CLOSE, why, outputs);
    }

    /**
     * A fact about a connection.
     *
     * @param fact    other than those about REST
     * @param outputs for FEED_REQUEST
     */
    void onFact(Event fact, Outputs outputs) {
        long nowNs = fact.engineNs();
        LinkFact what = LinkFact.of(fact.get(LinkFields.FACT));
        if (what == LinkFact.PLANNED) {
            planned(fact, nowNs);
            return;
        }
        ConnectionGroup group = groups.find(fact.link());
        Connection connection = group == null ? null : group.connection(fact.link());
        if (connection == null || !group.planned) {
            return;
        }
        if (what == LinkFact.CLOSE_ANNOUNCED) {
            connection.closeAnnounced = true;
        } else if (fact.get(LinkFields.ATTEMPT) == connection.attempt) {
            onOwnFact(fact, what, group, connection, outputs);
        }
    }

    private void onOwnFact(
        Event fact, LinkFact what, ConnectionGroup group, Connection connection, Outputs outputs) {
        long nowNs = fact.engineNs();
        switch (what) {
            case OPENED:
                opened(group, connection, nowNs, outputs);
                break;
            case SUBSCRIBED:
                group.subscribed(connection, fact.get(LinkFields.ERROR_CODE), nowNs);
                break;
            case REFUSED, FAILED:
                if (connection.phase == Connection.Phase.CONNECTING) {
                    connection.phase = Connection.Phase.IDLE;
                    failed(group, nowNs, Math.max(0, fact.get(LinkFields.WAIT_NS)));
                }
                break;
            case CLOSED:
                closed(group, connection, fact.get(LinkFields.CLOSE_CODE), nowNs, outputs);
                break;
            case KEPT_ALIVE:
                connection.keptAlive(nowNs);
                break;
            default:
        }
    }

    private void planned(Event fact, long nowNs) {
        ConnectionGroup group = groups.group((int) fact.get(LinkFields.GROUP));
        Connection connection = group.connection(fact.link());
        if (connection == null) {
            connection = new Connection(fact.link());
            group.connections.add(connection);
        }
        connection.keepAliveNs = fact.get(LinkFields.KEEP_ALIVE_NS);
        group.planned = true;
        group.downNs = nowNs;
        group.nextAttemptNs = nowNs;
    }

    private void opened(ConnectionGroup group, Connection connection, long nowNs, Outputs outputs) {
        if (connection.phase != Connection.Phase.CONNECTING) {
            return;
        }
        connection.opened(nowNs);
        if (group.current == null) {
            group.current = connection;
            for (int i = 0; i < group.streams.size(); i++) {
                group.streams.get(i).subscribed(nowNs);
            }
        }
        request(connection, FeedAction.SUBSCRIBE, RequestReason.NONE, outputs);
    }

    private void closed(ConnectionGroup group, Connection connection, long code, long nowNs,
        Outputs outputs) {
        boolean asked = connection.phase == Connection.Phase.CLOSING;
        connection.phase = Connection.Phase.IDLE;
        long waitNs = 0;
        if (code == POLICY_VIOLATION) {
            // Full jitter alone might ask again at once.
            waitNs = backOff.ceilingNs(FAILURES_AFTER_VIOLATION) / 2;
            group.failures = Math.max(group.failures, FAILURES_AFTER_VIOLATION);
            group.spareFailures = Math.max(group.spareFailures, FAILURES_AFTER_VIOLATION);
        }
        if (connection == group.current) {
            Connection spare = group.spare(Connection.Phase.OPEN);
            if (spare != null) {
                adopt(group, spare, nowNs, outputs);
                group.nextAttemptNs = Math.max(group.nextAttemptNs, nowNs + waitNs);
            } else {
                lost(group, nowNs, waitNs);
            }
        } else if (!asked) {
            spareFailed(group, nowNs, waitNs);
        }
    }

    private void failed(ConnectionGroup group, long nowNs, long waitNs) {
        if (group.current == null) {
            lost(group, nowNs, waitNs);
        } else {
            spareFailed(group, nowNs, waitNs);
        }
    }

    /** The group has no current connection, or still has none; its streams are stale at once. */
    private void lost(ConnectionGroup group, long nowNs, long waitNs) {
        boolean again = group.current == null;
        if (!again) {
            group.downNs = nowNs;
        }
        group.current = null;
        group.hasFailed = true;
        group.nextAttemptNs = nowNs + Math.max(backOff.delayNs(group.failures), waitNs);
        group.failures++;
        for (int i = 0; i < group.streams.size(); i++) {
            group.streams.get(i).linkLost(again, nowNs);
        }
    }

    private void spareFailed(ConnectionGroup group, long nowNs, long waitNs) {
        group.nextAttemptNs = nowNs + Math.max(backOff.delayNs(group.spareFailures), waitNs);
        group.spareFailures++;
        for (int i = 0; i < group.streams.size(); i++) {
            group.streams.get(i).spare.reset();
        }
    }

    private static void request(
        Connection connection, FeedAction action, RequestReason reason, Outputs outputs) {
        outputs.claim(EventType.FEED_REQUEST, 0)
            .link(connection.id)
            .set(FeedRequestFields.ACTION, action.ordinal())
            .set(FeedRequestFields.ATTEMPT, connection.attempt)
            .set(FeedRequestFields.REASON, reason.ordinal());
        outputs.commit();
    }

    @Override
    public void writeState(StateWriter out) {
        out.part("backOff", backOff);
    }

    @Override
    public void readState(StateReader in) {
        backOff.readState(in);
    }
}
