package io.tickwire.transport.monitor;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.Source;
import io.tickwire.transport.venue.VenueDisplay;
import io.tickwire.transport.venues.VenueRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** Records made by hand. */
public final class Records {
    /** Of the loopback venue. */
    public static final VenueDisplay DISPLAY = VenueRegistry.display("loopback");

    private static final int LENGTH = 1 << 12;

    private Records() {
    }

    /** A record at an engine time, every field absent. */
    public static Event record(EventType type, int link, int instrument, double seconds) {
        long ns = 1_700_000_000_000_000_000L + (long) (seconds * 1e9);
        Event record = new Event()
            .wrapRecord(new UnsafeBuffer(ByteBuffer.allocateDirect(LENGTH)), 0)
            .header(type, Source.SOCKET.ordinal(), 0, instrument, 1, ns, ns, link);
        type.fields().forEach(field -> record.set(field.offset(), Event.ABSENT));
        return record;
    }

    public static Event withText(Event record, String text) {
        return record.appendVar(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An instrument with its id. */
    public static Event instrument(int id, String symbol) {
        return withText(record(EventType.INSTRUMENT, 0, id, 0).exponents(-2, -3), symbol);
    }

    /** A fact about a link. */
    public static Event fact(
        int link, LinkFact fact, long attempt, long code, double seconds, String words) {
        return withText(record(EventType.LINK, link, 0, seconds)
            .set(LinkFields.FACT, fact.ordinal()).set(LinkFields.ATTEMPT, attempt)
            .set(LinkFields.CODE, code)
            .set(LinkFields.VALUE_NS, 0), words);
    }
}
