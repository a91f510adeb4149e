package io.tickwire.transport.netty;

import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Makes REST calls. Connections stay open for the next call to the same server, a few of each, and
 * are closed when they have been idle for long. The server may close such a connection just when a
 * request is written to it. The request is then made once more on a new connection, within the same
 * deadline, if that cannot do anything twice: a GET of which no byte of an answer has come, or any
 * request of which certainly nothing was sent. Event loop only.
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
     * Makes a call.
     *
     * @param request   what to ask
     * @param timeoutNs for everything, from name resolution to the last byte
     * @param listener  told the answer, or what is known of the request if there is none; never
     *                  from within this call
     */
    public void send(RestRequest request, long timeoutNs, RestListener listener) {
        Channel kept = takeIdle(request.endpoint());
        if (kept == null) {
            RestCall.onNewConnection(this, connector, request, listener, RequestFate.NOT_SENT)
                .start(timeoutNs);
        } else {
            RestCall.onKeptConnection(this, connector, request, listener).startOn(kept, timeoutNs);
        }
    }

    /** Makes a call once more; what is known of its first attempt counts for the second too. */
    void sendAgain(
            RestRequest request, long timeoutNs, RestListener listener, RequestFate before) {
        RestCall.onNewConnection(this, connector, request, listener, before).start(timeoutNs);
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
