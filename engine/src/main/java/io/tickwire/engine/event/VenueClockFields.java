package io.tickwire.engine.event;

/** Offsets of {@link EventType#VENUE_CLOCK}. */
public final class VenueClockFields {
    public static final int OFFSET_NS = EventType.VENUE_CLOCK.offset("offset_ns");

    private VenueClockFields() {
    }
}
