package io.tickwire.engine.config;

import java.util.List;

/** An invalid configuration, with all its problems at once. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String[] problems;

    ConfigException(List<String> problems) {
        super("configuration:\n  " + String.join("\n  ", problems));
        this.problems = problems.toArray(String[]::new);
    }

    /** @return one line each, "path: what is wrong, value, what is allowed"; never empty */
    public List<String> problems() {
        return List.of(problems);
    }
}
