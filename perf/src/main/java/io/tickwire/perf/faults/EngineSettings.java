package io.tickwire.perf.faults;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The configuration of all engines of a bench.
 *
 * @param file   its configuration, null for that of a user who gives none
 * @param config the same, read
 */
public record EngineSettings(Path file, Config config) {
    /**
     * Reads a configuration.
     *
     * @param file null for none
     * @return it
     * @throws IOException if it cannot be read
     */
    public static EngineSettings of(Path file) throws IOException {
        return new EngineSettings(
            file, ConfigReader.read(file == null ? "" : Files.readString(file)));
    }

    /** Options of {@code run.sh live}. */
    List<String> options() {
        return file == null ? List.of() : List.of("--config", file.toString());
    }
}
