package io.tickwire.transport.loopback.fault.http;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.rest.RestReply;
import io.tickwire.transport.loopback.wire.HttpCall;
import io.tickwire.transport.loopback.wire.HttpFault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Requests are taken and never answered; at the end their connections are reset. Calls have no
 * weight then, as nobody works on them.
 */
final class Silence implements HttpFault {
    /** Name in scenario files of that of REST calls. */
    static final String OF_CALLS = "rest-silent";
    /** Name in scenario files of that of handshakes. */
    static final String OF_UPGRADES = "upgrade-silent";

    private final boolean upgrades;
    private final List<HttpCall> waiting = new ArrayList<>();

    /** Of handshakes, or else of calls. */
    Silence(boolean upgrades) {
        this.upgrades = upgrades;
    }

    /** Reads what is its own in an entry of {@link #OF_CALLS}. */
    static FaultAction readOfCalls(FaultEntry entry) {
        return new GateFault("REST calls are not answered", controls -> new Silence(false));
    }

    /** Reads what is its own in an entry of {@link #OF_UPGRADES}. */
    static FaultAction readOfUpgrades(FaultEntry entry) {
        return new GateFault("handshakes are not answered", controls -> new Silence(true));
    }

    @Override
    public boolean onCall(HttpCall call, Supplier<RestReply> usual) {
        return !upgrades && waiting.add(call);
    }

    @Override
    public boolean onUpgrade(HttpCall call) {
        return upgrades && waiting.add(call);
    }

    @Override
    public void release() {
        waiting.forEach(HttpCall::reset);
    }
}
