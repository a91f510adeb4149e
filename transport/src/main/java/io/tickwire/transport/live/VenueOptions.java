package io.tickwire.transport.live;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.config.Durations;
import io.tickwire.engine.session.FileTrouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options that live and probe share: which venue, and what of it. */
public final class VenueOptions {
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
    public VenueOptions() {
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
        Config read = ConfigReader.read(config == null ? "" : text(), overrides);
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
                "--config " + FileTrouble.words(config, unreadable), unreadable);
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
     * @throws IllegalArgumentException if it is none, in words for people
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

    /**
     * Whether this configuration needs a venue of our own.
     *
     * @param read frozen
     * @return true for loopback without addresses
     */
    public static boolean needsLoopback(Config read) {
        return read.venue().name().equals("loopback") && read.venue().wsUrl().isBlank();
    }
}
