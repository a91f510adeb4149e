package io.tickwire.transport.loopback.fault.stream;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.message.Payload;
import io.tickwire.transport.loopback.wire.Impairment;
import io.tickwire.transport.loopback.wire.OpenSocket;
import io.tickwire.transport.loopback.wire.Outlet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages of a stream are sent in runs, each backwards; a run that is not whole at the end is
 * sent in its order.
 */
final class Reorder implements Impairment {
    /** Name in scenario files. */
    static final String NAME = "reorder";

    private static final int NEIGHBOURS = 2;
    private static final int MAX_RUN = 1000;

    private final int run;
    private final Map<Way, List<Payload>> held = new LinkedHashMap<>();

    Reorder(int run) {
        this.run = run;
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        int run = entry.whole("run", NEIGHBOURS, one -> one >= NEIGHBOURS && one <= MAX_RUN,
            "allowed are " + NEIGHBOURS + " to " + MAX_RUN);
        return new StreamFault(StreamScope.read(entry, ""),
            "sent backwards, " + run + " messages at a time", controls -> new Reorder(run));
    }

    @Override
    public void pass(OpenSocket socket, Payload payload, Outlet next) {
        List<Payload> waiting = held.computeIfAbsent(new Way(socket, payload.stream()),
            none -> new ArrayList<>());
        waiting.add(payload);
        if (waiting.size() == run) {
            for (int i = run - 1; i >= 0; i--) {
                next.send(socket, waiting.get(i));
            }
            waiting.clear();
        }
    }

    @Override
    public void release(Outlet next) {
        held.forEach((way, waiting) ->
            waiting.forEach(payload -> next.send(way.socket(), payload)));
    }

    private record Way(OpenSocket socket, String stream) {
    }
}
