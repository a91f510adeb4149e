package io.tickwire.replay.simulate.model;

import io.tickwire.engine.event.StreamKind;
import java.util.List;

/** The two routes of the modelled venue, with two legs each: one for quotes, one for the rest. */
public final class Route {
    /** How many there are. */
    public static final int COUNT = 2;
    /** Highest link id. */
    public static final int LINKS = 4;
    /** What is subscribed, in the order of the configuration. */
    public static final List<StreamKind> STREAMS =
        List.of(StreamKind.QUOTE, StreamKind.TRADE, StreamKind.MARK);

    private Route() {
    }

    /**
     * The route of a leg.
     *
     * @param link id of the leg
     * @return 0 or 1
     */
    public static int of(int link) {
        return link - 1 >> 1;
    }

    /**
     * The route that carries a stream.
     *
     * @param kind of the stream
     * @return 0 or 1
     */
    public static int of(StreamKind kind) {
        return kind == StreamKind.QUOTE ? 0 : 1;
    }

    /**
     * The lowest leg of a route.
     *
     * @param route 0 or 1
     * @return its link id
     */
    public static int firstLink(int route) {
        return route * 2 + 1;
    }

    /**
     * The other leg of a route.
     *
     * @param link id of one
     * @return id of the other
     */
    public static int otherLink(int link) {
        return (link - 1 ^ 1) + 1;
    }

    static String name(int route) {
        return route == 0 ? "public" : "market";
    }
}
