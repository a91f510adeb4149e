package io.tickwire.transport.recording;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.session.FileErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The configuration of an import, from the same file as that of a live session. What has no meaning
 * without connections, polls and a thread of the engine's own is told and has no effect.
 */
final class RecordingConfig {
    private static final List<String> WITHOUT_EFFECT = List.of("venue", "feed.poll",
        "feed.stableAfter", "feed.openWhilePolling", "feed.rotateAfter", "feed.delisted",
        "reconnect", "engine.wait", "engine.ringSlots", "engine.stall", "http");

    private RecordingConfig() {
    }

    /**
     * Reads one.
     *
     * @param file    YAML
     * @param notices told what of it has no effect
     * @return checked
     * @throws IllegalArgumentException if the file cannot be read
     * @throws io.tickwire.engine.config.ConfigException with everything that is wrong in it
     */
    static Config read(Path file, Consumer<String> notices) {
        String text = text(file);
        Config config = ConfigReader.readForRecording(text);
        List<String> given =
            WITHOUT_EFFECT.stream().filter(path -> ConfigReader.isSet(text, path)).toList();
        if (!given.isEmpty()) {
            notices.accept(
                "--config " + file + ": no effect on a recording: " + String.join(", ", given));
        }
        return config;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                "--config " + FileErrors.message(file, unreadable), unreadable);
        }
    }
}
