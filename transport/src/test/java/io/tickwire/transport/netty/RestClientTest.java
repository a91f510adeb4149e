package io.tickwire.transport.netty;

import static io.tickwire.transport.netty.ServerFrames.join;
import static io.tickwire.transport.netty.ServerFrames.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a server of plain sockets and hand-made bytes. */
class RestClientTest {
    private static final int MAX_BODY = 1000;

    private final RecordingListener heard = new RecordingListener();
    private final EventLoops loops = EventLoops.open("test-io");
    private RestClient client;

    @BeforeEach
    void open() throws IOException {
        client = new RestClient(new Connector(loops, ClientTls.systemTrust()), MAX_BODY);
    }

    @AfterEach
    void onceOnly() {
        loops.close();
        heard.assertNothingMore();
    }

    @Test
    void answerWithHeaders() throws Exception {
        String[] head = new String[1];
        try (RawServer server = RawServer.start(peer -> {
            head[0] = peer.readHead();
            peer.write("HTTP/1.1 200 OK\r\nX-Weight: 17\r\nContent-Length: 8\r\n\r\n{\"a\":");
            peer.write("1}\n");
        })) {
            get(server, "/fapi/v1/ping?symbol=%42TC&x=1", 10_000);
            assertThat(heard.next()).isEqualTo("answered 200 17 {\"a\":1}\n");
            server.join();
            assertThat(head[0].toLowerCase(Locale.ROOT))
                .startsWith("get /fapi/v1/ping?symbol=%42tc&x=1 ")
                .contains("\r\naccept-encoding: gzip\r\n")
                .contains("\r\nhost: 127.0.0.1:" + server.port() + "\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HTTP/1.1 429 Slow~X-Weight: 9~Content-Length: 4~~{\"\"}|answered 429 9 {\"\"}",
        "HTTP/1.1 404 No~Content-Length: 0~~|answered 404 null ''",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~abc~2~de~0~~|answered 200 null abcde",
        // Not asked for: whoever reads it sees that it is none of his.
        "HTTP/1.1 200 OK~Content-Encoding: zstd~Content-Length: 4~~abcd|answered 200 null abcd",
        "HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 1~~x|answered 200 null x",
        "HTTP/1.1 200 OK~~until the end|answered 200 null until the end"})
    void shapesOfAnswers(String answer, String expected) throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write(answer.replace("~", "\r\n"));
        })) {
            get(server, "/", 10_000);
            assertThat(heard.next()).isEqualTo(expected.replace("''", ""));
        }
    }

    /** Beside the filler 20 characters of headers, 13 of the status line. */
    @ParameterizedTest
    @CsvSource({"header,9000,true", "header,65516,true", "header,65517,false",
        "status,65523,true", "status,65524,false"})
    void aHeadOf64KiBIsTakenAndOneThatIsLongerIsNot(String where, int length, boolean taken)
        throws Exception {
        String filler = "x".repeat(length);
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 200 " + (where.equals("status") ? filler : "OK") + "\r\n"
                + "Content-Length: 2\r\n"
                + (where.equals("header") ? "A: " + filler + "\r\n" : "") + "\r\n{}");
        })) {
            get(server, "/", 10_000);
            String answer = heard.next();
            if (taken) {
                assertThat(answer).isEqualTo("answered 200 null {}");
            } else {
                assertThat(answer).contains("longer than 65536 bytes").doesNotContain("xxx");
            }
        }
    }

    @Test
    void gzip() throws Exception {
        String text = "[1,2,3]".repeat(MAX_BODY / 7);
        byte[] zipped = zip(text);
        try (RawServer server = gzipServer(zipped)) {
            get(server, "/", 10_000);
            assertThat(heard.next()).isEqualTo("answered 200 null " + text);
        }
    }

    @ParameterizedTest
    @EnumSource(RestRequest.Method.class)
    void gzipInAnswerToAnyMethod(RestRequest.Method method) throws Exception {
        try (RawServer server = gzipServer(zip("[\"zipped\"]"))) {
            loops.loop().submit(() -> client.send(
                RestRequest.of(method, URI.create("http://127.0.0.1:" + server.port() + "/x")),
                TimeUnit.SECONDS.toNanos(10), heard)).get();
            assertThat(heard.next()).isEqualTo("answered 200 null [\"zipped\"]");
        }
    }

    @Test
    void gzipThatUnpacksBeyondTheLimit() throws Exception {
        try (RawServer server = gzipServer(zip("0".repeat(5_000_000)))) {
            get(server, "/", 10_000);
            assertThat(heard.next()).startsWith("failed NO_ANSWER ");
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, true", "1001, false"})
    void bodyAtTheLimitAndOnePast(int length, boolean taken) throws Exception {
        for (boolean announced : new boolean[] {true, false}) {
            String body = "x".repeat(length);
            try (RawServer server = RawServer.start(peer -> {
                peer.readHead();
                peer.write("HTTP/1.1 200 OK\r\n"
                    + (announced ? "Content-Length: " + length + "\r\n\r\n" : "\r\n") + body);
            })) {
                get(server, "/", 10_000);
                String event = heard.next();
                if (taken) {
                    assertThat(event).isEqualTo("answered 200 null " + body);
                } else {
                    assertThat(event).startsWith("failed NO_ANSWER ")
                        .contains("longer than 1000 bytes");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HTTP/1.1 200 OK~Content-Length: 9~~half|closed",
        "''|closed",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~abc~|closed",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~zz~|chunk size",
        "HTTP/1.1 200 OK~Content-Encoding: gzip~Content-Length: 14~~nope nope nope|GZIP",
        "nonsense~~|HTTP"})
    void answersThatAreNone(String answer, String reason) throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write(answer.replace("~", "\r\n"));
        })) {
            get(server, "/", 10_000);
            assertThat(heard.next()).startsWith("failed NO_ANSWER ").containsIgnoringCase(reason);
        }
    }

    @Test
    void noAnswerInTime() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
            peer.readToEnd();
        })) {
            get(server, "/", 300);
            assertThat(heard.next())
                .isEqualTo("failed NO_ANSWER timed out after 300 ms waiting for the answer");
            server.join();
        }
    }

    @Test
    void unknownHost() throws Exception {
        get(URI.create("http://no-such-host.invalid/"), 10_000);
        assertThat(heard.next()).isEqualTo("failed NOT_SENT unknown host: no-such-host.invalid");
    }

    private static RawServer gzipServer(byte[] zipped) {
        return RawServer.start(peer -> {
            peer.readHead();
            peer.write(join(utf8("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                + zipped.length + "\r\n\r\n"), zipped));
            peer.readToEnd();
        });
    }

    private static byte[] zip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(utf8(text));
        }
        return bytes.toByteArray();
    }

    private void get(RawServer server, String target, int timeoutMs) throws Exception {
        get(URI.create("http://127.0.0.1:" + server.port() + target), timeoutMs);
    }

    private void get(URI uri, int timeoutMs) throws Exception {
        loops.loop().submit(
            () -> client.send(
                RestRequest.get(uri), TimeUnit.MILLISECONDS.toNanos(timeoutMs), heard)).get();
    }
}
