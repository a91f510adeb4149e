package io.tickwire.transport.netty;

import io.tickwire.engine.config.Authority;
import java.net.URI;

/**
 * Address and request target of a URL.
 *
 * @param secure   with TLS
 * @param host     name or address, IPv6 without brackets
 * @param port     TCP port
 * @param target   path and query, as they go into the request line
 * @param hostLine value of the Host header
 */
record Endpoint(boolean secure, String host, int port, String target, String hostLine) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /**
     * Server of an endpoint; connections are shared by all endpoints of one server.
     *
     * @param secure with TLS
     * @param host   name or address
     * @param port   TCP port
     */
    record Server(boolean secure, String host, int port) {
    }

    /** Of the target, without the question mark; empty if there is none. */
    String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    Server server() {
        return new Server(secure, host, port);
    }

    /** Of a {@code ws://} or {@code wss://} URL. */
    static Endpoint ofWebSocket(URI uri) {
        return of(uri, "ws", "wss");
    }

    /** Of a {@code http://} or {@code https://} URL. */
    static Endpoint ofHttp(URI uri) {
        return of(uri, "http", "https");
    }

    private static Endpoint of(URI uri, String plain, String secured) {
        boolean secure = secured.equalsIgnoreCase(uri.getScheme());
        if (!secure && !plain.equalsIgnoreCase(uri.getScheme()) || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                "not a " + plain + ":// or " + secured + ":// URL: " + uri.getScheme());
        }
        Authority authority;
        try {
            authority = Authority.of(uri);
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException("not a " + plain + ":// or " + secured
                + ":// URL: " + none.getMessage(), none);
        }
        int defaultPort = secure ? HTTPS_PORT : HTTP_PORT;
        int port = authority.port() == Authority.NO_PORT ? defaultPort : authority.port();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty()
            ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        String hostLine = new Authority(
            authority.host(), port == defaultPort ? Authority.NO_PORT : port).toString();
        return new Endpoint(secure, authority.host(), port, target, hostLine);
    }
}
