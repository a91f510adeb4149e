package io.tickwire.transport.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.engine.text.ForeignText;
import io.tickwire.transport.venue.VenueCalls;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An error reply of the venue to a REST call (protocols/binance.md A5). Not for the hot path. */
final class RestError {
    /** More than that is no message but a page. */
    private static final int MAX_READ_BYTES = 8 << 10;
    private static final Pattern BANNED_UNTIL =
        Pattern.compile("(?i)banned until (\\d{1,15})\\b");
    /** Invalid symbol. */
    private static final int UNKNOWN_SYMBOL = -1121;
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
        String message = ForeignText.words(text);
        return new VenueCalls.Refusal(message.isEmpty() ? "HTTP status " + status : message,
            banned.find() ? Long.parseLong(banned.group(1)) : 0, code(text) == UNKNOWN_SYMBOL);
    }

    /** 0 where it says none. */
    private static int code(String text) {
        try {
            return JSON.readTree(text).path("code").asInt();
        } catch (JsonProcessingException noJson) {
            return 0;
        }
    }
}
