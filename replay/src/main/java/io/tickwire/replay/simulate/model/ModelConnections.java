package io.tickwire.replay.simulate.model;

import io.tickwire.engine.event.StreamKind;
import java.util.List;

/**
 * The two groups of the modelled venue, with two connections each: one for quotes, one for the
 * rest.
 */
public final class ModelConnections {
    /** How many there are. */
    public static final int COUNT = 2;
    /** Highest link id. */
    public static final int LINKS = 4;
    /** What is subscribed, in the order of the configuration. */
    public static final List<StreamKind> STREAMS =
        List.of(StreamKind.QUOTE, StreamKind.TRADE, StreamKind.MARK);

    private ModelConnections() {
    }

    /**
     * The group of a connection.
     *
     * @param link id of the connection
     * @return 0 or 1
     */
    public static int of(int link) {
        return link - 1 >> 1;
    }

    /**
     * The group that carries a stream.
     *
     * @param kind of the stream
     * @return 0 or 1
     */
    public static int of(StreamKind kind) {
        return kind == StreamKind.QUOTE ? 0 : 1;
    }

    /**
     * The lowest connection of a group.
     *
     * @param group 0 or 1
     * @return its link id
     */
    public static int firstLink(int group) {
        return group * 2 + 1;
    }

    /**
     * The other connection of a group.
     *
     * @param link id of one
     * @return id of the other
     */
    public static int otherLink(int link) {
        return (link - 1 ^ 1) + 1;
    }

    static String name(int group) {
        return group == 0 ? "public" : "market";
    }
}
