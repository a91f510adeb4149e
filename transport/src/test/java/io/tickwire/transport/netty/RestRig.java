package io.tickwire.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.transport.netty.RestRequest.Method;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** A REST client on an event loop of its own; each request must have one outcome. */
abstract class RestRig {
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK";
    static final int MAX_BODY = 1000;

    final RecordingListener heard = new RecordingListener();
    final EventLoops loops = EventLoops.open("test-io");
    final Connector connector;
    final RestClient client;

    RestRig() {
        try {
            connector = new Connector(loops, ClientTls.systemTrust());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client = new RestClient(connector, MAX_BODY);
    }

    @AfterEach
    final void onceOnly() {
        loops.close();
        heard.assertNothingMore();
    }

    static RestRequest request(Method method, RawServer server) {
        return request(method, server.port());
    }

    static RestRequest request(Method method, int port) {
        return RestRequest.of(method, URI.create("http://127.0.0.1:" + port + "/"));
    }

    final void send(RestClient by, RestRequest request, int timeoutMs) throws Exception {
        loops.loop().submit(() -> by.send(
            request, TimeUnit.MILLISECONDS.toNanos(timeoutMs), heard)).get();
    }

    final String outcome(RestRequest request) throws Exception {
        send(client, request, 10_000);
        return heard.next();
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
