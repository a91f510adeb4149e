package io.tickwire.transport.venue;

import java.net.URI;
import java.util.Map;

/**
 * One HTTP request, whatever makes it. URI, headers and body may hold keys, so that only method
 * and label are ever shown.
 *
 * @param method   GET, POST, PUT or DELETE
 * @param uri      whole, with the query
 * @param label    names the call for people and in the journal: path and query without keys
 * @param headers  besides those of HTTP itself
 * @param bodyKind what the body is
 * @param body     as it is sent, empty where there is none
 */
public record HttpCall(
    String method, URI uri, String label, Map<String, String> headers, BodyKind bodyKind,
    String body) {
    /** What a body is. */
    public enum BodyKind {
        /** There is none. */
        NONE,
        /** Names and values, percent-encoded. */
        FORM,
        /** JSON. */
        JSON
    }

    /**
     * A GET.
     *
     * @param uri   whole, with the query
     * @param label names the call
     * @return the call
     */
    public static HttpCall get(URI uri, String label) {
        return new HttpCall("GET", uri, label, Map.of(), BodyKind.NONE, "");
    }

    /**
     * A POST of JSON.
     *
     * @param uri     whole, with the query
     * @param label   names the call
     * @param headers besides those of HTTP itself
     * @param json    body
     * @return the call
     */
    public static HttpCall postJson(
        URI uri, String label, Map<String, String> headers, String json) {
        return new HttpCall("POST", uri, label, headers, BodyKind.JSON, json);
    }

    /** @return method and label only */
    @Override
    public String toString() {
        return method + " " + label;
    }
}
