package io.tickwire.transport.live;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.config.Durations;
import io.tickwire.engine.session.FileErrors;
import io.tickwire.transport.venue.Venue;
import io.tickwire.transport.venue.VenueClient;
import io.tickwire.transport.venues.VenueRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options that live and probe share: which venue, and what of it. */
public final class VenueSelection {
    @Option(names = "--venue", paramLabel = "V",
        description = "loopback (default) or binance-usdm")
    private String venue;

    @Option(names = "--env", paramLabel = "demo|live", description = "the venue's environment")
    private String env;

    @Option(names = "--symbols", paramLabel = "A,B", description = "as the venue writes them")
    private String symbols;

    @Option(names = "--config", paramLabel = "F", description = "YAML; options win over it")
    private Path config;

    @Option(names = "--ws-url", paramLabel = "U", description = "root of the venue's sockets")
    private String wsUrl;

    @Option(names = "--rest-url", paramLabel = "U", description = "root of its REST calls")
    private String restUrl;

    @Option(names = "--ca", paramLabel = "PEM",
        description = "certificates to trust besides the system's")
    private Path extraCa;

    /** For picocli. */
    public VenueSelection() {
    }

    /**
     * File and options as one checked configuration.
     *
     * @param more further overrides, by dotted path
     * @return checked
     * @throws IllegalArgumentException if the file cannot be read, or something is missing
     */
    public Config read(Map<String, String> more) {
        if (extraCa != null && !Files.isRegularFile(extraCa)) {
            throw new IllegalArgumentException("--ca " + extraCa + ": no such file");
        }
        Map<String, String> overrides = new LinkedHashMap<>();
        put(overrides, "venue.name", venue);
        put(overrides, "venue.env", env);
        put(overrides, "venue.wsUrl", wsUrl);
        put(overrides, "venue.restUrl", restUrl);
        put(overrides, "symbols", symbols);
        overrides.putAll(more);
        Config read = ConfigReader.read(
            config == null ? "" : text(), overrides, VenueRegistry.names());
        if (read.symbols().isEmpty()) {
            throw new IllegalArgumentException(
                "symbols: empty; a live session needs at least one, such as --symbols BTCUSDT");
        }
        return read;
    }

    /**
     * Whether the file given says something; what it does not say is a default.
     *
     * @param path dotted, such as {@code http.port}
     * @return false without a file
     */
    boolean fileSets(String path) {
        return config != null && ConfigReader.isSet(text(), path);
    }

    private String text() {
        try {
            return Files.readString(config, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                "--config " + FileErrors.message(config, unreadable), unreadable);
        }
    }

    private static void put(Map<String, String> overrides, String path, String value) {
        if (value != null) {
            overrides.put(path, value);
        }
    }

    /** @return whether anything was given that a session's own configuration says already */
    boolean anyFrozen() {
        return venue != null || env != null || symbols != null || config != null
            || wsUrl != null || restUrl != null;
    }

    /**
     * Reads a {@code --duration}.
     *
     * @param text such as {@code 30s}
     * @return ns
     * @throws IllegalArgumentException if it is none; the message is for people
     */
    public static long durationNs(String text) {
        try {
            long ns = Durations.parse(text);
            if (ns == 0) {
                throw new IllegalArgumentException("no time at all");
            }
            return ns;
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("--duration: " + wrong.getMessage() + ": " + text
                + "; needs " + Durations.EXAMPLES, wrong);
        }
    }

    /** @return certificates to trust besides the system's, null for none */
    public Path extraCa() {
        return extraCa;
    }

    /** What is done once the venue is there. */
    public interface OnVenue {
        /**
         * Does it.
         *
         * @param venue as the configuration names it
         * @return exit code
         * @throws IOException          if something cannot be read or written
         * @throws InterruptedException if the thread is interrupted
         */
        int run(VenueClient venue) throws IOException, InterruptedException;
    }

    /**
     * Does something on the venue of a configuration, which is started for it if it is the loopback
     * venue and no address is given.
     *
     * @param config frozen
     * @param task   to do
     * @return exit code of the task
     * @throws IOException          if the loopback venue does not start; or as the task
     * @throws InterruptedException as the task
     * @throws IllegalArgumentException if there is no such venue, or its address is none
     */
    public static int on(Config config, OnVenue task) throws IOException, InterruptedException {
        Venue venue = VenueRegistry.named(config.venue().name());
        if (!venue.name().equals(VenueRegistry.LOOPBACK)
            || !config.venue().wsUrl().isBlank()) {
            return task.run(VenueRegistry.client(config, venue.roots(config.venue())));
        }
        try (LoopbackVenue own = LoopbackVenue.start()) {
            return task.run(VenueRegistry.client(config, own.roots()));
        }
    }
}
