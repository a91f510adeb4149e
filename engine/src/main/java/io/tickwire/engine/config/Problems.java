package io.tickwire.engine.config;

import io.tickwire.engine.text.TextCut;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects problems of a configuration. Where a value came from the command line its option is
 * named, since the file may have another value or none.
 */
final class Problems {
    private static final int MAX_SHOWN_LENGTH = 80;
    private static final Map<String, String> OPTIONS = Map.of(
        "venue.name", "--venue",
        "venue.env", "--env",
        "venue.wsUrl", "--ws-url",
        "venue.restUrl", "--rest-url",
        "mode", "--mode",
        "symbols", "--symbols",
        "http.port", "--http",
        "strategy.class", "--class",
        "strategy.jar", "--strategy");

    private final List<String> problems = new ArrayList<>();
    private final Set<String> overridden;

    Problems(Set<String> overridden) {
        this.overridden = overridden;
    }

    /** For a value: says where, what is wrong, the value, what is allowed. */
    void add(String path, String wrong, Object value, String allowed) {
        boolean blank = value == null || "".equals(value);
        add(path, wrong + ", " + (blank ? "" : shown(value) + ", ") + allowed);
    }

    /** For a place, or with an empty path for the text as a whole. */
    void add(String path, String text) {
        if (path.isEmpty()) {
            add(text);
            return;
        }
        problems.add(name(path) + ": " + text);
    }

    /** For the text as a whole. */
    void add(String text) {
        problems.add(text);
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private String name(String path) {
        int bracket = path.indexOf('[');
        String key = bracket < 0 ? path : path.substring(0, bracket);
        if (!overridden.contains(key)) {
            return path;
        }
        String option = OPTIONS.get(key);
        return option == null ? "override " + path : option + " (" + path + ")";
    }

    private static String shown(Object value) {
        if (value instanceof Map) {
            return "a map";
        }
        if (value instanceof List) {
            return "a list";
        }
        return '"' + TextCut.chars(value.toString(), MAX_SHOWN_LENGTH)
            .replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
