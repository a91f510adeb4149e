package io.tickwire.transport.loopback;

import io.tickwire.transport.loopback.fault.FaultAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** For tests that have a venue each, whose faults begin and end when they say so. */
public abstract class VenueFixture {
    protected VenueServer venue;

    @BeforeEach
    protected void launch() throws Exception {
        venue = Venues.launch();
    }

    @AfterEach
    protected void close() throws Exception {
        venue.close();
    }

    /** Once this returns, the fault is on; what the venue says of it. */
    protected String begin(FaultAction fault) throws Exception {
        return Venues.begin(venue, fault);
    }

    /** Once this returns, the fault is off. */
    protected void end(FaultAction fault) throws Exception {
        Venues.end(venue, fault);
    }
}
