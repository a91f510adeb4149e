package io.tickwire.engine.feed;

import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.ArrayList;
import java.util.List;

/** All groups of connections, in the order in which they were first met. Engine thread only. */
final class ConnectionGroups implements State {
    private final int stormPerMinute;
    private final List<ConnectionGroup> groups = new ArrayList<>();

    /**
     * None yet.
     *
     * @param stormPerMinute most attempts of one of them in a minute
     */
    ConnectionGroups(int stormPerMinute) {
        this.stormPerMinute = stormPerMinute;
    }

    int count() {
        return groups.size();
    }

    ConnectionGroup get(int index) {
        return groups.get(index);
    }

    /** The group that has a connection of this id, null if there is none. */
    ConnectionGroup find(int linkId) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).connection(linkId) != null) {
                return groups.get(i);
            }
        }
        return null;
    }

    /** A connection has brought a message that nobody understands. */
    void rejected(int linkId, long nowNs) {
        ConnectionGroup group = find(linkId);
        if (group != null) {
            group.connection(linkId).rejectedNs = nowNs;
        }
    }

    /** The group of this id, made if it is new. */
    ConnectionGroup group(int id) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).id == id) {
                return groups.get(i);
            }
        }
        ConnectionGroup group = new ConnectionGroup(id, stormPerMinute);
        groups.add(group);
        return group;
    }

    /** A group carries a stream. */
    void carries(int groupId, StreamState stream) {
        ConnectionGroup group = group(groupId);
        stream.group = group;
        if (!group.streams.contains(stream)) {
            group.streams.add(stream);
        }
    }

    /** Whether some connection is being opened, or open, beside the one that it will replace. */
    boolean anyReplacing() {
        for (int i = 0; i < groups.size(); i++) {
            ConnectionGroup group = groups.get(i);
            if (group.spare(Connection.Phase.CONNECTING) != null
                || group.spare(Connection.Phase.OPEN) != null) {
                return true;
            }
        }
        return false;
    }

    /** The process stood still: deadlines of the venue move. */
    void stalled(long stallNs, long nowNs) {
        for (int i = 0; i < groups.size(); i++) {
            groups.get(i).stalled(stallNs, nowNs);
        }
    }

    /** All links are down until the new incarnation plans them. */
    void resumed() {
        for (int i = 0; i < groups.size(); i++) {
            groups.get(i).resumed();
        }
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("groups", groups.size());
        for (int i = 0; i < groups.size(); i++) {
            out.part("groups", i, groups.get(i));
        }
    }

    @Override
    public void readState(StateReader in) {
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            group(in.getInt()).readState(in);
        }
    }
}
