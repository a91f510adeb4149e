package io.tickwire.transport.netty;

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
        if (!secure && !plain.equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null
                || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                "not a " + plain + ":// or " + secured + ":// URL: " + uri.getScheme() + "://"
                    + uri.getHost());
        }
        int defaultPort = secure ? HTTPS_PORT : HTTP_PORT;
        int port = uri.getPort() < 0 ? defaultPort : uri.getPort();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty()
            ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        String name = uri.getHost();
        String host = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
        return new Endpoint(
            secure, host, port, target, port == defaultPort ? name : name + ":" + port);
    }
}
