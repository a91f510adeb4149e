package io.tickwire.transport.netty;

import java.net.URI;

/** Small JSON GETs, each on a connection of its own. Event loop only. */
public final class RestClient {
    /** Room for a list of all of a venue's instruments. */
    public static final int DEFAULT_MAX_BODY_BYTES = 4 << 20;

    private final Connector connector;
    private final int maxBodyBytes;

    /**
     * For any host.
     *
     * @param connector    to use, on whose event loop the caller is
     * @param maxBodyBytes of an answer, decompressed; a longer one fails
     */
    public RestClient(Connector connector, int maxBodyBytes) {
        this.connector = connector;
        this.maxBodyBytes = maxBodyBytes;
    }

    /**
     * Asks.
     *
     * @param uri       {@code http://} or {@code https://}
     * @param timeoutNs for everything, from name resolution to the last byte
     * @param listener  told the answer, never from within this call
     * @throws IllegalArgumentException if the URL is of another kind
     */
    public void get(URI uri, long timeoutNs, RestListener listener) {
        new RestCall(connector, Endpoint.ofHttp(uri), maxBodyBytes, listener).start(timeoutNs);
    }
}
