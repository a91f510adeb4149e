package io.tickwire.engine.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A configuration before its values are checked: the keys of the file, overridden by options. */
final class ConfigTree {
    private static final Set<String> LISTS = Set.of("symbols", "streams");

    private ConfigTree() {
    }

    /**
     * Reads a file and lays other values over it.
     *
     * @param yaml      of a file; empty is no keys
     * @param overrides text by dotted path; lists with commas
     * @param problems  gets what is wrong with the file as YAML
     * @return maps, lists and texts
     * @throws ConfigException if it is not YAML at all
     */
    static Map<String, Object> read(
        String yaml, Map<String, String> overrides, Problems problems) {
        Map<String, Object> tree = tree(yaml, problems);
        new TreeMap<>(overrides).forEach((path, text) -> lay(tree, path, text));
        return tree;
    }

    private static Map<String, Object> tree(String yaml, Problems problems) {
        Object top = null;
        try {
            top = YamlTree.read(yaml, problems::add);
        } catch (YamlException noTree) {
            problems.add(noTree.getMessage());
            problems.throwIfAny();
        }
        if (top instanceof Map) {
            return YamlTree.asMap(top);
        }
        if (top != null) {
            problems.add("line 1: not a map of keys, but "
                + (top instanceof List ? "a list" : "a single value"));
        }
        return new LinkedHashMap<>();
    }

    /** Lays one tree over another: what it says wins, maps key by key. */
    static void lay(Map<String, Object> tree, Map<String, Object> over) {
        over.forEach((key, value) -> {
            Object below = tree.get(key);
            if (below instanceof Map && value instanceof Map) {
                lay(YamlTree.asMap(below), YamlTree.asMap(value));
            } else {
                tree.put(key, value);
            }
        });
    }

    /** Where the file has something else than a map on the way, that is said, and no more. */
    private static void lay(Map<String, Object> tree, String path, String text) {
        Map<String, Object> at = tree;
        String[] keys = path.split("\\.");
        for (int i = 0; i < keys.length - 1; i++) {
            Object below = at.get(keys[i]);
            if (below == null || "".equals(below)) {
                below = new LinkedHashMap<String, Object>();
                at.put(keys[i], below);
            }
            if (!(below instanceof Map)) {
                return;
            }
            at = YamlTree.asMap(below);
        }
        Object value = text;
        if (LISTS.contains(path) && !text.isBlank()) {
            value = new ArrayList<Object>(
                Arrays.stream(text.split(",", -1)).map(String::strip).toList());
        }
        at.put(keys[keys.length - 1], value);
    }
}
