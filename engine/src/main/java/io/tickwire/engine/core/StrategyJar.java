package io.tickwire.engine.core;

import io.tickwire.engine.signal.Strategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A jar with a user's strategy in it. Its classes come from the jar where the engine has none of
 * that name; it stays open for as long as they are used.
 */
final class StrategyJar {
    /** Names the one strategy of a jar, as {@link java.util.ServiceLoader} would have it. */
    private static final String SERVICE = "META-INF/services/" + Strategy.class.getName();

    private final Path file;
    private final URLClassLoader loader;

    private StrategyJar(Path file, URLClassLoader loader) {
        this.file = file;
        this.loader = loader;
    }

    /**
     * Opens one.
     *
     * @throws IllegalArgumentException if there is no such file
     */
    static StrategyJar open(String path) {
        Path file = existing(path);
        try {
            return new StrategyJar(file, new URLClassLoader(
                new URL[] {file.toUri().toURL()}, StrategyJar.class.getClassLoader()));
        } catch (IOException noUrl) {
            throw new IllegalArgumentException(
                "strategy.jar: " + file + ": " + noUrl.getMessage(), noUrl);
        }
    }

    /**
     * Copies one to where it stays as it is.
     *
     * @throws IllegalArgumentException if there is no such file
     * @throws IOException              if it cannot be read or written
     */
    static void copy(String path, Path to) throws IOException {
        Files.copy(existing(path), to);
        try (FileChannel written = FileChannel.open(to, StandardOpenOption.WRITE)) {
            written.force(true);
        }
    }

    private static Path existing(String path) {
        Path file = Path.of(path).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("strategy.jar: no such file: " + file);
        }
        return file;
    }

    ClassLoader loader() {
        return loader;
    }

    /**
     * The class that the jar itself names.
     *
     * @throws IllegalArgumentException if it does not name exactly one
     */
    String serviceClass() {
        URL names = loader.findResource(SERVICE);
        if (names == null) {
            throw new IllegalArgumentException("strategy.jar: " + file + " has no " + SERVICE
                + "; name its class with strategy.class");
        }
        List<String> classes;
        try (BufferedReader lines = new BufferedReader(
            new InputStreamReader(names.openStream(), StandardCharsets.UTF_8))) {
            classes = lines.lines().map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty()).toList();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                "strategy.jar: " + file + ": " + unreadable.getMessage(), unreadable);
        }
        if (classes.size() != 1) {
            throw new IllegalArgumentException("strategy.jar: " + SERVICE + " of " + file
                + " names " + classes + ", not one class; choose with strategy.class");
        }
        return classes.get(0);
    }
}
