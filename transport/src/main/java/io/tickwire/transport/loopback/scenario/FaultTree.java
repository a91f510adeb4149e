package io.tickwire.transport.loopback.scenario;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.List;

/**
 * YAML as a tree whose scalars are text as it was written, so that messages show what stands in
 * the file and no {@code yes} becomes a boolean. Aliases are refused.
 */
final class FaultTree {
    private static final YAMLFactory YAML =
        YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final YAMLParser parser;
    private final List<String> problems;

    private FaultTree(YAMLParser parser, List<String> problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /**
     * Reads a text.
     *
     * @param yaml     to read
     * @param problems gets what is wrong
     * @return its only document, missing where it is empty
     * @throws com.fasterxml.jackson.core.JsonProcessingException if it is not YAML
     * @throws IOException                                        never
     */
    static JsonNode read(String yaml, List<String> problems) throws IOException {
        try (YAMLParser parser = YAML.createParser(yaml)) {
            return new FaultTree(parser, problems).document();
        }
    }

    private JsonNode document() throws IOException {
        JsonNode top = parser.nextToken() == null ? MissingNode.getInstance() : node("");
        if (parser.nextToken() != null) {
            problems.add("line " + line() + ": a second document, one is allowed");
        }
        return top;
    }

    private JsonNode node(String path) throws IOException {
        if (parser.isCurrentAlias()) {
            problems.add("line " + line() + ": " + path + " is an alias, write the value itself");
            return NODES.nullNode();
        }
        switch (parser.currentToken()) {
            case START_OBJECT:
                ObjectNode map = NODES.objectNode();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    map.set(key, node(path.isEmpty() ? key : path + "." + key));
                }
                return map;
            case START_ARRAY:
                ArrayNode list = NODES.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(node(path + "[" + list.size() + "]"));
                }
                return list;
            case VALUE_NULL:
                return NODES.nullNode();
            default:
                return NODES.textNode(parser.getText());
        }
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }
}
