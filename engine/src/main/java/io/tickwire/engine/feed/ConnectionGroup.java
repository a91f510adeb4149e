package io.tickwire.engine.feed;

import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A set of streams that the venue serves together, and the connections that can carry them: one is
 * the current one, another may be opened beside it before it breaks. Engine thread only.
 */
final class ConnectionGroup implements State {
    /** Lowest link id of its connections. */
    final int id;
    final List<Connection> connections = new ArrayList<>();
    final List<StreamState> streams = new ArrayList<>();
    /** Whose ticks count, null while none is open. */
    Connection current;
    /** Whether it was planned in this incarnation; else nobody executes requests for it. */
    boolean planned;
    /** Number of the latest attempt over all connections. */
    long attempts;
    /** Losses and failed attempts in a row without proven data; the exponent of the back-off. */
    long failures;
    /**
     * Failed attempts in a row to replace the current connection; their own back-off's exponent.
     */
    long spareFailures;
    /** Earliest time of the next attempt, ns. */
    long nextAttemptNs;
    /** When it was planned or last lost its current connection, ns. */
    long downNs;
    /** Whether an attempt has failed or a connection was lost since it was planned. */
    boolean hasFailed;
    /** Times of the latest attempts, a ring as long as the storm limit; 0 = none. */
    final long[] attemptNs;
    int nextAttemptSlot;

    ConnectionGroup(int id, int stormPerMinute) {
        this.id = id;
        this.attemptNs = new long[stormPerMinute];
    }

    Connection connection(int linkId) {
        for (int i = 0; i < connections.size(); i++) {
            if (connections.get(i).id == linkId) {
                return connections.get(i);
            }
        }
        return null;
    }

    /** A connection in this phase other than the current one, null if there is none. */
    Connection spare(Connection.Phase phase) {
        for (int i = 0; i < connections.size(); i++) {
            Connection connection = connections.get(i);
            if (connection != current && connection.phase == phase) {
                return connection;
            }
        }
        return null;
    }

    /** Whether the socket of some stream is well. */
    boolean anyWell() {
        return countWell() > 0;
    }

    /** Whether some stream is still within the deadline of its first tick. */
    boolean anyStarting() {
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).isStarting()) {
                return true;
            }
        }
        return false;
    }

    int countWell() {
        int count = 0;
        for (int i = 0; i < streams.size(); i++) {
            count += streams.get(i).isWell() ? 1 : 0;
        }
        return count;
    }

    int countOnSpare() {
        int count = 0;
        for (int i = 0; i < streams.size(); i++) {
            count += streams.get(i).spare.heard ? 1 : 0;
        }
        return count;
    }

    /** Whether data has flowed for so long that what failed before no longer counts. */
    boolean isProven(long nowNs, long stableAfterNs) {
        for (int i = 0; i < streams.size(); i++) {
            StreamState stream = streams.get(i);
            if (stream.isWell() && !stream.poll.active
                && nowNs - stream.socket.wellNs >= stableAfterNs) {
                return true;
            }
        }
        return false;
    }

    /** Why the current connection should be replaced, NONE if it should not. */
    RequestReason replaceReason(long nowNs, long rotateAfterNs) {
        if (current.closeAnnounced) {
            return RequestReason.CLOSE_ANNOUNCED;
        }
        RequestReason why =
            nowNs - current.openedAtNs >= rotateAfterNs ? RequestReason.ROTATE : RequestReason.NONE;
        StreamHealth worst = null;
        for (int i = 0; i < streams.size(); i++) {
            StreamHealth health = streams.get(i).socket.health;
            // Whatever the order of the streams, which is no state.
            if (streams.get(i).isDead() && (worst == null || health.isNamedBefore(worst))) {
                worst = health;
            }
        }
        return worst == null ? why : worst.replaceReason();
    }

    /**
     * Whether the spare connection can take over without loss: it has brought every stream, or the
     * current connection had nothing to bring either, and nothing that it brought first is still to
     * come on the current one.
     *
     * @param overlapLong whether both were open for so long that the silence of both counts
     * @param all         whether streams that the current connection does not bring must come as
     *                    well
     */
    boolean isCompleteOn(Connection spare, boolean overlapLong, boolean all) {
        for (int i = 0; i < streams.size(); i++) {
            StreamState stream = streams.get(i);
            if (!all && !stream.isWell() || stream.listing.isLeftOut()) {
                continue;
            }
            boolean silentOnBoth = overlapLong && stream.hadNothingSince(spare.openedNs);
            if (!stream.spare.heard && !silentOnBoth
                || stream.isWell() && stream.spare.waitingId > stream.shown.id()) {
                return false;
            }
        }
        return true;
    }

    /**
     * The venue has answered a subscription. It may have refused any stream that is not here yet,
     * so all of these are polled from now on; those that come all the same go back to the socket.
     */
    void subscribed(Connection on, long errorCode, long nowNs) {
        for (int i = 0; i < streams.size(); i++) {
            StreamState stream = streams.get(i);
            if (errorCode != 0 && on == current
                && stream.socket.health == StreamHealth.STARTING) {
                stream.poll.begin(nowNs);
            }
        }
    }

    /** The process stood still: deadlines of the venue move. */
    void stalled(long stallNs, long nowNs) {
        downNs = Math.min(downNs + stallNs, nowNs);
        for (int i = 0; i < connections.size(); i++) {
            Connection connection = connections.get(i);
            connection.openedNs = Math.min(connection.openedNs + stallNs, nowNs);
        }
    }

    /** A new incarnation has no sockets yet. */
    void resumed() {
        planned = false;
        current = null;
        attempts = 0;
        failures = 0;
        spareFailures = 0;
        hasFailed = false;
        for (int i = 0; i < connections.size(); i++) {
            connections.get(i).phase = Connection.Phase.IDLE;
        }
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("id", id).put("connections", connections.size());
        for (int i = 0; i < connections.size(); i++) {
            out.part("connections", i, connections.get(i));
        }
        out.put("current", current == null ? 0 : current.id).put("planned", planned)
            .put("attempts", attempts)
            .put("failures", failures).put("nextAttemptNs", nextAttemptNs).put("downNs", downNs)
            .put("hasFailed", hasFailed)
            .put("spareFailures", spareFailures).put("nextAttemptSlot", nextAttemptSlot);
        for (long ns : attemptNs) {
            out.put("attemptNs", ns);
        }
    }

    @Override
    public void readState(StateReader in) {
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            Connection connection = new Connection(in.getInt());
            connection.readState(in);
            connections.add(connection);
        }
        current = connection(in.getInt());
        planned = in.getBoolean();
        attempts = in.getLong();
        failures = in.getLong();
        nextAttemptNs = in.getLong();
        downNs = in.getLong();
        hasFailed = in.getBoolean();
        spareFailures = in.getLong();
        nextAttemptSlot = in.getInt();
        for (int i = 0; i < attemptNs.length; i++) {
            attemptNs[i] = in.getLong();
        }
    }
}
