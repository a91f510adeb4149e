package io.tickwire.transport.monitor;

import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.VenueClockFields;
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

    /** A fact about a link; the code is the group, close code, status or error that it has. */
    public static Event fact(
        int link, LinkFact fact, long attempt, long code, double seconds, String text) {
        Event record = record(EventType.LINK, link, 0, seconds)
            .set(LinkFields.FACT, fact.ordinal()).set(LinkFields.ATTEMPT, attempt);
        switch (fact) {
            case PLANNED -> record.set(LinkFields.GROUP, code);
            case CLOSED -> record.set(LinkFields.CLOSE_CODE, code);
            case REFUSED -> record.set(LinkFields.HTTP_STATUS, code);
            case SUBSCRIBED -> record.set(LinkFields.ERROR_CODE, code);
            default -> { }
        }
        return withText(record, text);
    }

    /** The end of a REST call. */
    public static Event call(CallOutcome outcome, long status, double seconds, String text) {
        Event record = record(EventType.CALL, 0, 0, seconds)
            .set(CallFields.OUTCOME, outcome.ordinal()).set(CallFields.REQUEST, 1);
        return withText(outcome == CallOutcome.ANSWERED
            ? record.set(CallFields.HTTP_STATUS, status) : record, text);
    }

    /** The venue's clock minus ours. */
    public static Event venueClock(long offsetNs, double seconds) {
        return record(EventType.VENUE_CLOCK, 0, 0, seconds)
            .set(VenueClockFields.OFFSET_NS, offsetNs);
    }
}
