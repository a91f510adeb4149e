package io.tickwire.transport.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.transport.venue.VenueCalls;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An error reply of the venue to a REST call (protocols/binance.md A5). Not for the hot path. */
final class RestError {
    /** More than that is no message but a page. */
    private static final int MAX_READ_BYTES = 8 << 10;
    private static final int MAX_MESSAGE = 150;
    private static final Pattern BANNED_UNTIL =
        Pattern.compile("(?i)banned until (\\d{1,15})\\b");
    private static final ObjectMapper JSON = new ObjectMapper();

    private RestError() {
    }

    /**
     * Reads the body of an answer that is no success.
     *
     * @param status of HTTP
     * @param body   JSON or anything else
     * @return what it says
     */
    static VenueCalls.Refusal read(int status, byte[] body) {
        String text =
            new String(body, 0, Math.min(body.length, MAX_READ_BYTES), StandardCharsets.UTF_8);
        Matcher banned = BANNED_UNTIL.matcher(text);
        String message = message(text).replaceAll("\\p{Cntrl}+", " ").trim();
        return new VenueCalls.Refusal(
            message.isEmpty() ? "HTTP status " + status
                : message.substring(0, Math.min(message.length(), MAX_MESSAGE)),
            banned.find() ? Long.parseLong(banned.group(1)) : 0);
    }

    private static String message(String text) {
        try {
            JsonNode error = JSON.readTree(text);
            if (error.has("code") || error.has("msg")) {
                return (error.path("code").asText() + " " + error.path("msg").asText()).trim();
            }
        } catch (JsonProcessingException noJson) {
            return text;
        }
        return text;
    }
}
