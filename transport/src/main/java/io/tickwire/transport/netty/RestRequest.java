package io.tickwire.transport.netty;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * One REST request: method, URL with its query, headers, body. Headers, query and body may hold
 * keys and signatures: no message of this package ever shows them. Immutable.
 */
public final class RestRequest {
    /** Set by the client: they say where the request goes, where it ends and what can be read. */
    private static final Set<String> RESERVED = Set.of(
        "host", "connection", "keep-alive", "upgrade", "te", "trailer", "expect",
        "content-length", "transfer-encoding", "content-encoding", "accept-encoding");
    private static final byte[] EMPTY = {};
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private final Method method;
    private final Endpoint endpoint;
    private final RequestHeaders headers;
    private final String contentType;
    private final byte[] body;

    /** Methods of HTTP that venues use. */
    public enum Method {
        /** Reads; the only one that is ever made twice. */
        GET(HttpMethod.GET),
        /** Creates or acts. */
        POST(HttpMethod.POST),
        /** Replaces. */
        PUT(HttpMethod.PUT),
        /** Removes. */
        DELETE(HttpMethod.DELETE);

        private final HttpMethod http;

        Method(HttpMethod http) {
            this.http = http;
        }

        /** A request without a body still says so where one would be expected. */
        private boolean expectsBody() {
            return this == POST || this == PUT;
        }
    }

    private RestRequest(
            Method method, Endpoint endpoint, RequestHeaders headers, String contentType,
            byte[] body) {
        headers.refuse(RESERVED, "the client");
        if (contentType != null && method == Method.GET) {
            throw new IllegalArgumentException("a GET has no body");
        }
        if (contentType != null && headers.contains("content-type")) {
            throw new IllegalArgumentException("header Content-Type: set by the body itself");
        }
        this.method = method;
        this.endpoint = endpoint;
        this.headers = headers;
        this.contentType = contentType;
        this.body = body;
    }

    /**
     * A GET without further headers.
     *
     * @param uri {@code http://} or {@code https://}, with the query
     * @return the request
     * @throws IllegalArgumentException if the URL is of another kind
     */
    public static RestRequest get(URI uri) {
        return of(Method.GET, uri);
    }

    /**
     * A request without further headers and without a body.
     *
     * @param method what to do
     * @param uri    {@code http://} or {@code https://}, with the query
     * @return the request
     * @throws IllegalArgumentException if the URL is of another kind
     */
    public static RestRequest of(Method method, URI uri) {
        return new RestRequest(
            method, Endpoint.ofHttp(uri), RequestHeaders.NONE, null, EMPTY);
    }

    /**
     * The same with these headers instead of those it had.
     *
     * @param replacing may name {@code Accept} and {@code User-Agent}, which have defaults
     * @return the new request
     * @throws IllegalArgumentException if one of them is the client's own to set
     */
    public RestRequest withHeaders(RequestHeaders replacing) {
        return new RestRequest(method, endpoint, replacing, contentType, body);
    }

    /**
     * The same with a form as its body.
     *
     * @param form names and values, percent-encoded as they are sent
     * @return the new request
     * @throws IllegalArgumentException for a GET
     */
    public RestRequest withForm(String form) {
        return withBody(FORM, form);
    }

    /**
     * The same with JSON as its body.
     *
     * @param json as it is sent
     * @return the new request
     * @throws IllegalArgumentException for a GET
     */
    public RestRequest withJson(String json) {
        return withBody(JSON, json);
    }

    private RestRequest withBody(String type, String text) {
        return new RestRequest(
            method, endpoint, headers, type, text.getBytes(StandardCharsets.UTF_8));
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** It may be made twice without doing anything twice. */
    boolean isRepeatable() {
        return method == Method.GET;
    }

    /** As it goes into the codec, anew for each attempt. */
    HttpRequest toHttp() {
        HttpRequest request = new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, method.http, endpoint.target(), Unpooled.wrappedBuffer(body));
        HttpHeaders target = request.headers()
            .set(HttpHeaderNames.HOST, endpoint.hostLine())
            .set(HttpHeaderNames.USER_AGENT, "tickwire")
            .set(HttpHeaderNames.ACCEPT, JSON)
            .set(HttpHeaderNames.ACCEPT_ENCODING, "gzip");
        headers.copyTo(target);
        if (contentType != null) {
            target.set(HttpHeaderNames.CONTENT_TYPE, contentType);
        }
        if (contentType != null || method.expectsBody()) {
            target.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        return request;
    }

    /** A message as it may be shown. */
    String hideIn(String message) {
        String shown = Secrets.hideParameters(headers.hideIn(message), endpoint.query());
        String text = new String(body, StandardCharsets.UTF_8);
        return JSON.equals(contentType)
            ? Secrets.hideJson(shown, text) : Secrets.hideParameters(shown, text);
    }

    /** @return method and host only */
    @Override
    public String toString() {
        return method + " " + endpoint.hostLine();
    }
}
