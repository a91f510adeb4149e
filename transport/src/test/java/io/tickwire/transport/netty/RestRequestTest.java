package io.tickwire.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.transport.netty.RestRequest.Method;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, byte by byte, and what is refused before it gets there. */
class RestRequestTest {
    private static final URI ANY = URI.create("http://h/");
    private static final String SECRET = "k3y-of-the-account";
    private static final String DEFAULTS =
        "user-agent: tickwire\r\naccept: application/json\r\naccept-encoding: gzip\r\n";

    private final RecordingListener heard = new RecordingListener();
    private final EventLoops loops = EventLoops.open("test-io");
    private RestClient client;

    @BeforeEach
    void open() throws IOException {
        client = new RestClient(new Connector(loops, ClientTls.systemTrust()), 1000);
    }

    @AfterEach
    void onceOnly() {
        loops.close();
        heard.assertNothingMore();
    }

    static Stream<Arguments> requests() {
        RequestHeaders keys = RequestHeaders.NONE
            .with("X-Api-Key", SECRET).with("Authorization", "Bearer a.b-c");
        return Stream.of(
            is(Method.GET, request -> request, DEFAULTS + "\r\n"),
            is(Method.GET, request -> request.withHeaders(keys),
                DEFAULTS + "X-Api-Key: " + SECRET + "\r\nAuthorization: Bearer a.b-c\r\n\r\n"),
            is(Method.GET, request -> request.withHeaders(RequestHeaders.NONE
                    .with("content-type", "application/json").with("Accept", "*/*")
                    .with("user-agent", "me").with("X-Empty", "")),
                "accept-encoding: gzip\r\ncontent-type: application/json\r\nAccept: */*\r\n"
                    + "user-agent: me\r\nX-Empty: \r\n\r\n"),
            is(Method.DELETE, request -> request, DEFAULTS + "\r\n"),
            is(Method.POST, request -> request, DEFAULTS + "content-length: 0\r\n\r\n"),
            is(Method.PUT, request -> request, DEFAULTS + "content-length: 0\r\n\r\n"),
            is(Method.POST, request -> request.withForm("a=1&b=%C3%A9+x"),
                DEFAULTS + "content-type: application/x-www-form-urlencoded\r\n"
                    + "content-length: 14\r\n\r\na=1&b=%C3%A9+x"),
            is(Method.POST, request -> request.withJson("{\"a\":\"é\"}").withHeaders(keys),
                DEFAULTS + "X-Api-Key: " + SECRET + "\r\nAuthorization: Bearer a.b-c\r\n"
                    + "content-type: application/json\r\ncontent-length: 10\r\n\r\n"
                    + "{\"a\":\"é\"}"),
            is(Method.PUT, request -> request.withForm("qty=1"),
                DEFAULTS + "content-type: application/x-www-form-urlencoded\r\n"
                    + "content-length: 5\r\n\r\nqty=1"),
            is(Method.DELETE, request -> request.withJson("{}"),
                DEFAULTS + "content-type: application/json\r\ncontent-length: 2\r\n\r\n{}"));
    }

    private static Arguments is(
            Method method, UnaryOperator<RestRequest> change, String behindHost) {
        return Arguments.of(method, change, behindHost);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void exactBytes(Method method, UnaryOperator<RestRequest> change, String behindHost)
            throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            String expected = method + " /api/v1/x?symbol=%42TC&x=1 HTTP/1.1\r\nhost: 127.0.0.1:"
                + peer.socket().getLocalPort() + "\r\n" + behindHost;
            byte[] bytes = ServerFrames.utf8(expected);
            assertThat(peer.read(bytes.length)).asString().isEqualTo(expected);
            peer.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            assertThat(peer.readToEnd()).as("nothing more").isZero();
        })) {
            send(change.apply(RestRequest.of(method, URI.create(
                "http://127.0.0.1:" + server.port() + "/api/v1/x?symbol=%42TC&x=1"))));
            assertThat(heard.next()).isEqualTo("answered 200 null ");
            server.join();
        }
    }

    @Test
    void aBodyOfManyBytesGoesOutWhole() throws Exception {
        String json = "[" + "1234567,".repeat(250_000) + "0]";
        try (RawServer server = RawServer.start(peer -> {
            assertThat(peer.readHead()).contains("content-length: " + json.length() + "\r\n");
            assertThat(peer.read(json.length())).asString().isEqualTo(json);
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1");
            peer.readHead();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n2");
        })) {
            send(RestRequest.of(Method.POST, uri(server)).withJson(json));
            assertThat(heard.next()).isEqualTo("answered 200 null 1");
            send(RestRequest.get(uri(server)));
            assertThat(heard.next()).isEqualTo("answered 200 null 2");
            server.join();
        }
    }

    /** Else the rest of the body would stand before the next request. */
    @Test
    void anAnswerBeforeTheWholeBodyIsWrittenEndsTheConnection() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 413 Big\r\nContent-Length: 1\r\n\r\n1");
            assertThat(peer.readToEnd()).isLessThan(64 << 20);
        }, peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n2");
        })) {
            send(RestRequest.of(Method.POST, uri(server)).withForm("x".repeat(64 << 20)));
            assertThat(heard.next()).isEqualTo("answered 413 null 1");
            send(RestRequest.get(uri(server)));
            assertThat(heard.next()).isEqualTo("answered 200 null 2");
            server.join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        SECRET + "\r\nX-Evil: 1", SECRET + "\n", "\r" + SECRET, SECRET + "\u0000", SECRET + "é",
        SECRET + "\t", SECRET + "\u007f", SECRET + "\u0130"})
    void aValueThatHeadersCannotCarryIsRefusedAndNotShown(String value) {
        assertThatThrownBy(() -> RequestHeaders.NONE.with("x-api-key", value))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("header x-api-key: ").hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", SECRET + ":", SECRET + " x", SECRET + "\r\nX", "é", "x-api-key: " + SECRET})
    void aNameThatIsNoneIsRefusedAndNotShown(String name) {
        assertThatThrownBy(() -> RequestHeaders.NONE.with(name, "x"))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("not a name of a header");
    }

    @Test
    void absentNameOrValue() {
        assertThatThrownBy(() -> RequestHeaders.NONE.with(null, SECRET))
            .isInstanceOf(IllegalArgumentException.class).hasMessage("not a name of a header");
        assertThatThrownBy(() -> RequestHeaders.NONE.with("x-api-key", null))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("x-api-key: ");
    }

    @Test
    void aHeaderTwice() {
        assertThatThrownBy(() -> RequestHeaders.NONE.with("X-Key", SECRET).with("x-keY", "b"))
            .isInstanceOf(IllegalArgumentException.class).hasMessage("header x-keY: given twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-LENGTH", "Transfer-Encoding", "Connection",
        "Accept-Encoding", "Expect", "Upgrade"})
    void headersOfTheClient(String name) {
        RequestHeaders headers = RequestHeaders.NONE.with(name, SECRET);
        assertThatThrownBy(() -> RestRequest.get(ANY).withHeaders(headers))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("header " + name + ": set by the client itself");
    }

    @Test
    void aBodySaysItsOwnType() {
        RequestHeaders headers = RequestHeaders.NONE.with("Content-Type", "text/plain");
        RestRequest post = RestRequest.of(Method.POST, ANY);
        assertThatThrownBy(() -> post.withJson("{}").withHeaders(headers))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Content-Type");
        assertThatThrownBy(() -> post.withHeaders(headers).withForm("a=1"))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Content-Type");
    }

    @Test
    void aGetHasNoBody() {
        assertThatThrownBy(() -> RestRequest.get(ANY).withJson("{}"))
            .isInstanceOf(IllegalArgumentException.class).hasMessage("a GET has no body");
    }

    @Test
    void anotherKindOfUrl() {
        for (String url : List.of("ws://h/?k=" + SECRET, "http:///x?k=" + SECRET,
                "http://" + SECRET + "@h/", "h:80", "http://h/#" + SECRET)) {
            assertThatThrownBy(() -> RestRequest.get(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a http").hasMessageNotContaining(SECRET);
        }
    }

    @Test
    void asTextOnlyMethodAndHost() {
        assertThat(secret("http://h:81/path?signature=" + SECRET)).hasToString("POST h:81");
        assertThat(RequestHeaders.NONE.with("A", SECRET).with("B", SECRET)).hasToString("[A, B]");
    }

    /** A server may answer with what it was sent. */
    @ParameterizedTest
    @ValueSource(strings = {
        "HTTP/1.1 " + SECRET + " OK", SECRET + " 200 OK", "HTTP/1.1 signature=0123abcd OK",
        "HTTP/1.1 200 OK\r\nContent-Length: " + SECRET, "HTTP/1.1 key=password OK"})
    void whatAServerQuotesIsNotShown(String answer) throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.read("key=password".length());
            peer.write(answer + "\r\n\r\n");
        })) {
            send(secret(uri(server) + "?signature=0123abcd"));
            String event = heard.next();
            assertThat(event).startsWith("failed NO_ANSWER ").contains("***");
            assertThat(event.toLowerCase(Locale.ROOT))
                .doesNotContain(SECRET).doesNotContain("0123abcd").doesNotContain("password");
            server.join();
        }
    }

    /** By any part that is long enough not to be found by chance. */
    @ParameterizedTest
    @ValueSource(strings = {"0123abcd", "0123ABCD", "p%2Fq-rs-tu", "p/q-rs-tu", "12345678"})
    void noValueOfAQueryOrFormIsShown(String quoted) {
        String parameters =
            "symbol=A1B2&signature=0123abcd&token=p%2Fq-rs-tu&x=%zz&longer=123456789&y=12345678";
        RestRequest query = RestRequest.of(Method.POST, URI.create(
            "http://h/x?" + parameters.replace("%zz", "z")));
        RestRequest form = RestRequest.of(Method.POST, ANY).withForm(parameters);
        for (RestRequest request : List.of(query, form)) {
            assertThat(request.hideIn("no: " + quoted + "!")).isEqualTo("no: ***!");
            assertThat(request.hideIn("no: 123456789!")).as("whole").isEqualTo("no: ***!");
            assertThat(request.hideIn("no: A1B2, 1234567!")).isEqualTo("no: A1B2, 1234567!");
        }
    }

    @Test
    void noStringOfAJsonBodyIsShown() {
        RestRequest request = RestRequest.of(Method.POST, ANY).withJson(
            "{\"user\":\"1234567\",\"deep\":[{\"pin-name\":\"12345678\",\"n\":1}],"
                + "\"t\":\"a\\u002fb-c-d-e\"}");
        assertThat(request.hideIn("1234567 pin-name 12345678 A/b-c-d-e"))
            .isEqualTo("1234567 pin-name *** ***");
        RestRequest broken = RestRequest.of(Method.POST, ANY)
            .withJson("{\"pin\":\"12345678\",\"more");
        assertThat(broken.hideIn("12345678")).isEqualTo("***");
    }

    private static RestRequest secret(String url) {
        return RestRequest.of(Method.POST, URI.create(url)).withForm("key=password")
            .withHeaders(RequestHeaders.NONE.with("Authorization", "Bearer " + SECRET));
    }

    private static URI uri(RawServer server) {
        return URI.create("http://127.0.0.1:" + server.port() + "/");
    }

    private void send(RestRequest request) throws Exception {
        loops.loop().submit(
            () -> client.send(request, TimeUnit.SECONDS.toNanos(10), heard)).get();
    }
}
