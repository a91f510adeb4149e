package io.tickwire.transport.netty;

import io.netty.channel.Channel;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Small JSON GETs. Connections stay open for the next call to the same server, a few of each, and
 * are closed when they have been idle for long. A call whose kept connection ends before a single
 * byte of its answer is made once more on a new one, which only a GET allows. Event loop only.
 */
public final class RestClient {
    /** Room for a list of all of a venue's instruments. */
    public static final int DEFAULT_MAX_BODY_BYTES = 4 << 20;

    private static final int MAX_IDLE = 16;
    private static final long IDLE_NS = TimeUnit.SECONDS.toNanos(90);

    private final Connector connector;
    private final int maxBodyBytes;
    private final long idleNs;
    private final Map<Endpoint.Server, Deque<IdleConnection>> idle = new HashMap<>();

    /**
     * For any host.
     *
     * @param connector    to use, on whose event loop the caller is
     * @param maxBodyBytes of an answer, decompressed; a longer one fails
     */
    public RestClient(Connector connector, int maxBodyBytes) {
        this(connector, maxBodyBytes, IDLE_NS);
    }

    RestClient(Connector connector, int maxBodyBytes, long idleNs) {
        this.connector = connector;
        this.maxBodyBytes = maxBodyBytes;
        this.idleNs = idleNs;
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
        Endpoint endpoint = Endpoint.ofHttp(uri);
        Channel kept = takeIdle(endpoint);
        if (kept == null) {
            askAnew(endpoint, timeoutNs, listener);
        } else {
            new RestCall(this, connector, endpoint, listener, true).startOn(kept, timeoutNs);
        }
    }

    /** Asks on a new connection. */
    void askAnew(Endpoint endpoint, long timeoutNs, RestListener listener) {
        new RestCall(this, connector, endpoint, listener, false).start(timeoutNs);
    }

    int maxBodyBytes() {
        return maxBodyBytes;
    }

    /** The one used last; the others grow old and end. */
    private Channel takeIdle(Endpoint endpoint) {
        Deque<IdleConnection> pool = pool(endpoint);
        IdleConnection connection;
        while ((connection = pool.pollLast()) != null) {
            // One that has just ended leaves its pool only later.
            if (connection.isOpen()) {
                return connection.take();
            }
        }
        return null;
    }

    /** What watches over a connection from now on. */
    IdleConnection idle(Endpoint endpoint, Channel channel) {
        return new IdleConnection(channel, pool(endpoint));
    }

    /** Keeps a connection whose call has had its answer. */
    void giveBack(Endpoint endpoint, IdleConnection connection) {
        if (!connection.isOpen()) {
            return;
        }
        if (pool(endpoint).size() < MAX_IDLE) {
            connection.await(idleNs);
        } else {
            connection.end();
        }
    }

    private Deque<IdleConnection> pool(Endpoint endpoint) {
        return idle.computeIfAbsent(endpoint.server(), any -> new ArrayDeque<>());
    }
}
