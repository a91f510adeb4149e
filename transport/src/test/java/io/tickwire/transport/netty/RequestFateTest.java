package io.tickwire.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.transport.netty.RestRequest.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a request that failed on a new connection. */
class RequestFateTest extends RestRig {
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
            }), MAX_BODY);
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
                assertThat(outcome(request(Method.GET, server))).isEqualTo("answered 200 null OK");
            }
            send(client, request(Method.POST, server), 300);
            assertThat(heard.next())
                .isEqualTo("failed NO_ANSWER timed out after 300 ms waiting for the answer");
            assertThat(requests).hasValue(1);
        }
    }
}
