package io.tickwire.transport.live;

import io.tickwire.transport.netty.ClientTls;
import io.tickwire.transport.netty.Connector;
import io.tickwire.transport.netty.EventLoops;
import io.tickwire.transport.netty.RequestHeaders;
import io.tickwire.transport.netty.RestClient;
import io.tickwire.transport.netty.RestListener;
import io.tickwire.transport.netty.RestRequest;
import io.tickwire.transport.netty.WebSocketClient;
import io.tickwire.transport.netty.WebSocketLimits;
import io.tickwire.transport.netty.WebSocketListener;
import io.tickwire.transport.netty.WebSocketOptions;
import io.tickwire.transport.venue.HttpCall;
import io.tickwire.transport.venue.SocketProtocol.Upgrade;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The network: makes the HTTP calls and WebSocket connections that a venue describes. Event loop
 * only.
 */
final class Wire {
    private final EventLoops loops;
    private final Connector connector;
    private final RestClient rest;
    private final WebSocketOptions options;

    /**
     * Connects nothing yet.
     *
     * @param loops   on which it lives; closed by whoever opened them
     * @param options of the sockets
     */
    Wire(EventLoops loops, Connector connector, RestClient rest, WebSocketOptions options) {
        this.loops = loops;
        this.connector = connector;
        this.rest = rest;
        this.options = options;
    }

    /**
     * The usual one.
     *
     * @param loops   on which it lives; closed by whoever opened them
     * @param extraCa PEM of certificates to trust besides the system's, null for none
     * @param options of the sockets
     * @throws IOException if the certificates cannot be read
     */
    static Wire open(EventLoops loops, Path extraCa, WebSocketOptions options)
        throws IOException {
        // Whoever names a file wants to know at once what is wrong with it.
        Connector connector = extraCa == null ? new Connector(loops, ClientTls::systemTrust)
            : new Connector(loops, ClientTls.alsoTrusting(extraCa));
        return new Wire(loops, connector,
            new RestClient(connector, RestClient.DEFAULT_MAX_BODY_BYTES), options);
    }

    /** The event loop. */
    ScheduledExecutorService loop() {
        return loops.loop();
    }

    /** Makes a call; the listener is told the answer, never from within. */
    void call(HttpCall call, long timeoutNs, RestListener listener) {
        RestRequest request = RestRequest.of(RestRequest.Method.valueOf(call.method()), call.uri())
            .withHeaders(headers(call.headers()));
        rest.send(switch (call.bodyKind()) {
            case NONE -> request;
            case FORM -> request.withForm(call.body());
            case JSON -> request.withJson(call.body());
        }, timeoutNs, listener);
    }

    private static RequestHeaders headers(Map<String, String> all) {
        RequestHeaders headers = RequestHeaders.NONE;
        for (Map.Entry<String, String> one : all.entrySet()) {
            headers = headers.with(one.getKey(), one.getValue());
        }
        return headers;
    }

    /**
     * Begins to connect.
     *
     * @param maxMessage bytes of a message; a longer one ends the connection with 1009
     */
    WebSocketClient connect(Upgrade upgrade, int maxMessage, WebSocketListener listener) {
        return WebSocketClient.open(connector, upgrade.uri(), headers(upgrade.headers()),
            atMost(maxMessage), listener);
    }

    private WebSocketOptions atMost(int maxMessage) {
        WebSocketLimits limits = options.limits();
        return new WebSocketOptions(options.connectTimeoutNs(), options.handshakeTimeoutNs(),
            options.closeTimeoutNs(), new WebSocketLimits(Math.min(limits.frame(), maxMessage),
                Math.min(limits.message(), maxMessage), limits.fragments()));
    }
}
