package io.tickwire.transport.loopback.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The scenarios that come with the venue: one for each kind of fault, named like it, and more. */
public final class ShippedScenarios {
    private static final String FOLDER = "/io/tickwire/transport/loopback/scenarios/";

    /** Put together of kinds that have one of their own, too. */
    private static final List<String> OTHERS = List.of("rest-forbidden", "rest-starts-late");
    private static final List<String> OTHERS_OF_ORDERS =
        List.of("user-events-late", "user-events-missing", "user-events-twice");

    private ShippedScenarios() {
    }

    /**
     * Those of market data, which whoever runs all of them expects something of.
     *
     * @return their names, in the order of the alphabet
     */
    public static SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(FaultKinds.names());
        names.removeAll(FaultKinds.ofOrders());
        names.addAll(OTHERS);
        return names;
    }

    /**
     * Those of orders and accounts, which nobody notices who has none.
     *
     * @return their names, in the order of the alphabet
     */
    public static SortedSet<String> ofOrders() {
        SortedSet<String> names = FaultKinds.ofOrders();
        names.addAll(OTHERS_OF_ORDERS);
        return names;
    }

    /** @return all names, in the order of the alphabet */
    public static SortedSet<String> all() {
        SortedSet<String> names = names();
        names.addAll(ofOrders());
        return names;
    }

    /**
     * Text of one.
     *
     * @param name one of {@link #all}
     * @return YAML, as a file would have it
     */
    public static String text(String name) {
        try (InputStream file = ShippedScenarios.class.getResourceAsStream(
            FOLDER + name + ".yaml")) {
            if (file == null) {
                throw new IllegalArgumentException("no scenario of this name is shipped: " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
