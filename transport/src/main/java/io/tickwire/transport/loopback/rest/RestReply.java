package io.tickwire.transport.loopback.rest;

import io.tickwire.transport.loopback.message.JsonBuilder;
import java.util.Map;

/**
 * Answer to a REST call or to a handshake that fails.
 *
 * @param status      of HTTP
 * @param body        JSON, or the page of a gateway in front of the venue
 * @param usedWeight  in this minute, after this call; {@link #ABSENT} on what has no weight
 * @param retryAfterS when to come back; {@link #ABSENT} where nobody is sent away
 * @param headers     further ones, by name
 */
public record RestReply(int status, String body, int usedWeight, int retryAfterS,
    Map<String, String> headers) {
    /** There is no such header. */
    public static final int ABSENT = -1;

    /** An answer without further headers. */
    public RestReply(int status, String body, int usedWeight, int retryAfterS) {
        this(status, body, usedWeight, retryAfterS, Map.of());
    }

    /**
     * Body of a refusal.
     *
     * @param code    of the venue
     * @param message for people
     * @return JSON
     */
    public static String error(int code, String message) {
        return new JsonBuilder().number("code", code).string("msg", message).end();
    }

    /** @return of the body, a media type */
    public String contentType() {
        return body.startsWith("<") ? "text/html" : "application/json;charset=UTF-8";
    }
}
