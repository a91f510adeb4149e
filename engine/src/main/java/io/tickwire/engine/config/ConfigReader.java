package io.tickwire.engine.config;

/** Placeholder until the reader is merged. */
public final class ConfigReader {
    private ConfigReader() {
    }

    public static Config read(String yaml) {
        throw new UnsupportedOperationException(yaml);
    }
}
