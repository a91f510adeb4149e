package io.tickwire.transport.loopback.fault.socket;

import io.tickwire.engine.config.Durations;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.message.JsonBuilder;
import io.tickwire.transport.loopback.message.Payload;
import io.tickwire.transport.loopback.wire.OpenSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Sockets are ended when they are too old (protocols A2: 24 h), those of before the fault too; on
 * request they are told so first.
 */
final class Lifetime implements FaultAction {
    /** Name in scenario files. */
    static final String NAME = "lifetime";

    private static final long LOOK_EVERY_NS = 10_000_000L;
    private static final long UNANNOUNCED = 0;
    private static final long MS = 1_000_000L;

    private final long maxNs;
    private final long announceNs;
    private final Ending ending;
    private final Set<OpenSocket> announced = new HashSet<>();
    private Future<?> looks;

    Lifetime(long maxNs, long announceNs, Ending ending) {
        this.maxNs = maxNs;
        this.announceNs = announceNs;
        this.ending = ending;
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        long maxNs = entry.durationNs("max", "10ms", FaultEntry.LONGEST);
        long announceNs = entry.durationNs("announce", UNANNOUNCED, "1ms", FaultEntry.LONGEST);
        if (maxNs != FaultEntry.WRONG && announceNs >= maxNs) {
            entry.problem("announce", "not shorter than max, which is " + Durations.format(maxNs));
        }
        return new Lifetime(maxNs, announceNs, Ending.read(entry));
    }

    @Override
    public String begin(FaultControls controls) {
        looks = controls.loop().scheduleAtFixedRate(
            () -> look(controls), 0, LOOK_EVERY_NS, TimeUnit.NANOSECONDS);
        return "sockets are " + ending + " when they are older than " + Durations.format(maxNs)
            + (announceNs == UNANNOUNCED ? ""
                : ", announced " + Durations.format(announceNs) + " before");
    }

    @Override
    public void end(FaultControls controls) {
        looks.cancel(false);
        announced.clear();
    }

    private void look(FaultControls controls) {
        long nowNs = controls.clock().nowNs();
        for (OpenSocket socket : controls.hub().sockets()) {
            long ageNs = nowNs - socket.openedNs();
            if (announceNs != UNANNOUNCED && ageNs >= maxNs - announceNs && announced.add(socket)) {
                announce(socket, nowNs);
            }
            if (ageNs >= maxNs) {
                ending.end(socket);
            }
        }
    }

    /** As protocols B has it for spot; in its own stream where there is an envelope. */
    private static void announce(OpenSocket socket, long nowNs) {
        socket.send(Payload.of("!serverShutdown", new JsonBuilder().string("e", "serverShutdown")
            .number("E", nowNs / MS).end()));
        socket.flush();
    }
}
