package io.tickwire.engine.config;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of a URL. Names with underscores, as containers have them, are hosts too, which
 * {@link URI} does not say: it knows those of RFC 2396 only.
 *
 * @param host name or address, IPv6 without brackets
 * @param port TCP port, {@link #NO_PORT} where the URL has none
 */
public record Authority(String host, int port) {
    /** The URL leaves it to its scheme. */
    public static final int NO_PORT = -1;

    private static final int MAX_PORT = 65_535;
    private static final Pattern NAME = Pattern.compile("([\\p{L}\\p{N}_.-]+)(?::(\\d*))?");
    private static final Pattern IP_V6 = Pattern.compile("\\[([^\\]]+)\\](?::(\\d*))?");

    /**
     * Of a URL.
     *
     * @param uri with a scheme
     * @return host and port
     * @throws IllegalArgumentException if it has none, or more than that; the message is for people
     */
    public static Authority of(URI uri) {
        String authority = uri.getRawAuthority();
        String where = uri.getScheme() + "://"
            + (authority == null ? "" : authority.substring(authority.indexOf('@') + 1));
        if (authority == null || authority.startsWith(":")) {
            throw new IllegalArgumentException("address without a host: " + where);
        }
        if (authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("address with a user's name, which is not sent: "
                + where);
        }
        Matcher name = NAME.matcher(authority);
        Matcher address = IP_V6.matcher(authority);
        Matcher found = name.matches() ? name : address.matches() ? address : null;
        if (found == null || found == address && uri.getHost() == null) {
            throw new IllegalArgumentException("address that is no host and port: " + where);
        }
        return new Authority(found.group(1), port(found.group(2), where));
    }

    private static int port(String digits, String where) {
        if (digits == null || digits.isEmpty()) {
            return NO_PORT;
        }
        int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException(
                "port " + digits + " is none of 1 to " + MAX_PORT + ": " + where);
        }
        return port;
    }

    /** @return as in a URL */
    @Override
    public String toString() {
        String name = host.indexOf(':') < 0 ? host : '[' + host + ']';
        return port == NO_PORT ? name : name + ':' + port;
    }
}
