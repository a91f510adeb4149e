package io.tickwire.transport.monitor;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.text.ForeignText;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Logs what happens to each link and counts connections. One thread uses it. */
final class ConnectionLog {
    private static final double SECOND_NS = 1e9;
    private static final int MAX_LOGGED = 8;

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
        /** What became of attempts since it was lost, once each. */
        private final TreeSet<String> logged = new TreeSet<>();
        private int repeated;
    }

    private static final class Connection {
        private ConnectionGroup group = new ConnectionGroup();
        private RequestReason asked = RequestReason.NONE;
    }

    void onRequest(Event request) {
        if (request.get(FeedRequestFields.ACTION) == FeedAction.CLOSE.ordinal()) {
            connection(request.link()).asked =
                RequestReason.of(request.get(FeedRequestFields.REASON));
        }
    }

    void onFact(Event record) {
        if (record.type() != EventType.LINK) {
            rest.onFact(record);
            return;
        }
        int id = record.link();
        Connection connection = connection(id);
        switch (LinkFact.of(record.get(LinkFields.FACT))) {
            case PLANNED:
                int first = (int) record.get(LinkFields.GROUP);
                connection.group = first < id ? connection(first).group : connection.group;
                connection.group.name = record.varText();
                break;
            case OPENED:
                opened(id, connection, record);
                break;
            case CLOSED:
                closed(id, connection, record);
                break;
            case REFUSED:
                lost(id, connection, record, "refused: HTTP " + record.get(LinkFields.HTTP_STATUS));
                break;
            case FAILED:
                lost(id, connection, record, "failed");
                break;
            case SUBSCRIBED:
                long error = record.get(LinkFields.ERROR_CODE);
                if (error != 0) {
                    String said = ForeignText.line(record.varText());
                    log.accept(name(id, connection) + "subscription refused: "
                        + (said.isEmpty() ? "error " + error : said));
                }
                break;
            case CLOSE_ANNOUNCED:
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
        again(id, connection);
        group.lostNs = 0;
        group.open.add(id);
        connection.asked = RequestReason.NONE;
    }

    private void closed(int id, Connection connection, Event record) {
        if (connection.asked == RequestReason.REPLACED) {
            connection.group.open.remove(id);
            log.accept(name(id, connection) + "closed, another has taken over");
        } else {
            lost(id, connection, record, "lost: code " + record.get(LinkFields.CLOSE_CODE));
        }
    }

    private void lost(int id, Connection connection, Event record, String what) {
        ConnectionGroup group = connection.group;
        group.open.remove(id);
        // The first loss counts; attempts that fail after it do not start it anew.
        if (group.open.isEmpty() && group.lostNs == 0) {
            group.lostNs = record.engineNs();
        }
        String detail = ForeignText.line(record.varText());
        String line = what + (detail.isEmpty() ? "" : ", " + detail);
        if (group.logged.size() == MAX_LOGGED) {
            again(id, connection);
        }
        if (group.logged.add(line)) {
            log.accept(name(id, connection) + line);
        } else {
            group.repeated++;
        }
    }

    /** What came again and again is counted, not written again. */
    private void again(int id, Connection connection) {
        ConnectionGroup group = connection.group;
        if (group.repeated > 0) {
            log.accept(name(id, connection) + "the same " + group.repeated
                + (group.repeated == 1 ? " time more" : " times more"));
        }
        group.repeated = 0;
        group.logged.clear();
    }

    private static String name(int id, Connection connection) {
        return "link " + id + " /" + connection.group.name + ": ";
    }
}
