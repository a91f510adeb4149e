package io.tickwire.transport.loopback.fault.socket;

import io.tickwire.engine.config.Durations;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.wire.Hub;
import io.tickwire.transport.loopback.wire.OpenSocket;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** All sockets are ended, once or again and again; new ones are welcome at once. */
final class SocketsCut implements FaultAction {
    /** Name in scenario files. */
    static final String NAME = "sockets-cut";

    private static final long ONCE = 0;

    private final Ending ending;
    private final long everyNs;
    /** Running while more cuts are to come, else null. */
    private Future<?> cuts;

    SocketsCut(Ending ending, long everyNs) {
        this.ending = ending;
        this.everyNs = everyNs;
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        return new SocketsCut(
            Ending.read(entry), entry.durationNs("every", ONCE, "10ms", FaultEntry.LONGEST));
    }

    @Override
    public String begin(FaultControls controls) {
        int count = cut(controls.hub());
        if (everyNs != ONCE) {
            cuts = controls.loop().scheduleAtFixedRate(
                () -> cut(controls.hub()), everyNs, everyNs, TimeUnit.NANOSECONDS);
        }
        return count + " sockets " + ending
            + (everyNs == ONCE ? "" : ", again every " + Durations.format(everyNs));
    }

    @Override
    public void end(FaultControls controls) {
        if (cuts != null) {
            cuts.cancel(false);
            cuts = null;
        }
    }

    private int cut(Hub hub) {
        List<OpenSocket> sockets = hub.sockets();
        sockets.forEach(ending::end);
        return sockets.size();
    }
}
