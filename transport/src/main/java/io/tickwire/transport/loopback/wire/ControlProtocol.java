package io.tickwire.transport.loopback.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Control messages of a socket: SUBSCRIBE and its kin, and their error codes (protocols A2). */
final class ControlProtocol {
    private static final ObjectMapper JSON = new ObjectMapper()
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int MAX_ID_LENGTH = 36;

    private ControlProtocol() {
    }

    /**
     * Carries out a message.
     *
     * @param text          of the frame
     * @param subscriptions of the socket it came on
     * @param refused       whether nobody may subscribe just now
     * @return what to answer
     */
    static ControlReply answer(String text, Subscriptions subscriptions, boolean refused) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return error(3, "Invalid JSON: expected value at line " + e.getLocation().getLineNr()
                + " column " + e.getLocation().getColumnNr(), null);
        }
        if (!message.isObject()) {
            return invalid("expected an object", null);
        }
        JsonNode id = message.get("id");
        if (!isId(id)) {
            return invalid("request ID must be an unsigned integer", null);
        }
        JsonNode method = message.get("method");
        if (method == null) {
            return invalid("missing field `method`", id);
        }
        JsonNode parameters = message.path("params");
        return switch (method.asText()) {
            case "SUBSCRIBE" -> refused
                // As the venue does where it could not tell whose request it was.
                ? invalid("the stream service is not available", NullNode.getInstance())
                : subscribe(parameters, subscriptions, id);
            case "UNSUBSCRIBE" -> unsubscribe(parameters, subscriptions, id);
            case "LIST_SUBSCRIPTIONS" -> result(JSON.valueToTree(subscriptions.list()), id);
            case "SET_PROPERTY" -> setProperty(parameters, subscriptions, id);
            case "GET_PROPERTY" -> getProperty(parameters, subscriptions, id);
            default -> invalid("unknown variant `" + method.asText()
                + "`, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, "
                + "`SET_PROPERTY`, `GET_PROPERTY`", id);
        };
    }

    private static ControlReply subscribe(
        JsonNode parameters, Subscriptions subscriptions, JsonNode id) {
        List<String> names = names(parameters);
        if (names == null) {
            return invalid("params must be an array of strings", id);
        }
        return subscriptions.add(names) ? result(null, id)
            : new ControlReply(error(4, "Too many subscriptions", id).text(), true);
    }

    private static ControlReply unsubscribe(
        JsonNode parameters, Subscriptions subscriptions, JsonNode id) {
        List<String> names = names(parameters);
        if (names == null) {
            return invalid("params must be an array of strings", id);
        }
        subscriptions.remove(names);
        return result(null, id);
    }

    private static ControlReply setProperty(
        JsonNode parameters, Subscriptions subscriptions, JsonNode id) {
        ControlReply refusal = checkProperty(parameters, 2, id);
        if (refusal != null) {
            return refusal;
        }
        if (!parameters.path(1).isBoolean()) {
            return error(1, "Invalid value type: expected Boolean", id);
        }
        subscriptions.combine(parameters.get(1).booleanValue());
        return result(null, id);
    }

    private static ControlReply getProperty(
        JsonNode parameters, Subscriptions subscriptions, JsonNode id) {
        ControlReply refusal = checkProperty(parameters, 1, id);
        return refusal != null ? refusal
            : result(BooleanNode.valueOf(subscriptions.combined()), id);
    }

    private static ControlReply checkProperty(JsonNode parameters, int most, JsonNode id) {
        if (parameters.size() > most) {
            return invalid("too many parameters", id);
        }
        if (!parameters.path(0).isTextual()) {
            return invalid("property name must be a string", id);
        }
        return parameters.get(0).textValue().equals("combined") ? null
            : error(0, "Unknown property", id);
    }

    /** Null where the parameters are no array of strings. */
    private static List<String> names(JsonNode parameters) {
        if (!parameters.isArray()) {
            return null;
        }
        List<String> names = new ArrayList<>();
        for (JsonNode parameter : parameters) {
            if (!parameter.isTextual()) {
                return null;
            }
            names.add(parameter.textValue());
        }
        return names;
    }

    private static boolean isId(JsonNode id) {
        return id == null || id.isNull() || id.isIntegralNumber() && id.canConvertToLong()
            || id.isTextual() && id.textValue().length() <= MAX_ID_LENGTH;
    }

    /** Null is a result, too. */
    private static ControlReply result(JsonNode result, JsonNode id) {
        ObjectNode reply = JSON.createObjectNode();
        reply.set("result", result);
        return reply(reply, id);
    }

    private static ControlReply invalid(String why, JsonNode id) {
        return error(2, "Invalid request: " + why, id);
    }

    private static ControlReply error(int code, String message, JsonNode id) {
        ObjectNode reply = JSON.createObjectNode();
        reply.putObject("error").put("code", code).put("msg", message);
        return reply(reply, id);
    }

    private static ControlReply reply(ObjectNode reply, JsonNode id) {
        reply.set("id", id);
        return new ControlReply(reply.toString(), false);
    }
}
