package io.tickwire.transport.loopback.fault.socket;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.fault.VenueFeatures;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The venue's name is not found by clients that resolve it with its hosts file. */
final class DnsFailure implements FaultAction {
    /** Name in scenario files. */
    static final String NAME = "dns-failure";

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        return new DnsFailure();
    }

    @Override
    public String begin(FaultControls controls) {
        try {
            controls.hosts().write(false);
            return controls.hosts().name() + " is not found";
        } catch (IOException e) {
            return "the hosts file could not be written, all goes on as before: " + e;
        }
    }

    @Override
    public void end(FaultControls controls) {
        try {
            controls.hosts().write(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String missing(VenueFeatures features) {
        return features.hosts() ? null : "needs a hosts file (--hosts FILE)";
    }
}
