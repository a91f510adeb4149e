package io.tickwire.transport.monitor;

import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.event.RejectedFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.text.ForeignText;
import io.tickwire.transport.venue.VenueDisplay;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tracks the state of each connection group from journal records. The links of a group are its
 * connections and substitute for each other, so nothing is wrong with a group as long as one is
 * open. Link 0, REST, is a group of its own. One thread uses it.
 */
public final class ConnectionWatch {
    /** What was rejected longer ago is another story. */
    private static final long REJECTED_NS = 60_000_000_000L;

    private final Map<Integer, ConnectionGroup> byLink = new TreeMap<>();
    private static final int OK = 200;

    private final VenueDisplay display;
    private int connections;

    /**
     * Knows no group yet.
     *
     * @param display of the venue
     */
    public ConnectionWatch(VenueDisplay display) {
        this.display = display;
    }

    private static final class ConnectionGroup {
        private String name = "";
        private final TreeSet<Integer> open = new TreeSet<>();
        // Connections closed because we asked for it: that is the end of a silence, not its cause.
        private final TreeSet<Integer> dropped = new TreeSet<>();
        private boolean acknowledged;
        private String reason = "";
        private long rejected;
        private long rejectedNs;
        private String firstRejected = "";
    }

    /**
     * Takes a fact.
     *
     * @param fact LINK or CALL
     */
    public void onFact(Event fact) {
        if (fact.type() == EventType.CALL) {
            onCall(fact);
        } else {
            onLink(fact);
        }
    }

    private void onCall(Event call) {
        long status = call.get(CallFields.HTTP_STATUS);
        group(0).reason = switch (CallOutcome.of(call.get(CallFields.OUTCOME))) {
            case ANSWERED -> status == OK ? "" : "refused with HTTP " + status + detail(call);
            case NOT_SENT -> "not connected" + detail(call);
            case NO_ANSWER -> "not answered" + detail(call);
            case UNUSABLE -> "answers something else" + detail(call);
            // One symbol is wrong, REST is well.
            case UNKNOWN_SYMBOL -> "";
        };
    }

    private void onLink(Event fact) {
        int link = fact.link();
        ConnectionGroup group = group(link);
        switch (LinkFact.of(fact.get(LinkFields.FACT))) {
            case PLANNED:
                planned(link, (int) fact.get(LinkFields.GROUP), fact.varText());
                break;
            case OPENED:
                connections++;
                group.open.add(link);
                group.dropped.remove(link);
                break;
            case SUBSCRIBED:
                long error = fact.get(LinkFields.ERROR_CODE);
                group.acknowledged = error == 0;
                group.reason = error == 0 ? "" : "subscription refused"
                    + (fact.varLength() == 0 ? " with error " + error : detail(fact));
                break;
            case CLOSED:
                if (group.dropped.contains(link)) {
                    group.open.remove(link);
                } else {
                    lost(group, link, "closed with code "
                        + fact.get(LinkFields.CLOSE_CODE) + detail(fact));
                }
                break;
            case REFUSED:
                lost(group, link, "refused with HTTP "
                    + fact.get(LinkFields.HTTP_STATUS) + detail(fact));
                break;
            case FAILED:
                lost(group, link, "not connected" + detail(fact));
                break;
            default:
                break;
        }
    }

    /**
     * Takes a message that was not understood.
     *
     * @param message REJECTED
     */
    public void onRejected(Event message) {
        ConnectionGroup group = group(message.link());
        if (message.engineNs() - group.rejectedNs > REJECTED_NS) {
            group.rejected = 0;
        }
        if (group.rejected++ == 0) {
            group.firstRejected = RejectReason.of(message.get(RejectedFields.REASON)).label()
                + ", first: " + ForeignText.words(message.varText());
        }
        group.rejectedNs = message.engineNs();
    }

    /**
     * What was not understood of late.
     *
     * @param link a connection of the group
     * @return in words, empty if there was nothing
     */
    public String rejected(int link) {
        ConnectionGroup group = group(link);
        return group.rejected == 0 ? "" : group.rejected
            + (group.rejected == 1 ? " message" : " messages") + " not understood: "
            + group.firstRejected;
    }

    private ConnectionGroup group(int link) {
        return byLink.computeIfAbsent(link, any -> new ConnectionGroup());
    }

    /** From here on both connections are one. */
    private void planned(int link, int first, String name) {
        ConnectionGroup group = group(first);
        group.name = name;
        byLink.put(link, group);
    }

    private static void lost(ConnectionGroup group, int link, String reason) {
        group.open.remove(link);
        // What befalls one connection is no trouble while another carries the streams.
        if (group.open.isEmpty()) {
            group.reason = reason;
        }
    }

    private static String detail(Event fact) {
        String said = ForeignText.line(fact.varText());
        return said.isEmpty() ? "" : ": " + said;
    }

    /**
     * Takes what the engine asked for.
     *
     * @param request FEED_REQUEST
     */
    public void onRequest(Event request) {
        if (request.get(FeedRequestFields.ACTION) == FeedAction.CLOSE.ordinal()) {
            group(request.link()).dropped.add(request.link());
        }
    }

    /** A new incarnation begins: all links are down. */
    public void resumed() {
        byLink.clear();
    }

    /**
     * Why nothing comes of a stream.
     *
     * @param link a connection of its group
     * @param kind of the stream
     * @param hasTicked whether something ever came
     * @return in words
     */
    public String diagnosis(int link, StreamKind kind, boolean hasTicked) {
        ConnectionGroup group = group(link);
        if (!group.reason.isEmpty()) {
            return group.reason;
        }
        if (group.open.isEmpty() && group.dropped.isEmpty()) {
            return "not connected yet";
        }
        if (group.rejected > 0) {
            return rejected(link);
        }
        if (hasTicked) {
            return "ticks stopped on an open connection";
        }
        return group.acknowledged ? display.silentReason(kind)
            : "not acknowledged on /" + group.name;
    }

    /**
     * What went wrong last.
     *
     * @param link a connection of the group, 0 for REST
     * @return in words, empty if nothing did
     */
    public String reason(int link) {
        return group(link).reason;
    }

    /** @return sockets opened so far */
    public int connections() {
        return connections;
    }
}
