package io.tickwire.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.tickwire.transport.netty.RestRequest.Method;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a request that failed, and which ones are made twice. */
class RequestFateTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK";

    private final RecordingListener heard = new RecordingListener();
    private final EventLoops loops = EventLoops.open("test-io");
    private final Connector connector;
    private final RestClient client;

    RequestFateTest() throws IOException {
        connector = new Connector(loops, ClientTls.systemTrust());
        client = new RestClient(connector, 1000);
    }

    @AfterEach
    void onceOnly() {
        loops.close();
        heard.assertNothingMore();
    }

    private static RestRequest request(Method method, RawServer server) {
        return request(method, server.port());
    }

    private static RestRequest request(Method method, int port) {
        return RestRequest.of(method, URI.create("http://127.0.0.1:" + port + "/"));
    }

    private void send(RestClient by, RestRequest request, int timeoutMs) throws Exception {
        loops.loop().submit(() -> by.send(
            request, TimeUnit.MILLISECONDS.toNanos(timeoutMs), heard)).get();
    }

    private String outcome(RestRequest request) throws Exception {
        send(client, request, 10_000);
        return heard.next();
    }

    @Test
    void nobodyListens() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        assertThat(outcome(request(Method.POST, port))).startsWith("failed NOT_SENT ")
            .containsIgnoringCase("refused");
    }

    @Test
    void unknownHost() throws Exception {
        assertThat(outcome(RestRequest.of(Method.POST, URI.create("http://no-such.invalid/"))))
            .isEqualTo("failed NOT_SENT unknown host: no-such.invalid");
    }

    @Test
    void nameServerThatDoesNotAnswer() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        RestClient waiting = new RestClient(
            new Connector(loops, ClientTls.systemTrust(), host -> {
                awaitQuietly(never);
                return new InetAddress[0];
            }), 1000);
        send(waiting, RestRequest.of(Method.POST, URI.create("http://slow.invalid/")), 300);
        assertThat(heard.next())
            .isEqualTo("failed NOT_SENT timed out after 300 ms resolving the host name");
        never.countDown();
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
            send(client, request(Method.POST, full.getLocalPort()), 300);
            assertThat(heard.next()).startsWith("failed NOT_SENT ").contains("timed out");
        } finally {
            for (SocketChannel filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void tlsThatNeverComesAbout() throws Exception {
        AtomicInteger bytes = new AtomicInteger();
        try (RawServer server = RawServer.start(peer -> {
            peer.read(5);
            peer.write("HTTP/1.1 400 Bad Request\r\n\r\n");
        }, peer -> bytes.set(peer.readToEnd()))) {
            RestRequest request = RestRequest.of(
                Method.POST, URI.create("https://localhost:" + server.port() + "/"));
            assertThat(outcome(request)).startsWith("failed NOT_SENT TLS: ");
            send(client, request, 300);
            assertThat(heard.next())
                .isEqualTo("failed NOT_SENT timed out after 300 ms in the TLS handshake");
            server.join();
            assertThat(bytes.get()).as("the client's greeting").isPositive();
        }
    }

    @Test
    void connectionThatEndsBeforeTheRequest() throws Exception {
        EmbeddedChannel channel = new EmbeddedChannel();
        call(Method.POST).connected(channel, null);
        channel.close();
        assertThat(heard.next()).startsWith("failed NOT_SENT ");
    }

    @Test
    void connectionThatIsClosedWhenTheRequestIsWritten() throws Exception {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.close();
        RestCall call = call(Method.POST);
        call.connected(channel, null);
        channel.pipeline().fireChannelActive();
        assertThat(heard.next()).isEqualTo("failed NOT_SENT the connection was closed");
    }

    /** An operating system that takes so many bytes of the request and fails then. */
    @ParameterizedTest
    @CsvSource({"0, NOT_SENT", "1, NO_ANSWER", "100, NO_ANSWER"})
    void writeThatFails(int takenBytes, RequestFate fate) throws Exception {
        EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected void doWrite(ChannelOutboundBuffer out) throws Exception {
                out.removeBytes(takenBytes);
                throw new IOException("broken pipe");
            }
        };
        call(Method.POST).connected(channel, null);
        channel.pipeline().fireChannelActive();
        assertThat(heard.next()).isEqualTo("failed " + fate + " broken pipe");
    }

    /** The same with bytes of which it is not yet known whether they leave. */
    @Test
    void writeThatIsUnderWay() throws Exception {
        EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected void doWrite(ChannelOutboundBuffer out) {
                out.removeBytes(1);
            }
        };
        RestCall call = call(Method.POST);
        call.connected(channel, null);
        channel.pipeline().fireChannelActive();
        call.fail("given up");
        assertThat(heard.next()).isEqualTo("failed NO_ANSWER given up");
    }

    /** As TLS does while its tasks run: it may write the request later. */
    @Test
    void requestThatIsHeldInThePipeline() throws Exception {
        EmbeddedChannel channel = new EmbeddedChannel();
        RestCall call = call(Method.POST);
        call.connected(channel, null);
        channel.pipeline().addAfter(
            channel.pipeline().firstContext().name(), "held", new ChannelOutboundHandlerAdapter() {
                @Override
                public void write(ChannelHandlerContext to, Object bytes, ChannelPromise written) {
                    ReferenceCountUtil.release(bytes);
                }
            });
        channel.pipeline().fireChannelActive();
        call.fail("given up");
        assertThat(heard.next()).isEqualTo("failed NO_ANSWER given up");
    }

    private RestCall call(Method method) {
        return RestCall.onNewConnection(
            client, connector, request(method, 1), heard, RequestFate.NOT_SENT);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void newConnectionThatEndsUnderTheRequest(Method method) throws Exception {
        AtomicInteger requests = new AtomicInteger();
        RawServer.Script silent = peer -> {
            peer.readHead();
            requests.incrementAndGet();
        };
        try (RawServer server = RawServer.start(silent, silent)) {
            assertThat(outcome(request(method, server))).startsWith("failed NO_ANSWER ");
            assertThat(requests).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void keptConnectionThatEndsUnderTheRequest(Method method) throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write(OK);
            peer.readHead();
            requests.incrementAndGet();
        }, peer -> {
            peer.readHead();
            requests.incrementAndGet();
            peer.write(OK);
        })) {
            assertThat(outcome(request(Method.GET, server))).isEqualTo("answered 200 null OK");
            String outcome = outcome(request(method, server));
            if (method == Method.GET) {
                assertThat(outcome).isEqualTo("answered 200 null OK");
                assertThat(requests).hasValue(2);
            } else {
                assertThat(outcome).startsWith("failed NO_ANSWER ").contains("closed");
                assertThat(requests).hasValue(1);
            }
        }
    }

    /** The server's end is on its way, or has come and was not read yet. */
    @ParameterizedTest
    @EnumSource(Method.class)
    void keptConnectionThatTheServerEndsAtTheSameMoment(Method method) throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicInteger more = new AtomicInteger();
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write(OK);
            awaitQuietly(end);
            peer.end();
            ended.countDown();
        }, peer -> {
            peer.readHead();
            more.incrementAndGet();
            peer.write(OK);
        })) {
            assertThat(outcome(request(Method.GET, server))).isEqualTo("answered 200 null OK");
            sendOnceItHasEnded(request(method, server), end, ended);
            if (method == Method.GET) {
                assertThat(heard.next()).isEqualTo("answered 200 null OK");
            } else {
                assertThat(heard.next()).startsWith("failed NO_ANSWER ");
                assertThat(more).hasValue(0);
            }
        }
    }

    /** The operating system knows of the reset and takes no byte: a second attempt is the first. */
    @ParameterizedTest
    @EnumSource(Method.class)
    void keptConnectionThatTheServerHasReset(Method method) throws Exception {
        CountDownLatch reset = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (RawServer server = RawServer.start(
            peer -> resetAfterOne(peer, reset, done), peer -> {
                assertThat(peer.readHead()).startsWith(method + " / ");
                peer.write(OK);
            })) {
            assertThat(outcome(request(Method.GET, server))).isEqualTo("answered 200 null OK");
            sendOnceItHasEnded(request(method, server), reset, done);
            assertThat(heard.next()).isEqualTo("answered 200 null OK");
            server.join();
        }
    }

    @Test
    void keptConnectionThatTheServerHasResetAndNobodyListens() throws Exception {
        CountDownLatch reset = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (RawServer server = RawServer.start(peer -> resetAfterOne(peer, reset, done))) {
            assertThat(outcome(request(Method.GET, server))).isEqualTo("answered 200 null OK");
            server.stopListening();
            sendOnceItHasEnded(request(Method.POST, server), reset, done);
            assertThat(heard.next()).startsWith("failed NOT_SENT ")
                .containsIgnoringCase("refused");
        }
    }

    /** The second attempt was not sent, but the first may have been heard. */
    @Test
    void bothAttemptsCount() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write(OK);
            peer.readHead();
        })) {
            assertThat(outcome(request(Method.GET, server))).isEqualTo("answered 200 null OK");
            server.stopListening();
            assertThat(outcome(request(Method.GET, server))).startsWith("failed NO_ANSWER ")
                .containsIgnoringCase("refused");
        }
    }

    private static void resetAfterOne(
            RawServer.Peer peer, CountDownLatch reset, CountDownLatch done) throws IOException {
        peer.readHead();
        peer.write(OK);
        awaitQuietly(reset);
        peer.reset();
        done.countDown();
    }

    /** Within one task of the loop, which cannot hear of the end before it has written. */
    private void sendOnceItHasEnded(RestRequest request, CountDownLatch end, CountDownLatch ended)
            throws Exception {
        loops.loop().submit(() -> {
            end.countDown();
            awaitQuietly(ended);
            client.send(request, TimeUnit.SECONDS.toNanos(10), heard);
        }).get();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "H", "HTTP/1.1 200 OK~Content-Length: 9~~half", "nonsense~~", "HTTP/1.1 100 Continue~~",
        "HTTP/1.1 200 OK~Content-Length: 1001~~", "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~z~"})
    void answerThatIsNoWholeOne(String answer) throws Exception {
        AtomicInteger requests = new AtomicInteger();
        RawServer.Script script = peer -> {
            peer.readHead();
            requests.incrementAndGet();
            peer.write(answer.replace("~", "\r\n"));
        };
        try (RawServer server = RawServer.start(script, script)) {
            assertThat(outcome(request(Method.POST, server))).startsWith("failed NO_ANSWER ");
            assertThat(requests).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noAnswerInTime(boolean kept) throws Exception {
        AtomicInteger requests = new AtomicInteger();
        RawServer.Script script = peer -> {
            if (kept) {
                peer.readHead();
                peer.write(OK);
            }
            peer.readHead();
            requests.incrementAndGet();
            assertThat(peer.readToEnd()).isZero();
        };
        try (RawServer server = RawServer.start(script, script)) {
            if (kept) {
                assertThat(outcome(request(Method.GET, server)))
                    .isEqualTo("answered 200 null OK");
            }
            send(client, request(Method.POST, server), 300);
            assertThat(heard.next())
                .isEqualTo("failed NO_ANSWER timed out after 300 ms waiting for the answer");
            assertThat(requests).hasValue(1);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
