package io.tickwire.engine.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads YAML, of configurations and scenarios alike, as a tree of {@code Map<String, Object>},
 * {@code List<Object>} and scalars as the text that was written, so that no number is rounded and
 * {@code no} does not become a boolean; null where a value is left out. Aliases are refused, so
 * that they cannot blow up memory, and so are duplicate keys, second documents and anything beyond
 * the limits.
 */
public final class YamlTree {
    /** Longest text, characters. */
    static final int MAX_LENGTH = 2 << 20;
    /** Most levels of maps and lists in one another; the keys that exist need three. */
    static final int MAX_DEPTH = 8;

    private final YAMLParser parser;
    private final BiConsumer<String, String> problems;

    private YamlTree(YAMLParser parser, BiConsumer<String, String> problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /**
     * Reads the text.
     *
     * @param yaml     to read
     * @param problems gets what is wrong with the tree: a path such as {@code feed.poll.every} or
     *                 {@code symbols[2]}, empty for the text as a whole, and what is wrong there
     * @return the top level, null for an empty text
     * @throws YamlException if the text is not YAML at all
     */
    public static Object read(String yaml, BiConsumer<String, String> problems) {
        if (yaml.length() > MAX_LENGTH) {
            throw new YamlException("too long: " + yaml.length() + " characters, at most "
                + MAX_LENGTH + " are allowed");
        }
        try (YAMLParser parser = new YAMLFactory().createParser(yaml)) {
            return new YamlTree(parser, problems).document();
        } catch (JsonProcessingException e) {
            throw new YamlException(whereAndWhat(e, yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Jackson's location is that of the last good token, so the cause is asked first. */
    private static String whereAndWhat(JsonProcessingException e, String yaml) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return "line " + (marked.getProblemMark().getLine() + 1) + ": not YAML: "
                + marked.getProblem();
        }
        if (e.getCause() instanceof ReaderException unreadable) {
            int end = Math.min(unreadable.getPosition(), yaml.length());
            long line = yaml.substring(0, end).chars().filter(c -> c == '\n').count() + 1;
            return "line " + line + ": not YAML: character U+"
                + Integer.toHexString(unreadable.getCodePoint()) + " is not allowed";
        }
        return "line " + e.getLocation().getLineNr() + ": not YAML: "
            + e.getOriginalMessage().lines().findFirst().orElse("");
    }

    private Object document() throws IOException {
        JsonToken token = parser.nextToken();
        Object top = token == null ? null : value("", 0);
        if (parser.nextToken() != null) {
            problems.accept("", "line " + line() + ": a second document, one is allowed");
        }
        return top;
    }

    /**
     * A part of the tree as what it is.
     *
     * @param value a map
     * @return the same
     */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    private Object value(String path, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new YamlException(
                "line " + line() + ": nested deeper than " + MAX_DEPTH + " levels");
        }
        if (parser.isCurrentAlias()) {
            problems.accept(path, "alias in line " + line() + ", \"*" + parser.getText()
                + "\", write the value itself");
            return null;
        }
        switch (parser.currentToken()) {
            case START_OBJECT:
                return map(path, depth);
            case START_ARRAY:
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(path + "[" + list.size() + "]", depth + 1));
                }
                return list;
            case VALUE_NULL:
                return null;
            default:
                return parser.getText();
        }
    }

    private Map<String, Object> map(String path, int depth) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String keyPath = path.isEmpty() ? key : path + "." + key;
            if (map.containsKey(key)) {
                problems.accept(keyPath, "again in line " + line() + ", a key is allowed once");
            }
            parser.nextToken();
            map.put(key, value(keyPath, depth + 1));
        }
        return map;
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }
}
