package io.tickwire.transport.venues;

import io.tickwire.engine.config.Config;
import io.tickwire.transport.binance.BinanceVenue;
import io.tickwire.transport.venue.Venue;
import io.tickwire.transport.venue.VenueClient;
import io.tickwire.transport.venue.VenueDisplay;
import io.tickwire.transport.venue.VenueRoots;
import java.util.List;

/** The venues that there are, by the names of configurations: the only class that knows them. */
public final class VenueRegistry {
    /** A venue of our own in a process of its own; it speaks like the other one. */
    public static final String LOOPBACK = "loopback";

    private static final Venue USDM = BinanceVenue.usdm();
    private static final List<Venue> VENUES = List.of(BinanceVenue.spokenBy(LOOPBACK), USDM);

    private VenueRegistry() {
    }

    /** @return names of all venues */
    public static List<String> names() {
        return VENUES.stream().map(Venue::name).toList();
    }

    /**
     * A venue by its name.
     *
     * @param name as in {@code venue.name}
     * @return the venue
     * @throws IllegalArgumentException if there is none of that name; lists those that there are
     */
    public static Venue named(String name) {
        return VENUES.stream().filter(venue -> venue.name().equals(name)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("venue.name: unknown venue, \"" + name
                + "\", known are " + String.join(", ", names())));
    }

    /**
     * What a session needs of its venue, which may be anywhere.
     *
     * @param config of the session; its addresses are not looked at
     * @param roots  addresses instead
     * @return for one session
     * @throws IllegalArgumentException if there is no such venue
     */
    public static VenueClient client(Config config, VenueRoots roots) {
        return named(config.venue().name()).client(roots, config.symbols(), config.streams());
    }

    /**
     * What people read of a venue.
     *
     * @param name as in a journal, so perhaps of no venue that there is
     * @return plain where it is not known
     */
    public static VenueDisplay display(String name) {
        return VENUES.stream().filter(venue -> venue.name().equals(name)).findFirst()
            .map(Venue::display).orElse(VenueDisplay.PLAIN);
    }

    /** @return the venue whose recordings are imported */
    public static Venue ofRecordings() {
        return USDM;
    }
}
