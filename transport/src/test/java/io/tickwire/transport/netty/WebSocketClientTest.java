package io.tickwire.transport.netty;

import static io.tickwire.transport.netty.ServerFrames.close;
import static io.tickwire.transport.netty.ServerFrames.frame;
import static io.tickwire.transport.netty.ServerFrames.hex;
import static io.tickwire.transport.netty.ServerFrames.join;
import static io.tickwire.transport.netty.ServerFrames.text;
import static io.tickwire.transport.netty.ServerFrames.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server of plain sockets and hand-made bytes. */
class WebSocketClientTest {
    private static final WebSocketOptions PATIENT = options(30_000, 30_000, 30_000);
    private static final WebSocketOptions CONNECT_SOON = options(300, 30_000, 30_000);
    private static final WebSocketOptions ANSWER_SOON = options(30_000, 300, 30_000);
    private static final WebSocketOptions CLOSE_SOON = options(30_000, 30_000, 1000);

    private final RecordingListener heard = new RecordingListener();
    private final long activeBefore = activeBuffers();
    private EventLoops loops;
    private Connector connector;

    @BeforeEach
    void open() throws IOException {
        loops = EventLoops.open("test-io");
        connector = new Connector(loops, ClientTls.systemTrust());
    }

    @AfterEach
    void noBufferIsLeft() {
        loops.close();
        heard.assertNothingMore();
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (activeBuffers() != activeBefore && System.nanoTime() < deadlineNs) {
            Thread.onSpinWait();
        }
        assertThat(activeBuffers()).isEqualTo(activeBefore);
    }

    @Test
    void requestIsAsTheRfcWantsIt() throws Exception {
        String[] head = new String[1];
        try (RawServer server = RawServer.start(peer -> head[0] = peer.accept())) {
            connect(server, "/market/stream?streams=a@b/c@d", PATIENT);
            assertThat(heard.next()).isEqualTo("opened");
            assertThat(heard.next()).startsWith("closed 1006");
            assertThat(head[0].toLowerCase()).startsWith(
                "get /market/stream?streams=a@b/c@d http/1.1\r\n")
                .contains("\r\nhost: 127.0.0.1:" + server.port() + "\r\n")
                .contains("\r\nupgrade: websocket\r\n")
                .contains("\r\nconnection: upgrade\r\n")
                .contains("\r\nsec-websocket-version: 13\r\n")
                .doesNotContain("extensions").doesNotContain("sec-websocket-protocol");
        }
    }

    @Test
    void framesInTheSegmentOfTheHandshakeAreNotLost() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.accept(text("one"), text("two"), hex("81 05 4865"));
            peer.write("llo");
            peer.write(join(frame(0x82, utf8("bin")), close(1001, "bye")));
            assertThat(peer.readFrame()).isEqualTo(hex("88 03e9"));
        })) {
            connect(server, "/", PATIENT);
            assertThat(events(6)).containsExactly("opened", "text one", "text two", "text Hello",
                "binary bin", "closed 1001 bye [0]");
            server.join();
        }
    }

    @Test
    void largeFramesWhole() throws Exception {
        String large = "0123456789".repeat(4700);
        String huge = "abcdefghij".repeat(200_000);
        try (RawServer server = RawServer.start(peer -> {
            peer.accept(text(large), text(huge));
            peer.write(text(large));
        })) {
            connect(server, "/", PATIENT);
            assertThat(events(4)).containsExactly(
                "opened", "text " + large, "text " + huge, "text " + large);
            assertThat(heard.next()).startsWith("closed 1006");
        }
    }

    @Test
    void pingIsAnsweredWithItsPayloadTheLatestOnly() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.accept();
            peer.write(hex("89 0d 31373931343030303030303030"));
            assertThat(peer.readFrame()).isEqualTo(hex("8a 31373931343030303030303030"));
            peer.write(hex("89 01 61 89 01 62 8a 01 7a 89 00"));
            assertThat(peer.readFrame()).isEqualTo(hex("8a"));
            peer.write(close(1000, ""));
            assertThat(peer.readFrame()).isEqualTo(hex("88 03e8"));
        })) {
            connect(server, "/", PATIENT);
            assertThat(heard.next()).isEqualTo("opened");
            heard.awaitReadPass();
            assertThat(heard.next()).isEqualTo("closed 1000  [0]");
            server.join();
        }
    }

    @Test
    void nothingIsSentBehindTheEchoOfClose() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.accept(hex("89 01 61"), hex("88 00"), hex("89 01 62"), close(1000, "again"));
            assertThat(peer.read(6)).startsWith(0x88, 0x80);
            peer.write(hex("89 01 63"));
            peer.end();
            assertThat(peer.readToEnd()).as("nothing more").isZero();
        })) {
            WebSocketClient client = connect(server, "/", PATIENT);
            assertThat(events(2)).containsExactly("opened", "closed 1005  [0]");
            assertThat(onLoop(() -> sendText(client, "late"))).isFalse();
            server.join();
        }
    }

    @Test
    void ourCloseIsAnsweredAndMessagesBeforeItAreHeard() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.accept();
            assertThat(peer.readFrame()).isEqualTo(join(hex("81"), utf8("{\"id\":1}")));
            assertThat(peer.readFrame()).isEqualTo(hex("88 03e8"));
            peer.write(join(text("last"), hex("89 01 61"), close(1000, "")));
            peer.end();
            assertThat(peer.readToEnd()).as("nothing more").isZero();
        })) {
            WebSocketClient client = connect(server, "/", PATIENT);
            assertThat(heard.next()).isEqualTo("opened");
            assertThat(onLoop(() -> sendText(client, "{\"id\":1}"))).isTrue();
            onLoop(() -> {
                client.close(1000);
                client.close(1001);
                return sendText(client, "late");
            });
            assertThat(events(2)).containsExactly("text last", "closed 1000  [0]");
            server.join();
        }
    }

    @Test
    void closeThatIsNeverAnswered() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.accept();
            assertThat(peer.readFrame()).isEqualTo(hex("88 0bb8"));
            assertThat(peer.readToEnd()).isZero();
        })) {
            WebSocketClient client = connect(server, "/", CLOSE_SOON);
            assertThat(heard.next()).isEqualTo("opened");
            onLoop(() -> {
                client.close(3000);
                return null;
            });
            assertThat(heard.next()).startsWith("closed 1006 ").contains("in time");
            server.join();
        }
    }

    @ParameterizedTest
    @CsvSource({"81 85 37fa213d 7f9f4d5158, 1002", "c1 00, 1002", "81 01 ff, 1007",
        "82 7f 0000000000200001, 1009", "88 01 03, 1002"})
    void violationEndsTheConnectionWithItsCode(String bytes, int code) throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.accept(text("good"), hex(bytes));
            assertThat(peer.readFrame())
                .isEqualTo(new byte[] {(byte) 0x88, (byte) (code >> 8), (byte) code});
            assertThat(peer.readToEnd()).isZero();
        })) {
            connect(server, "/", CLOSE_SOON);
            assertThat(events(2)).containsExactly("opened", "text good");
            assertThat(heard.next()).startsWith("closed " + code + " ");
            server.join();
        }
    }

    @Test
    void endInsideAFrame() throws Exception {
        try (RawServer server = RawServer.start(
                peer -> peer.accept(text("good"), hex("81 7e 0100 616263")))) {
            connect(server, "/", PATIENT);
            assertThat(events(2)).containsExactly("opened", "text good");
            assertThat(heard.next()).startsWith("closed 1006 ").endsWith("[7]");
        }
    }

    @Test
    void abortDropsAtOnce() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.accept();
            assertThat(peer.readToEnd()).isZero();
        })) {
            WebSocketClient client = connect(server, "/", PATIENT);
            assertThat(heard.next()).isEqualTo("opened");
            onLoop(() -> {
                client.abort();
                client.abort();
                client.close(1000);
                return null;
            });
            assertThat(heard.next()).startsWith("closed 1006 dropped by us");
            server.join();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "403 Forbidden| |{\"msg\":\"WAF\"}|refused 403 -1 Forbidden {\"msg\":\"WAF\"}",
        "418 I'm a teapot|Retry-After: 120|banned until 1"
            + "|refused 418 120 I'm a teapot banned until 1",
        "429 Too Many Requests|retry-after: 3|''|refused 429 3 Too Many Requests",
        "302 Found|Location: /x|''|refused 302 -1 Found",
        "200 OK|Retry-After: soon|hello|refused 200 -1 OK hello",
        "503 Away|Date: Sun, 22 Nov 2026 10:00:00 GMT~Retry-After: Sun, 22 Nov 2026 10:02:05 GMT"
            + "|''|refused 503 125 Away"})
    void refused(String status, String headers, String body, String expected) throws Exception {
        String lines = headers == null ? "" : headers.replace("~", "\r\n") + "\r\n";
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 " + status + "\r\n" + lines + "Content-Length: "
                + utf8(body).length + "\r\n\r\n" + body);
            peer.readToEnd();
        })) {
            connect(server, "/", PATIENT);
            assertThat(heard.next()).isEqualTo(expected);
            server.join();
        }
    }

    @Test
    void refusalWithoutItsWholeBody() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 99\r\n\r\nhalf");
        })) {
            connect(server, "/", PATIENT);
            assertThat(heard.next()).isEqualTo("refused 429 7 Slow half");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Sec-WebSocket-Extensions: permessage-deflate|permessage-deflate",
        "sec-websocket-protocol: mqtt|mqtt"})
    void whatWasNotOffered(String header, String words) throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.write(RawServer.Peer.switching(peer.readHead(), header + "\r\n"));
            assertThat(peer.readToEnd()).isZero();
        })) {
            connect(server, "/", PATIENT);
            assertThat(heard.next()).startsWith("failed ").contains(words, "not offered");
            server.join();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Accept: "
            + "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=|Sec-WebSocket-Accept",
        "Upgrade: websocket~Connection: Upgrade|Sec-WebSocket-Accept",
        "Connection: Upgrade|Upgrade: websocket",
        "Upgrade: websocket|Connection: Upgrade",
        "Upgrade: websockets~Connection: Upgrade|Upgrade: websocket"})
    void handshakeThatIsNone(String headers, String words) throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 101 Switching Protocols\r\n" + headers.replace("~", "\r\n")
                + "\r\n\r\n");
            peer.readToEnd();
        })) {
            connect(server, "/", PATIENT);
            assertThat(heard.next()).startsWith("failed handshake ").contains(words);
            server.join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 101 Swit", "SSH-2.0-OpenSSH_9.2\r\n\r\n"})
    void answerThatIsNoHttp(String answer) throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write(answer);
        })) {
            connect(server, "/", PATIENT);
            assertThat(heard.next()).startsWith("failed ").hasSizeGreaterThan(15);
        }
    }

    @Test
    void handshakeThatIsNeverAnswered() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            assertThat(peer.readToEnd()).isZero();
        })) {
            connect(server, "/", ANSWER_SOON);
            assertThat(heard.next())
                .isEqualTo("failed timed out after 300 ms waiting for the answer");
            server.join();
        }
    }

    @Test
    void connectIntoABlackHole() throws Exception {
        List<SocketChannel> fillers = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Nobody accepts: once the queue is full, the kernel drops further SYNs.
            for (int i = 0; i < 8; i++) {
                SocketChannel filler = SocketChannel.open();
                filler.configureBlocking(false);
                filler.connect(new InetSocketAddress("127.0.0.1", full.getLocalPort()));
                fillers.add(filler);
            }
            connect(URI.create("ws://127.0.0.1:" + full.getLocalPort()), CONNECT_SOON);
            assertThat(heard.next()).startsWith("failed ").contains("timed out");
        } finally {
            for (SocketChannel filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void nobodyListens() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        connect(URI.create("ws://127.0.0.1:" + port), PATIENT);
        assertThat(heard.next()).startsWith("failed ").containsIgnoringCase("refused");
    }

    @Test
    void unknownHost() throws Exception {
        connect(URI.create("ws://no-such-host.invalid/"), PATIENT);
        assertThat(heard.next()).isEqualTo("failed unknown host: no-such-host.invalid");
    }

    @Test
    void abortBeforeItIsOpen() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            asked.countDown();
            assertThat(peer.readToEnd()).isZero();
        })) {
            WebSocketClient client = connect(server, "/", PATIENT);
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            onLoop(() -> {
                client.abort();
                client.close(1000);
                return null;
            });
            assertThat(heard.next()).isEqualTo("failed given up before it was open");
            server.join();
        }
    }

    @Test
    void abortBeforeTheNameIsResolved() throws Exception {
        onLoop(() -> {
            WebSocketClient.open(
                connector, URI.create("ws://localhost:1/"), PATIENT, heard)
                .abort();
            return null;
        });
        assertThat(heard.next()).isEqualTo("failed given up before it was open");
    }

    @Test
    void anotherKindOfUrl() {
        for (String url : List.of("http://h/", "ws:///x", "ws://user@h/", "h:80")) {
            assertThatThrownBy(() -> WebSocketClient.open(
                connector, URI.create(url), PATIENT, heard))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("not a ws");
        }
    }

    @Test
    void nioWhereEpollIsNot() throws Exception {
        try (EventLoops nio = EventLoops.open("test-io", false);
                RawServer server = RawServer.start(peer -> peer.accept(text("by nio")))) {
            Connector byNio = new Connector(nio, ClientTls.systemTrust());
            nio.loop().submit(() -> WebSocketClient.open(
                byNio, uri(server, "/"), PATIENT, heard)).get();
            assertThat(events(2)).containsExactly("opened", "text by nio");
            assertThat(heard.next()).startsWith("closed 1006");
        }
    }

    @Test
    void bytesAllocatedPerReadOfARealSocket() throws Exception {
        int rounds = 3000;
        byte[] burst = join(text("x".repeat(446)), text("y".repeat(446)));
        CountingListener counting = new CountingListener();
        CountDownLatch warm = new CountDownLatch(1);
        try (RawServer server = RawServer.start(peer -> {
            peer.accept();
            for (int i = 0; i < 2 * rounds; i++) {
                peer.write(burst);
                // Answered by a pong, so that each burst is a read of its own.
                peer.write(hex("89 00"));
                peer.read(6);
                if (i == rounds) {
                    warm.countDown();
                    counting.measureFrom(i);
                }
            }
        })) {
            onLoop(() -> WebSocketClient.open(
                connector, uri(server, "/"), PATIENT, counting));
            assertThat(warm.await(60, TimeUnit.SECONDS)).isTrue();
            server.join();
            assertThat(counting.ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(counting.messages).isEqualTo(4L * rounds);
        System.out.println("WebSocketClientTest: " + counting.allocatedBytes / counting.reads
            + " bytes allocated per read pass and pong of a loopback socket, "
            + counting.reads + " passes");
        assertThat(counting.allocatedBytes / counting.reads).isLessThan(1024);
    }

    /** Counts on the loop's thread. */
    private static final class CountingListener implements WebSocketListener {
        final CountDownLatch ended = new CountDownLatch(1);
        volatile long messages;
        volatile long reads;
        volatile long allocatedBytes;
        private volatile boolean measure;
        private long startBytes;
        private long messageCount;

        void measureFrom(int round) {
            measure = round > 0;
        }

        @Override
        public void opened() {
            messageCount = 0;
        }

        @Override
        public void refused(int status, long retryAfterSeconds, String words) {
            throw new AssertionError(words);
        }

        @Override
        public void failed(String words) {
            throw new AssertionError(words);
        }

        @Override
        public void message(DirectBuffer buffer, int offset, int length, boolean text) {
            messageCount++;
        }

        @Override
        public void readComplete() {
            if (measure) {
                long nowBytes = Allocation.ofCurrentThread();
                if (startBytes == 0) {
                    startBytes = nowBytes;
                } else {
                    allocatedBytes = nowBytes - startBytes;
                    reads++;
                }
            }
        }

        @Override
        public void closed(int code, String reason, int incompleteBytes) {
            messages = messageCount;
            ended.countDown();
        }
    }

    private static WebSocketOptions options(int connectMs, int answerMs, int closeMs) {
        return new WebSocketOptions(
            TimeUnit.MILLISECONDS.toNanos(connectMs), TimeUnit.MILLISECONDS.toNanos(answerMs),
            TimeUnit.MILLISECONDS.toNanos(closeMs), WebSocketLimits.DEFAULT);
    }

    private static boolean sendText(WebSocketClient client, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return client.sendText(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    private static URI uri(RawServer server, String path) {
        return URI.create("ws://127.0.0.1:" + server.port() + path);
    }

    private WebSocketClient connect(RawServer server, String path, WebSocketOptions options)
            throws Exception {
        return connect(uri(server, path), options);
    }

    private WebSocketClient connect(URI uri, WebSocketOptions options) throws Exception {
        return onLoop(() -> WebSocketClient.open(connector, uri, options, heard));
    }

    private <T> T onLoop(Callable<T> action) throws Exception {
        return loops.loop().submit(action).get(10, TimeUnit.SECONDS);
    }

    private List<String> events(int count) throws InterruptedException {
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
