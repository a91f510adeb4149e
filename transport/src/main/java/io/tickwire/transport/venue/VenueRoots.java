package io.tickwire.transport.venue;

import io.tickwire.engine.config.Authority;
import io.tickwire.engine.config.Config;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Roots of a venue's addresses; endpoint and path are appended.
 *
 * @param ws   of the sockets, no slash at the end
 * @param rest of the REST calls, no slash at the end
 */
public record VenueRoots(String ws, String rest) {
    /**
     * The roots of a configuration.
     *
     * @param venue        its own URLs win
     * @param standardWs   the venue's own for what is left blank, empty if it has none
     * @param standardRest the same for its REST calls
     * @return roots
     * @throws IllegalArgumentException if there is none for either, or they are no addresses
     */
    public static VenueRoots of(Config.Venue venue, String standardWs, String standardRest) {
        String ws = blankOr(venue.wsUrl(), standardWs);
        String rest = blankOr(venue.restUrl(), standardRest);
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
        try {
            URI uri = new URI(root + path);
            Authority.of(uri);
            return uri;
        } catch (URISyntaxException none) {
            throw new IllegalArgumentException("no address: " + root, none);
        }
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
