package io.tickwire.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;

/** Writes down what it is told, for the test's thread to await. */
final class RecordingListener implements WebSocketListener, RestListener {
    private static final int DEADLINE_SECONDS = 10;

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> readPasses = new LinkedBlockingQueue<>();

    private volatile Runnable whenOpened = () -> { };

    String next() throws InterruptedException {
        String event = events.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing was reported");
        }
        return event;
    }

    void awaitReadPass() throws InterruptedException {
        assertThat(readPasses.poll(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    void assertNothingMore() {
        assertThat(events).isEmpty();
    }

    /** What to do within {@link #opened()}. */
    void onOpened(Runnable action) {
        whenOpened = action;
    }

    @Override
    public void opened() {
        add("opened");
        whenOpened.run();
    }

    @Override
    public void refused(int status, long retryAfterSeconds, String message) {
        add("refused " + status + " " + retryAfterSeconds + " " + message);
    }

    @Override
    public void failed(String reason) {
        add("failed " + reason);
    }

    @Override
    public void failed(RequestFate fate, String reason) {
        add("failed " + fate + " " + reason);
    }

    @Override
    public void pong(DirectBuffer buffer, int offset, int length) {
        add("pong " + buffer.getStringWithoutLengthUtf8(offset, length));
    }

    @Override
    public void message(DirectBuffer buffer, int offset, int length, boolean text) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        add((text ? "text " : "binary ") + new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void readComplete() {
        readPasses.add(true);
    }

    @Override
    public void closed(int code, String reason, int incompleteBytes) {
        add("closed " + code + " " + reason + " [" + incompleteBytes + "]");
    }

    @Override
    public void answered(int status, UnaryOperator<String> headers, RestBody body) {
        add("answered " + status + " " + headers.apply("x-weight") + " "
            + new String(body.bytes(), StandardCharsets.UTF_8));
    }

    private void add(String event) {
        String thread = Thread.currentThread().getName();
        events.add(thread.equals("test-io") || thread.equals("main")
            ? event : "on thread " + thread + ": " + event);
    }
}
