package io.tickwire.transport.loopback.account;

import java.util.regex.Pattern;

/**
 * A REST call as it came. Texts have one character for each byte that was sent.
 *
 * @param method of HTTP
 * @param path   without query
 * @param query  without the question mark, percent-encoded; empty where there is none
 * @param body   form, percent-encoded; empty where there is none
 * @param apiKey of the header; null where there is none
 */
public record ApiRequest(String method, String path, String query, String body, String apiKey) {
    private static final Pattern SIGNATURE = Pattern.compile("(^|&)signature=[^&]*");

    /**
     * A call by its path and query.
     *
     * @param method of HTTP
     * @param uri    path and query
     * @param body   form
     * @param apiKey of the header, or null
     * @return the call
     */
    public static ApiRequest of(String method, String uri, String body, String apiKey) {
        int mark = uri.indexOf('?');
        return new ApiRequest(method, mark < 0 ? uri : uri.substring(0, mark),
            mark < 0 ? "" : uri.substring(mark + 1), body, apiKey);
    }

    /** Query and body without a separator, without the signature (protocols A6). */
    String signedText() {
        return SIGNATURE.matcher(query).replaceFirst("")
            + SIGNATURE.matcher(body).replaceFirst("");
    }
}
