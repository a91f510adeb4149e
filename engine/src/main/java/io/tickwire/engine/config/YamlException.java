package io.tickwire.engine.config;

/** Invalid YAML, or YAML beyond what is supported; the message says where and what is wrong. */
public final class YamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    YamlException(String message) {
        super(message);
    }
}
