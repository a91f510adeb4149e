package io.tickwire.transport.netty;

import static io.tickwire.transport.netty.ServerFrames.close;
import static io.tickwire.transport.netty.ServerFrames.frame;
import static io.tickwire.transport.netty.ServerFrames.hex;
import static io.tickwire.transport.netty.ServerFrames.join;
import static io.tickwire.transport.netty.ServerFrames.text;
import static io.tickwire.transport.netty.ServerFrames.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Messages and pings on an open connection. */
class WebSocketClientTest extends ClientRig {
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
            assertThat(events(2)).containsExactly("pong z", "closed 1000  [0]");
            server.join();
        }
    }

    @Test
    void ourPingsAndTheServersPongs() throws Exception {
        String longest = "p".repeat(125);
        try (RawServer server = RawServer.start(peer -> {
            peer.accept();
            assertThat(peer.readFrame()).isEqualTo(hex("89 70696e67"));
            peer.write(hex("8a 04 70696e67 89 01 61 8a 00"));
            assertThat(peer.readFrame()).isEqualTo(hex("8a 61"));
            assertThat(peer.readFrame()).isEqualTo(hex("89"));
            assertThat(peer.readFrame()).isEqualTo(join(hex("89"), utf8(longest)));
            peer.write(frame(0x8a, utf8(longest)));
            assertThat(peer.readFrame()).isEqualTo(hex("88 03e8"));
            peer.write(close(1000, ""));
        })) {
            WebSocketClient client = connect(server, "/", PATIENT);
            assertThat(heard.next()).isEqualTo("opened");
            assertThat(ping(client, "ping")).isTrue();
            assertThat(events(2)).containsExactly("pong ping", "pong ");
            assertThat(ping(client, "") && ping(client, longest)).isTrue();
            assertThat(heard.next()).isEqualTo("pong " + longest);
            onLoop(() -> {
                client.close(1000);
                return null;
            });
            assertThat(ping(client, "late")).isFalse();
            assertThat(heard.next()).isEqualTo("closed 1000  [0]");
            assertThat(ping(client, "later")).isFalse();
            server.join();
        }
    }

    @Test
    void pingThatIsTooLongOrTooEarly() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            assertThat(peer.readToEnd()).isZero();
        })) {
            WebSocketClient client = connect(server, "/", PATIENT);
            assertThat(ping(client, "early")).isFalse();
            assertThatThrownBy(() -> client.sendPing(new UnsafeBuffer(new byte[126]), 0, 126))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("125");
            onLoop(() -> {
                client.abort();
                return null;
            });
            assertThat(heard.next()).isEqualTo("failed given up before it was open");
        }
    }

    private boolean ping(WebSocketClient client, String payload) throws Exception {
        byte[] bytes = utf8(payload);
        return onLoop(() -> client.sendPing(new UnsafeBuffer(bytes), 0, bytes.length));
    }

    @Test
    void everyFrameIsMaskedWithAFreshKeyEmptyOnesToo() throws Exception {
        Set<String> keys = new HashSet<>();
        try (RawServer server = RawServer.start(peer -> {
            peer.accept();
            assertMasked(peer.read(6), hex("81 80"), keys);
            assertMasked(peer.read(11), hex("81 85 48656c6c6f"), keys);
            assertMasked(peer.read(11), hex("81 85 48656c6c6f"), keys);
            peer.write(hex("89 00"));
            assertMasked(peer.read(6), hex("8a 80"), keys);
            peer.write(hex("89 0d 31373931343030303030303030"));
            assertMasked(peer.read(19), hex("8a 8d 31373931343030303030303030"), keys);
            peer.write(hex("88 00"));
            assertMasked(peer.read(6), hex("88 80"), keys);
            peer.end();
            assertThat(peer.readToEnd()).isZero();
        })) {
            WebSocketClient client = connect(server, "/", PATIENT);
            assertThat(heard.next()).isEqualTo("opened");
            assertThat(onLoop(() -> sendText(client, "") && sendText(client, "Hello")
                && sendText(client, "Hello"))).isTrue();
            assertThat(heard.next()).isEqualTo("closed 1005  [0]");
            server.join();
        }
        // Six of 2^32: twice the same comes once in 300 million runs.
        assertThat(keys).hasSize(6);
    }

    /** Header and payload are as expected once unmasked; notes the key. */
    private static void assertMasked(byte[] frame, byte[] expected, Set<String> keys) {
        byte[] plain = Arrays.copyOf(frame, frame.length - 4);
        for (int i = 6; i < frame.length; i++) {
            plain[i - 4] = (byte) (frame[i] ^ frame[2 + (i - 6) % 4]);
        }
        assertThat(plain).isEqualTo(expected);
        keys.add(HexFormat.of().formatHex(frame, 2, 6));
    }

    @Test
    void pingBetweenFragmentsIsAnsweredBeforeTheMessageIsWhole() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.accept(hex("01 03 48656c 8a 02 6f6f 89 01 37"));
            assertThat(peer.readFrame()).isEqualTo(hex("8a 37"));
            peer.write(hex("80 02 6c6f 88 02 03e9"));
            assertThat(peer.readFrame()).isEqualTo(hex("88 03e9"));
        })) {
            connect(server, "/", PATIENT);
            assertThat(events(4)).containsExactly(
                "opened", "pong oo", "text Hello", "closed 1001  [0]");
            server.join();
        }
    }

    @Test
    void whatAServerThatDoesNotReadCannotTakeIsNotSent() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (RawServer server = RawServer.start(peer -> {
            peer.accept();
            assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        })) {
            WebSocketClient client = connect(server, "/", PATIENT);
            assertThat(heard.next()).isEqualTo("opened");
            String large = "x".repeat(60_000);
            int sent = 0;
            while (onLoop(() -> sendText(client, large))) {
                assertThat(++sent).as("texts that nobody reads").isLessThan(1000);
            }
            // A connection that is half open goes at once, though its last frames never went out.
            onLoop(() -> {
                client.abort();
                return null;
            });
            assertThat(heard.next()).isEqualTo("closed 1006 dropped by us [0]");
            over.countDown();
        }
    }
}
