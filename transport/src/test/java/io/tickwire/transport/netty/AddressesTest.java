package io.tickwire.transport.netty;

import static io.tickwire.transport.netty.ServerFrames.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name with two addresses, of which the first lets in and then does not do what it should. */
final class AddressesTest extends ClientRig {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK";
    private static final byte TLS_HANDSHAKE = 0x16;
    private static final long SOON_NS = TimeUnit.MILLISECONDS.toNanos(300);

    private ServerSocket first;
    private ServerSocket second;
    private Connector two;

    @BeforeEach
    void bind() throws IOException {
        first = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.2"));
        second = new ServerSocket(
            first.getLocalPort(), 50, InetAddress.getByName("127.0.0.1"));
        two = new Connector(loops(), ClientTls.systemTrust(), host -> new InetAddress[] {
            InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1")});
    }

    @AfterEach
    void unbind() throws IOException {
        first.close();
        second.close();
    }

    /** What the first address does with a connection. */
    private static RawServer.Script script(String name) {
        return switch (name) {
            case "silent" -> RawServer.Peer::readToEnd;
            case "closes" -> peer -> { };
            case "503" -> answer("503 Unavailable");
            case "403" -> answer("403 Forbidden");
            case "302" -> answer("302 Found");
            case "no HTTP" -> peer -> peer.write("SSH-2.0-x\r\n");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static RawServer.Script answer(String status) {
        return peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
            peer.readToEnd();
        };
    }

    private void open(String scheme) throws Exception {
        onLoop(() -> WebSocketClient.open(
            two, URI.create(scheme + "://two.invalid:" + first.getLocalPort()),
            RequestHeaders.NONE, ANSWER_SOON, heard));
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "closes", "503", "403", "302", "no HTTP"})
    void nextHandshakeGoesToTheOther(String how) throws Exception {
        RawServer.start(first, script(how));
        RawServer.start(second, peer -> peer.accept(text("one")),
            peer -> peer.accept(text("two")));
        open("ws");
        assertThat(heard.next()).startsWith(Character.isDigit(how.charAt(0)) ? "refused"
            : "failed");
        for (String message : List.of("one", "two")) {
            open("ws");
            assertThat(events(2)).containsExactly("opened", "text " + message);
            assertThat(heard.next()).startsWith("closed 1006");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "closes", "no HTTP"})
    void nextTlsHandshakeGoesToTheOther(String how) throws Exception {
        RawServer.start(first, script(how));
        RawServer good = RawServer.start(
            second, peer -> assertThat(peer.read(1)).containsExactly(TLS_HANDSHAKE));
        open("wss");
        assertThat(heard.next()).startsWith("failed ");
        open("wss");
        assertThat(heard.next()).as("no TLS there either").startsWith("failed ");
        good.join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "closes", "503", "403", "302", "no HTTP"})
    void nextCallGoesToTheOther(String how) throws Exception {
        RawServer.start(first, script(how));
        RawServer.start(second, peer -> {
            peer.readHead();
            peer.write(OK);
            peer.readHead();
            peer.write(OK);
        });
        RestClient rest = new RestClient(two, 1000);
        call(rest);
        assertThat(heard.next()).doesNotContain("OK");
        for (int i = 0; i < 2; i++) {
            call(rest);
            assertThat(heard.next()).contains("OK");
        }
    }

    private void call(RestClient rest) throws Exception {
        RestRequest request = RestRequest.get(
            URI.create("http://two.invalid:" + first.getLocalPort() + "/"));
        onLoop(() -> {
            rest.send(request, SOON_NS, heard);
            return null;
        });
    }

    /** Where what we ask or our own address is to blame, and where nobody waits any more. */
    @Test
    void whatIsNoFaultOfTheAddressChangesNothing() throws Exception {
        RawServer.start(first, peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n\r\n");
            peer.readHead();
            peer.write("HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n");
        }, peer -> peer.accept(text("first")));
        RestClient rest = new RestClient(two, 1000);
        call(rest);
        assertThat(heard.next()).contains("429");
        call(rest);
        assertThat(heard.next()).contains("400");
        onLoop(() -> {
            WebSocketClient.open(two,
                URI.create("ws://two.invalid:" + first.getLocalPort()), RequestHeaders.NONE,
                PATIENT, heard).abort();
            return null;
        });
        assertThat(heard.next()).startsWith("failed given up");
        open("ws");
        assertThat(events(2)).containsExactly("opened", "text first");
        assertThat(heard.next()).startsWith("closed 1006");
    }

    @Test
    void whereBothFailTheyTakeTurns() throws Exception {
        RawServer.Script no = answer("503 Unavailable");
        RawServer bad = RawServer.start(first, no, no);
        RawServer worse = RawServer.start(second, no, no);
        for (int i = 0; i < 4; i++) {
            open("ws");
            assertThat(heard.next()).startsWith("refused 503");
        }
        bad.join();
        worse.join();
    }
}
