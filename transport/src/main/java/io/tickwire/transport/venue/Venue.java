package io.tickwire.transport.venue;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EventSink;
import java.util.List;

/** A venue as configurations name it. Has no state; what one session needs of it is a client. */
public interface Venue {
    /** @return as in {@code venue.name} */
    String name();

    /**
     * Where it is.
     *
     * @param configured its URLs win over the venue's own
     * @return addresses
     * @throws IllegalArgumentException if the venue has none of its own for what is left blank, or
     *                                  they are no addresses
     */
    VenueRoots roots(Config.Venue configured);

    /**
     * What one session needs of it; nothing is connected.
     *
     * @param roots   addresses
     * @param symbols of the session, as the venue writes them
     * @param streams kinds asked for of each symbol
     * @return for one session
     */
    VenueClient client(VenueRoots roots, List<String> symbols, List<StreamKind> streams);

    /** @return how people are shown its reasons, prices and money */
    default VenueDisplay display() {
        return VenueDisplay.PLAIN;
    }

    /**
     * A decoder of recorded frames: a symbol becomes an instrument as it is met, its scale taken
     * from the frames.
     *
     * @param sink    where its events go
     * @param table   the producer's own
     * @param streams what is taken; the rest is counted
     * @return for the producer's thread
     */
    FrameDecoder recordings(EventSink sink, InstrumentTable table, RecordedStreams streams);
}
