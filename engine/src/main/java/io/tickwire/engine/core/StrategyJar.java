package io.tickwire.engine.core;

import io.tickwire.engine.session.FileErrors;
import io.tickwire.engine.session.OwnerOnly;
import io.tickwire.engine.session.RegularFiles;
import io.tickwire.engine.signal.Strategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;

/**
 * Class loader of a jar with a user's strategy. Classes that the engine has are taken from the
 * engine, all others from the jar. It stays open as long as they are used.
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
     * A file that is there.
     *
     * @throws IllegalArgumentException if it is not, or is something else
     */
    static Path existing(String path) {
        Path file = Path.of(path).toAbsolutePath().normalize();
        requireFile(file);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("strategy.jar: no such file: " + file);
        }
        return file;
    }

    private static void requireFile(Path file) {
        try {
            RegularFiles.require(file);
        } catch (FileSystemException strange) {
            throw new IllegalArgumentException(
                "strategy.jar: " + FileErrors.message(strange), strange);
        }
    }

    /**
     * Opens one.
     *
     * @param sha256 which it must have, empty = any
     * @throws IllegalArgumentException if it is no jar, or another one
     */
    static StrategyJar open(Path file, String sha256) {
        requireFile(file);
        try {
            String found = sha256.isEmpty() ? "" : sha256(file);
            if (!found.equals(sha256)) {
                throw new IllegalArgumentException("strategy.jar: " + file
                    + " is not the jar of strategy.sha256: it has " + found + ", not "
                    + sha256);
            }
            new JarFile(file.toFile()).close();
            return new StrategyJar(file, new URLClassLoader(
                new URL[] {file.toUri().toURL()}, StrategyJar.class.getClassLoader()));
        } catch (IOException noJar) {
            throw new IllegalArgumentException(
                "strategy.jar: " + file + " is no jar: " + noJar.getMessage(), noJar);
        }
    }

    /** Its hash in hexadecimal digits. */
    static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    /** Copies one to where it stays as it is. */
    static void copy(Path file, Path to) throws IOException {
        try (FileChannel copy = OwnerOnly.open(
            to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Files.copy(file, Channels.newOutputStream(copy));
            copy.force(true);
        }
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
