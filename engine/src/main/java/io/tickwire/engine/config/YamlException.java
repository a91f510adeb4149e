package io.tickwire.engine.config;

/** A text that is not YAML, or beyond what is read; the message says where and what is wrong. */
public final class YamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    YamlException(String message) {
        super(message);
    }
}
