package io.tickwire.transport.netty;

import static io.tickwire.transport.netty.ServerFrames.close;
import static io.tickwire.transport.netty.ServerFrames.hex;
import static io.tickwire.transport.netty.ServerFrames.join;
import static io.tickwire.transport.netty.ServerFrames.text;
import static io.tickwire.transport.netty.ServerFrames.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections end: RFC 6455, sections 5.5.1 and 7. */
class ClosingTest extends ClientRig {
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

    @Test
    void venueClosesForOurBehaviour() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.accept(hex("88 13 03f0 546f6f206d616e79207265717565737473"));
            assertThat(peer.readFrame()).isEqualTo(hex("88 03f0"));
        })) {
            connect(server, "/", PATIENT);
            assertThat(events(2)).containsExactly("opened", "closed 1008 Too many requests [0]");
            server.join();
        }
    }

    @Test
    void reasonCannotForgeALineOfALog() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.accept(close(1011, "a\n2026 INFO all well\u001b[2J\u0085\u202eb"));
            peer.readFrame();
        })) {
            connect(server, "/", PATIENT);
            assertThat(events(2)).containsExactly(
                "opened", "closed 1011 a 2026 INFO all well [2J b [0]");
            server.join();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65536 + 1000})
    void codesThatAreNeverSent(int code) throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.accept();
            assertThat(peer.readFrame()).isEqualTo(hex("88 03e8"));
        })) {
            WebSocketClient client = connect(server, "/", PATIENT);
            assertThat(heard.next()).isEqualTo("opened");
            onLoop(() -> {
                assertThatThrownBy(() -> client.close(code))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Integer.toString(code));
                client.close(1000);
                return null;
            });
            assertThat(heard.next()).startsWith("closed 1006 ");
            server.join();
        }
    }

    /** The literal vector: 1000 under the key 01020304 is 02ea; whatever the key is, it unmasks. */
    @Test
    void closeOf1000OnTheWire() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.accept();
            byte[] frame = peer.read(8);
            assertThat(frame).startsWith(0x88, 0x82);
            assertThat(new int[] {(frame[6] ^ frame[2]) & 0xff, (frame[7] ^ frame[3]) & 0xff})
                .containsExactly(0x03, 0xe8);
            peer.write(hex("88 02 03e8"));
        })) {
            WebSocketClient client = connect(server, "/", PATIENT);
            assertThat(heard.next()).isEqualTo("opened");
            onLoop(() -> {
                client.close(CloseCode.NORMAL);
                return null;
            });
            assertThat(heard.next()).isEqualTo("closed 1000  [0]");
            server.join();
        }
    }

    @Test
    void resetInsideAFrame() throws Exception {
        CountDownLatch good = new CountDownLatch(1);
        try (RawServer server = RawServer.start(peer -> {
            peer.accept(text("good"), hex("81 7e 0100 616263"));
            assertThat(good.await(10, TimeUnit.SECONDS)).isTrue();
            peer.reset();
        })) {
            connect(server, "/", PATIENT);
            assertThat(events(2)).containsExactly("opened", "text good");
            heard.awaitReadPass();
            good.countDown();
            assertThat(heard.next()).startsWith("closed 1006 ").containsIgnoringCase("reset")
                .endsWith("[7]");
            server.join();
        }
    }

    @Test
    void closeThatCannotEvenBeSentToAServerThatDoesNotRead() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (RawServer server = RawServer.start(peer -> {
            peer.accept();
            assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        })) {
            WebSocketClient client = connect(server, "/", options(30_000, 30_000, 300));
            assertThat(heard.next()).isEqualTo("opened");
            String large = "x".repeat(60_000);
            onLoop(() -> {
                boolean room = true;
                while (room) {
                    room = sendText(client, large);
                }
                client.close(1000);
                return null;
            });
            assertThat(heard.next()).startsWith("closed 1006 ").contains("in time");
            over.countDown();
        }
    }
}
