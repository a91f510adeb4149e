package io.tickwire.transport.binance;

import io.tickwire.engine.config.Config;
import java.net.URI;

/**
 * Roots of a venue's addresses; group and path are appended (protocols/binance.md A1, as of
 * November 2026).
 *
 * @param ws   of the sockets, no slash at the end
 * @param rest of the REST calls, no slash at the end
 */
public record VenueRoots(String ws, String rest) {
    /**
     * The roots of a configuration.
     *
     * @param venue its own URLs win
     * @return roots
     * @throws IllegalArgumentException if the venue is not known and has no URLs of its own, or
     *                                  they are none
     */
    public static VenueRoots of(Config.Venue venue) {
        String ws = venue.wsUrl();
        String rest = venue.restUrl();
        if (venue.name().equals("binance-usdm")) {
            boolean live = venue.env().equals("live");
            ws = blankOr(ws,
                live ? "wss://fstream.binance.com" : "wss://demo-fstream.binance.com");
            rest = blankOr(rest,
                live ? "https://fapi.binance.com" : "https://demo-fapi.binance.com");
        }
        if (ws.isBlank() || rest.isBlank()) {
            throw new IllegalArgumentException(
                "venue.name: " + venue.name() + " needs venue.wsUrl and venue.restUrl");
        }
        VenueRoots roots = new VenueRoots(withoutSlash(ws), withoutSlash(rest));
        // What is no address shall be said here, before anything starts.
        roots.socket("/");
        roots.call("/");
        return roots;
    }

    private static String blankOr(String own, String standard) {
        return own.isBlank() ? standard : own;
    }

    private static String withoutSlash(String root) {
        String without = root;
        while (without.endsWith("/")) {
            without = without.substring(0, without.length() - 1);
        }
        return without;
    }

    private static URI address(String root, String path) {
        URI uri = URI.create(root + path);
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("address without a host: " + root);
        }
        return uri;
    }

    /**
     * Address of a socket.
     *
     * @param path begins with a slash
     * @return its URL
     */
    public URI socket(String path) {
        return address(ws, path);
    }

    /**
     * Address of a REST call.
     *
     * @param path begins with a slash
     * @return its URL
     */
    public URI call(String path) {
        return address(rest, path);
    }
}
