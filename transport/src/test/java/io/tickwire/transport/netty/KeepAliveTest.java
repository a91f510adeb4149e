package io.tickwire.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that serve more than one call, against a server of hand-made bytes. */
class KeepAliveTest {
    private static final int MAX_BODY = 1000;
    private static final long FOR_EVER_NS = TimeUnit.HOURS.toNanos(1);

    private final RecordingListener heard = new RecordingListener();
    private final EventLoops loops = EventLoops.open("test-io");

    @AfterEach
    void onceOnly() {
        loops.close();
        heard.assertNothingMore();
    }

    private RestClient client(long idleNs) throws IOException {
        return new RestClient(new Connector(loops, ClientTls.systemTrust()), MAX_BODY, idleNs);
    }

    private void get(RestClient client, RawServer server, int timeoutMs) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/");
        loops.loop().submit(
            () -> client.send(
                RestRequest.get(uri), TimeUnit.MILLISECONDS.toNanos(timeoutMs), heard)).get();
    }

    /** At once: else the second might be asked on the connection that the first has used up. */
    private void getTwo(RestClient client, RawServer server) throws Exception {
        RestRequest request =
            RestRequest.get(URI.create("http://127.0.0.1:" + server.port() + "/"));
        loops.loop().submit(() -> {
            client.send(request, TimeUnit.SECONDS.toNanos(10), heard);
            client.send(request, TimeUnit.SECONDS.toNanos(10), heard);
        }).get();
    }

    private String answerTo(RestClient client, RawServer server) throws Exception {
        get(client, server, 10_000);
        return heard.next();
    }

    private static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static void answer(RawServer.Peer peer, String answer) throws IOException {
        peer.readHead();
        peer.write(answer.replace("~", "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "HTTP/1.1 200 OK~Content-Length: 3~~one",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~o~2~ne~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~one~0~X-Trailer: 1~~",
        "HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 3~~one",
        "HTTP/1.0 200 OK~Connection: keep-alive~Content-Length: 3~~one"})
    void aConnectionServesCallAfterCall(String answer) throws Exception {
        RestClient client = client(FOR_EVER_NS);
        try (RawServer server = RawServer.start(peer -> {
            answer(peer, answer);
            answer(peer, "HTTP/1.1 429 Slow~Content-Length: 3~~two");
            answer(peer, ok("three"));
        })) {
            assertThat(answerTo(client, server)).isEqualTo("answered 200 null one");
            assertThat(answerTo(client, server)).isEqualTo("answered 429 null two");
            assertThat(answerTo(client, server)).isEqualTo("answered 200 null three");
            server.join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "HTTP/1.1 200 OK~Connection: close~Content-Length: 3~~one",
        "HTTP/1.0 200 OK~Content-Length: 3~~one"})
    void aConnectionThatTheServerWantsToEndIsNotKept(String answer) throws Exception {
        RestClient client = client(FOR_EVER_NS);
        try (RawServer server = RawServer.start(peer -> {
            answer(peer, answer);
            assertThat(peer.readToEnd()).isZero();
        }, peer -> answer(peer, ok("two")))) {
            assertThat(answerTo(client, server)).isEqualTo("answered 200 null one");
            assertThat(answerTo(client, server)).isEqualTo("answered 200 null two");
            server.join();
        }
    }

    @Test
    void anAnswerThatLastsToTheEndIsTheLast() throws Exception {
        RestClient client = client(FOR_EVER_NS);
        try (RawServer server = RawServer.start(
            peer -> answer(peer, "HTTP/1.1 200 OK~~one"), peer -> answer(peer, ok("two")))) {
            assertThat(answerTo(client, server)).isEqualTo("answered 200 null one");
            assertThat(answerTo(client, server)).isEqualTo("answered 200 null two");
            server.join();
        }
    }

    @Test
    void callsAtTheSameTimeHaveConnectionsOfTheirOwnWhichAreKept() throws Exception {
        RestClient client = client(FOR_EVER_NS);
        CountDownLatch both = new CountDownLatch(2);
        RawServer.Script together = peer -> {
            peer.readHead();
            both.countDown();
            assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
            peer.write(ok("x"));
            answer(peer, ok("y"));
        };
        try (RawServer server = RawServer.start(together, together)) {
            getTwo(client, server);
            assertThat(List.of(heard.next(), heard.next())).containsOnly("answered 200 null x");
            getTwo(client, server);
            assertThat(List.of(heard.next(), heard.next())).containsOnly("answered 200 null y");
            server.join();
        }
    }

    @Test
    void aConnectionThatEndsUnderARequestIsReplacedOnce() throws Exception {
        RestClient client = client(FOR_EVER_NS);
        try (RawServer server = RawServer.start(peer -> {
            answer(peer, ok("one"));
            peer.readHead();
        }, peer -> answer(peer, ok("two")))) {
            assertThat(answerTo(client, server)).isEqualTo("answered 200 null one");
            assertThat(answerTo(client, server)).isEqualTo("answered 200 null two");
            server.join();
        }
    }

    @Test
    void aNewConnectionThatEndsUnderARequestIsTheEnd() throws Exception {
        RestClient client = client(FOR_EVER_NS);
        try (RawServer server = RawServer.start(peer -> {
            answer(peer, ok("one"));
            peer.readHead();
        }, RawServer.Peer::readHead)) {
            assertThat(answerTo(client, server)).isEqualTo("answered 200 null one");
            assertThat(answerTo(client, server)).startsWith("failed NO_ANSWER ").contains("closed");
            server.join();
        }
    }

    @Test
    void aServerThatClosesAnIdleConnectionIsCalledAnew() throws Exception {
        RestClient client = client(FOR_EVER_NS);
        try (RawServer server = RawServer.start(
            peer -> answer(peer, ok("one")), peer -> answer(peer, ok("two")))) {
            assertThat(answerTo(client, server)).isEqualTo("answered 200 null one");
            assertThat(answerTo(client, server)).isEqualTo("answered 200 null two");
            server.join();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "H|closed", "HTTP/1.1 200 OK~Content-Length: 9~~half|closed",
        "HTTP/1.1 200 OK~Content-Length: 1001~~|longer than 1000 bytes",
        "nonsense~~|HTTP"})
    void anAnswerThatHasBegunIsNeverAskedForAgain(String begun, String reason) throws Exception {
        RestClient client = client(FOR_EVER_NS);
        try (RawServer server = RawServer.start(peer -> {
            answer(peer, ok("one"));
            answer(peer, begun);
        })) {
            assertThat(answerTo(client, server)).isEqualTo("answered 200 null one");
            assertThat(answerTo(client, server)).startsWith("failed NO_ANSWER ").contains(reason);
            server.join();
        }
    }

    @Test
    void noAnswerInTimeEndsTheConnectionAndIsNotAskedForAgain() throws Exception {
        RestClient client = client(FOR_EVER_NS);
        try (RawServer server = RawServer.start(peer -> {
            answer(peer, ok("one"));
            peer.readHead();
            assertThat(peer.readToEnd()).isZero();
        })) {
            assertThat(answerTo(client, server)).isEqualTo("answered 200 null one");
            get(client, server, 300);
            assertThat(heard.next())
                .isEqualTo("failed NO_ANSWER timed out after 300 ms waiting for the answer");
            server.join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X", "HTTP/1.1 200 OK~Content-Length: 3~~bad", "HTTP/1.1 200 OK~~",
        "HTTP/1.1 200 OK~Content-Length: 3~~bHTTP", "HTTP/1.1 500 No~Content-Length: 0~~"})
    void whatStandsBehindAnAnswerIsNeverTheNextOne(String garbage) throws Exception {
        RestClient client = client(FOR_EVER_NS);
        try (RawServer server = RawServer.start(peer -> {
            answer(peer, ok("one") + garbage);
            assertThat(peer.readToEnd()).isZero();
        }, peer -> answer(peer, ok("two")))) {
            assertThat(answerTo(client, server)).isEqualTo("answered 200 null one");
            assertThat(answerTo(client, server)).isEqualTo("answered 200 null two");
            server.join();
        }
    }

    @Test
    void whatComesUnaskedEndsAnIdleConnection() throws Exception {
        RestClient client = client(FOR_EVER_NS);
        CountDownLatch answered = new CountDownLatch(1);
        try (RawServer server = RawServer.start(peer -> {
            answer(peer, ok("one"));
            assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
            peer.write(ok("bad"));
            assertThat(peer.readToEnd()).isZero();
        })) {
            assertThat(answerTo(client, server)).isEqualTo("answered 200 null one");
            answered.countDown();
            server.join();
        }
    }

    @Test
    void aConnectionThatIsIdleForLongIsClosed() throws Exception {
        RestClient client = client(TimeUnit.MILLISECONDS.toNanos(20));
        try (RawServer server = RawServer.start(peer -> {
            answer(peer, ok("one"));
            assertThat(peer.readToEnd()).isZero();
        })) {
            assertThat(answerTo(client, server)).isEqualTo("answered 200 null one");
            server.join();
        }
    }

    @Test
    void onlyAFewAreKept() throws Exception {
        int calls = 18;
        int kept = 16;
        RestClient client = client(FOR_EVER_NS);
        CountDownLatch all = new CountDownLatch(calls);
        CountDownLatch ended = new CountDownLatch(calls - kept);
        RawServer.Script[] scripts = new RawServer.Script[calls];
        Arrays.fill(scripts, (RawServer.Script) peer -> {
            peer.readHead();
            all.countDown();
            assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
            peer.write(ok("x"));
            peer.readToEnd();
            ended.countDown();
        });
        try (RawServer server = RawServer.start(scripts)) {
            for (int i = 0; i < calls; i++) {
                get(client, server, 10_000);
            }
            for (int i = 0; i < calls; i++) {
                assertThat(heard.next()).isEqualTo("answered 200 null x");
            }
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
