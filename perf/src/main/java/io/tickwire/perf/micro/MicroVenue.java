package io.tickwire.perf.micro;

import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.transport.venue.FrameDecoder;
import io.tickwire.transport.venue.VenueRoots;
import io.tickwire.transport.venues.VenueRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a live session has of a venue: its symbols, listed, and the decoder of its frames. */
final class MicroVenue {
    private static final String NOWHERE = "127.0.0.1:1";

    private MicroVenue() {
    }

    /** Lists the symbols of {@link TickMessages} and makes a decoder that takes them. */
    static FrameDecoder decoder(EventSink sink, InstrumentTable table) {
        for (String symbol : TickMessages.SYMBOLS) {
            byte[] bytes = symbol.getBytes(StandardCharsets.US_ASCII);
            int position = sink.arena().claim(bytes.length);
            sink.arena().buffer().putBytes(position, bytes);
            Event event =
                sink.claim(EventType.INSTRUMENT, Source.REST, 0, table.count() + 1);
            event.exponents(0, 0).varInArena(position, bytes.length);
            table.apply(event);
            sink.publish();
        }
        return VenueRegistry.client(ConfigReader.read("", Map.of()),
            new VenueRoots("ws://" + NOWHERE, "http://" + NOWHERE))
            .codec().frames(sink, table, (link, id, errorCode) -> { });
    }
}
