package io.tickwire.transport.netty;

import static io.tickwire.transport.netty.ServerFrames.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What may go wrong before there is anybody to shake hands with. */
class ConnectTest extends ClientRig {
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
        assertThat(heard.next()).isEqualTo("failed connection refused");
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
                connector(), URI.create("ws://localhost:1/"), RequestHeaders.NONE, PATIENT,
                heard)
                .abort();
            return null;
        });
        assertThat(heard.next()).isEqualTo("failed given up before it was open");
    }

    @Test
    void anotherKindOfUrl() {
        for (String url : List.of("http://h/", "ws:///x", "ws://user@h/", "h:80")) {
            assertThatThrownBy(() -> WebSocketClient.open(
                connector(), URI.create(url), RequestHeaders.NONE, PATIENT, heard))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("not a ws");
        }
    }

    @Test
    void nioWhereEpollIsNot() throws Exception {
        try (EventLoops nio = EventLoops.open("test-io", false);
                RawServer server = RawServer.start(peer -> peer.accept(text("by nio")))) {
            Connector byNio = new Connector(nio, ClientTls.systemTrust());
            nio.loop().submit(() -> WebSocketClient.open(
                byNio, uri(server, "/"), RequestHeaders.NONE, PATIENT, heard)).get();
            assertThat(events(2)).containsExactly("opened", "text by nio");
            assertThat(heard.next()).startsWith("closed 1006");
        }
    }

    /** A name server that does not answer holds up neither the I/O thread nor another host. */
    @Test
    void nameServerThatDoesNotAnswer() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Connector slow = new Connector(loops(), ClientTls.systemTrust(), host -> {
            if (host.equals("slow.invalid")) {
                asked.incrementAndGet();
                awaitQuietly(answers);
            }
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        });
        try (RawServer server = RawServer.start(
                peer -> peer.accept(text("fine")), peer -> peer.accept(text("found")))) {
            URI unanswered = URI.create("ws://slow.invalid:" + server.port());
            RecordingListener waiting = new RecordingListener();
            for (int attempt = 1; attempt <= 10; attempt++) {
                onLoop(() -> WebSocketClient.open(
                    slow, unanswered, RequestHeaders.NONE, CONNECT_SOON, waiting));
            }
            onLoop(() -> WebSocketClient.open(
                slow, URI.create("ws://fine.invalid:" + server.port()), RequestHeaders.NONE,
                PATIENT, heard));
            assertThat(events(2)).containsExactly("opened", "text fine");
            assertThat(heard.next()).startsWith("closed 1006");
            for (int attempt = 1; attempt <= 10; attempt++) {
                assertThat(waiting.next())
                    .isEqualTo("failed timed out after 300 ms resolving the host name");
            }
            assertThat(asked).hasValue(1);
            onLoop(() -> WebSocketClient.open(
                slow, unanswered, RequestHeaders.NONE, PATIENT, heard));
            answers.countDown();
            assertThat(events(2)).containsExactly("opened", "text found");
            assertThat(heard.next()).startsWith("closed 1006");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void resolverThatFailsIsAskedAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Connector broken = new Connector(loops(), ClientTls.systemTrust(), host -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("no resolver today");
            }
            throw new UnknownHostException(host);
        });
        URI uri = URI.create("ws://h.invalid/");
        onLoop(() -> WebSocketClient.open(
            broken, uri, RequestHeaders.NONE, PATIENT, heard));
        assertThat(heard.next()).isEqualTo("failed host h.invalid: no resolver today");
        onLoop(() -> WebSocketClient.open(
            broken, uri, RequestHeaders.NONE, PATIENT, heard));
        assertThat(heard.next()).isEqualTo("failed unknown host: h.invalid");
    }

    @Test
    void hostThatWasFoundOnceIsLookedForThereAtOnce() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Connector hanging = new Connector(loops(), ClientTls.systemTrust(), host -> {
            if (asked.incrementAndGet() == 1) {
                return new InetAddress[] {InetAddress.getLoopbackAddress()};
            }
            awaitQuietly(answers);
            throw new UnknownHostException(host);
        });
        try (RawServer server = RawServer.start(
            peer -> peer.accept(text("one")), peer -> peer.accept(text("two")))) {
            URI uri = URI.create("ws://h.invalid:" + server.port());
            for (String message : List.of("one", "two")) {
                onLoop(() -> WebSocketClient.open(
                    hanging, uri, RequestHeaders.NONE, PATIENT, heard));
                assertThat(events(2)).containsExactly("opened", "text " + message);
                assertThat(heard.next()).startsWith("closed 1006");
            }
            answers.countDown();
        }
    }

    @Test
    void nextAddressWhereTheFirstIsNobodys() throws Exception {
        Connector two = new Connector(loops(), ClientTls.systemTrust(), host -> new InetAddress[] {
            InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1")});
        try (RawServer server = RawServer.start(peer -> peer.accept(text("second")))) {
            onLoop(() -> WebSocketClient.open(
                two, URI.create("ws://two.invalid:" + server.port()), RequestHeaders.NONE,
                PATIENT, heard));
            assertThat(events(2)).containsExactly("opened", "text second");
            assertThat(heard.next()).startsWith("closed 1006");
        }
    }
}
