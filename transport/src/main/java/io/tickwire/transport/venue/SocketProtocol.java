package io.tickwire.transport.venue;

import io.tickwire.engine.config.Authority;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** How a venue wants its WebSocket connections opened, asked for streams, and kept alive. */
public interface SocketProtocol {
    /**
     * Where to connect to.
     *
     * @param uri     {@code ws://} or {@code wss://}
     * @param headers of the upgrade request besides the handshake's own; may hold keys
     */
    record Upgrade(URI uri, Map<String, String> headers) {
        /** @return without the headers' values and the query */
        @Override
        public String toString() {
            return Authority.of(uri).host() + uri.getPath() + " " + headers.keySet();
        }
    }

    /**
     * Where a connection leads; asked anew for each attempt, since what a login brought may age.
     *
     * @param group of the connection
     * @return address and headers
     */
    Upgrade upgrade(LinkPlan.Group group);

    /**
     * The messages that ask for all streams of a connection.
     *
     * @param group          of the connection
     * @param firstRequestId id of the first, one more for each; never used twice in a session
     * @return texts, sent in this order
     */
    List<String> subscribe(LinkPlan.Group group, long firstRequestId);

    /**
     * Whether what {@link #subscribe} and {@link #keepAlive} say may hold keys, such as a token
     * that a login brought. If so, it is not journaled.
     *
     * @return unless a venue says otherwise, it does not
     */
    default boolean areMessagesSecret() {
        return false;
    }

    /** @return what we have to send so that the venue does not close a connection */
    KeepAlive keepAlive();
}
