package io.tickwire.transport.venue;

import io.tickwire.engine.event.StreamKind;
import java.util.List;

/**
 * Which connections carry which streams. Connections are told apart by their link ids, which begin
 * with 1 and have no holes; those of one group carry the same streams and stand in for each other.
 *
 * @param groups in the order of their links
 */
public record LinkPlan(List<Group> groups) {
    /**
     * One stream.
     *
     * @param symbol as the venue writes it
     * @param kind   what it carries
     */
    public record Stream(String symbol, StreamKind kind) {
    }

    /**
     * Connections that stand in for each other.
     *
     * @param firstLink   lowest link id among them
     * @param connections how many
     * @param endpoint    part of the venue that they lead to, for people
     * @param streams     that each of them carries
     */
    public record Group(
        int firstLink, int connections, String endpoint, List<Stream> streams) {
        /** @return one more than its highest link id */
        public int endLink() {
            return firstLink + connections;
        }
    }

    /** Checks the ids. */
    public LinkPlan {
        groups = List.copyOf(groups);
        int next = 1;
        for (Group group : groups) {
            if (group.firstLink() != next || group.connections() < 1) {
                throw new IllegalArgumentException("link ids must follow each other from 1: "
                    + group.endpoint() + " has " + group.connections() + " from "
                    + group.firstLink() + ", expected " + next);
            }
            next = group.endLink();
        }
    }

    /**
     * The group of a connection.
     *
     * @param link id of the connection
     * @return its group
     * @throws IllegalArgumentException if there is no such connection
     */
    public Group groupOf(int link) {
        for (Group group : groups) {
            if (link >= group.firstLink() && link < group.endLink()) {
                return group;
            }
        }
        throw new IllegalArgumentException("no such link: " + link);
    }
}
