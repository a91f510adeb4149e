package io.tickwire.transport.monitor;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Link;
import io.tickwire.engine.event.LinkFact;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Says what became of the links, and counts their connections. */
final class ConnectionLog {
    private static final double SECOND_NS = 1e9;

    private final Consumer<String> log;
    private final Map<Integer, Watched> links = new TreeMap<>();
    private int connections;

    ConnectionLog(Consumer<String> log) {
        this.log = log;
    }

    private static final class Watched {
        private String route = "";
        private long lostNs;
    }

    void onFact(Event record) {
        int id = record.link();
        Watched link = links.computeIfAbsent(id, any -> new Watched());
        switch (LinkFact.of(record.get(Link.FACT))) {
            case PLANNED:
                link.route = record.varText();
                break;
            case OPENED:
                opened(id, link, record);
                break;
            case CLOSED:
                lost(id, link, record, "lost: code " + record.get(Link.CODE));
                break;
            case REFUSED:
                lost(id, link, record, "refused: HTTP " + record.get(Link.CODE));
                break;
            case FAILED:
                lost(id, link, record, "failed");
                break;
            case SUBSCRIBED:
                if (record.get(Link.CODE) != 0) {
                    log.accept(name(id, link) + "subscription refused: error "
                        + record.get(Link.CODE));
                }
                break;
            case CLOCK:
                log.accept(String.format(Locale.ROOT, "venue clock minus ours: %.1f ms",
                    record.get(Link.VALUE_NS) / 1e6));
                break;
            default:
                break;
        }
    }

    private void opened(int id, Watched link, Event record) {
        connections++;
        String since = link.lostNs == 0 ? "" : String.format(
            Locale.ROOT, ", %.1f s after loss", (record.engineNs() - link.lostNs) / SECOND_NS);
        log.accept(name(id, link) + "connected (attempt #" + record.get(Link.ATTEMPT) + since
            + ", " + connections + (connections == 1 ? " connection" : " connections")
            + " this session)");
        link.lostNs = 0;
    }

    private void lost(int id, Watched link, Event record, String what) {
        // The first loss counts; attempts that fail after it do not start it anew.
        link.lostNs = link.lostNs == 0 ? record.engineNs() : link.lostNs;
        String words = record.varText();
        log.accept(name(id, link) + what + (words.isEmpty() ? "" : ", " + words));
    }

    private static String name(int id, Watched link) {
        return id == 0 ? "rest: " : "link " + id + " /" + link.route + ": ";
    }

    int connections() {
        return connections;
    }
}
