package io.tickwire.transport.loopback.fault.stream;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.FaultEntry;
import java.util.function.Predicate;

/**
 * Streams are delivered on another part of the host (protocols A0): where they were they are
 * acknowledged and silent, for old subscriptions and new ones.
 */
final class WrongRoute implements FaultAction {
    /** Name in scenario files. */
    static final String NAME = "wrong-route";

    private final String stream;
    private final Predicate<String> moved;

    WrongRoute(String stream) {
        this.stream = stream;
        this.moved = StreamScope.matching(stream);
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        return new WrongRoute(StreamScope.required(entry));
    }

    @Override
    public String begin(FaultControls controls) {
        controls.hub().move(moved);
        return stream + " is delivered on the other route";
    }

    @Override
    public void end(FaultControls controls) {
        controls.hub().moveBack(moved);
    }

    @Override
    public String scope() {
        return stream;
    }
}
