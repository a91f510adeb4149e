package io.tickwire.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A client on an event loop of its own, against a server of plain sockets and hand-made bytes.
 * Nothing more may be heard than a test asked for, and no buffer may be left.
 */
abstract class ClientRig {
    static final WebSocketOptions PATIENT = options(30_000, 30_000, 30_000);
    static final WebSocketOptions CONNECT_SOON = options(300, 30_000, 30_000);
    static final WebSocketOptions ANSWER_SOON = options(30_000, 300, 30_000);
    static final WebSocketOptions CLOSE_SOON = options(30_000, 30_000, 1000);

    final RecordingListener heard = new RecordingListener();
    private final long activeBefore = activeBuffers();
    private EventLoops loops;
    private Connector connector;

    @BeforeEach
    final void open() throws IOException {
        loops = EventLoops.open("test-io");
        connector = new Connector(loops, ClientTls.systemTrust());
    }

    @AfterEach
    final void noBufferIsLeft() {
        loops.close();
        heard.assertNothingMore();
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (activeBuffers() != activeBefore && System.nanoTime() < deadlineNs) {
            Thread.onSpinWait();
        }
        assertThat(activeBuffers()).isEqualTo(activeBefore);
    }

    final EventLoops loops() {
        return loops;
    }

    final Connector connector() {
        return connector;
    }

    static WebSocketOptions options(int connectMs, int answerMs, int closeMs) {
        return new WebSocketOptions(
            TimeUnit.MILLISECONDS.toNanos(connectMs), TimeUnit.MILLISECONDS.toNanos(answerMs),
            TimeUnit.MILLISECONDS.toNanos(closeMs), WebSocketLimits.DEFAULT);
    }

    static boolean sendText(WebSocketClient client, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return client.sendText(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    static URI uri(RawServer server, String path) {
        return URI.create("ws://127.0.0.1:" + server.port() + path);
    }

    final WebSocketClient connect(RawServer server, String path, WebSocketOptions options)
            throws Exception {
        return connect(uri(server, path), options);
    }

    final WebSocketClient connect(URI uri, WebSocketOptions options) throws Exception {
        return onLoop(() -> WebSocketClient.open(
            connector, uri, RequestHeaders.NONE, options, heard));
    }

    final <T> T onLoop(Callable<T> action) throws Exception {
        return loops.loop().submit(action).get(10, TimeUnit.SECONDS);
    }

    final List<String> events(int count) throws InterruptedException {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(heard.next());
        }
        return events;
    }

    private static long activeBuffers() {
        return PooledByteBufAllocator.DEFAULT.metric().directArenas().stream()
            .mapToLong(PoolArenaMetric::numActiveAllocations).sum();
    }
}
