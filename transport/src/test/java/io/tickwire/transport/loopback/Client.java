package io.tickwire.transport.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The JDK's WebSocket client with its messages in a queue; knows none of our code. */
public final class Client implements WebSocket.Listener, AutoCloseable {
    public static final ObjectMapper JSON = new ObjectMapper();

    private static final long WITHIN_S = 30;

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> closes = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> pings = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private WebSocket socket;

    public static Client open(HttpClient http, String uri) throws Exception {
        Client client = new Client();
        client.socket = http.newWebSocketBuilder().buildAsync(URI.create(uri), client)
            .get(WITHIN_S, TimeUnit.SECONDS);
        return client;
    }

    public void send(String text) throws Exception {
        socket.sendText(text, true).get(WITHIN_S, TimeUnit.SECONDS);
    }

    /** Sends, unless the server has closed the connection meanwhile. */
    public boolean trySend(String text) throws Exception {
        try {
            send(text);
            return true;
        } catch (ExecutionException closed) {
            assertThat(closed).hasCauseInstanceOf(IOException.class);
            return false;
        }
    }

    public void sendBinary(byte[] bytes) throws Exception {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).get(WITHIN_S, TimeUnit.SECONDS);
    }

    /** The next message, whatever it is. */
    public String next() throws InterruptedException {
        return await(messages, "message");
    }

    /** The next message of a kind; those before it are dropped. */
    public JsonNode next(String key, String value) throws InterruptedException {
        for (;;) {
            JsonNode message = json(next());
            if (message.path(key).asText().equals(value)) {
                return message;
            }
        }
    }

    public String awaitClose() throws InterruptedException {
        return await(closes, "close");
    }

    public String awaitPing() throws InterruptedException {
        return await(pings, "ping");
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static String await(BlockingQueue<String> queue, String what)
        throws InterruptedException {
        String next = queue.poll(WITHIN_S, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no " + what + " within " + WITHIN_S + " s");
        }
        return next;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            messages.add(part.toString());
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        pings.add(StandardCharsets.US_ASCII.decode(message).toString());
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
        closes.add(status + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closes.add(error.toString());
    }

    @Override
    public void close() {
        socket.abort();
    }
}
