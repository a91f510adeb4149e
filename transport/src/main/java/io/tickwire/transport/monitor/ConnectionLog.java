package io.tickwire.transport.monitor;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedReason;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.LinkFact;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Says what became of each link, and counts the connections made. */
final class ConnectionLog {
    private static final double SECOND_NS = 1e9;

    private final Consumer<String> log;
    private final RestLog rest;
    private final Map<Integer, Connection> connections = new TreeMap<>();
    private int opened;

    ConnectionLog(Consumer<String> log) {
        this.log = log;
        this.rest = new RestLog(log);
    }

    /** Connections of one group stand in for each other: it is lost when the last of them is. */
    private static final class ConnectionGroup {
        private String name = "";
        private final TreeSet<Integer> open = new TreeSet<>();
        private long lostNs;
    }

    private static final class Connection {
        private ConnectionGroup group = new ConnectionGroup();
        private FeedReason asked = FeedReason.NONE;
    }

    void onRequest(Event request) {
        if (request.get(FeedRequestFields.ACTION) == FeedAction.CLOSE.ordinal()) {
            connection(request.link()).asked = FeedReason.of(request.get(FeedRequestFields.REASON));
        }
    }

    void onFact(Event record) {
        int id = record.link();
        if (id == 0) {
            rest.onFact(record);
            return;
        }
        Connection connection = connection(id);
        long code = record.get(LinkFields.CODE);
        switch (LinkFact.of(record.get(LinkFields.FACT))) {
            case PLANNED:
                connection.group = code > 0 && code < id ? connection((int) code).group
                : connection.group;
                connection.group.name = record.varText();
                break;
            case OPENED:
                opened(id, connection, record);
                break;
            case CLOSED:
                closed(id, connection, record, code);
                break;
            case REFUSED:
                lost(id, connection, record, "refused: HTTP " + code);
                break;
            case FAILED:
                lost(id, connection, record, "failed");
                break;
            case SUBSCRIBED:
                if (code != 0) {
                    log.accept(name(id, connection) + "subscription refused: error " + code);
                }
                break;
            case SHUTDOWN:
                log.accept(name(id, connection) + "the venue is about to close it");
                break;
            default:
                break;
        }
    }

    private Connection connection(int id) {
        return connections.computeIfAbsent(id, any -> new Connection());
    }

    private void opened(int id, Connection connection, Event record) {
        ConnectionGroup group = connection.group;
        opened++;
        String since = group.lostNs == 0 ? "" : String.format(
            Locale.ROOT, ", %.1f s after loss", (record.engineNs() - group.lostNs) / SECOND_NS);
        log.accept(name(id, connection) + "connected (attempt #" + record.get(LinkFields.ATTEMPT)
            + since
            + ", " + opened + (opened == 1 ? " connection" : " connections")
            + " this session)");
        group.lostNs = 0;
        group.open.add(id);
        connection.asked = FeedReason.NONE;
    }

    private void closed(int id, Connection connection, Event record, long code) {
        if (connection.asked == FeedReason.REPLACED) {
            connection.group.open.remove(id);
            log.accept(name(id, connection) + "closed, another has taken over");
        } else {
            lost(id, connection, record, "lost: code " + code);
        }
    }

    private void lost(int id, Connection connection, Event record, String what) {
        ConnectionGroup group = connection.group;
        group.open.remove(id);
        // The first loss counts; attempts that fail after it do not start it anew.
        if (group.open.isEmpty() && group.lostNs == 0) {
            group.lostNs = record.engineNs();
        }
        String words = record.varText();
        log.accept(name(id, connection) + what + (words.isEmpty() ? "" : ", " + words));
    }

    private static String name(int id, Connection connection) {
        return "link " + id + " /" + connection.group.name + ": ";
    }
}
