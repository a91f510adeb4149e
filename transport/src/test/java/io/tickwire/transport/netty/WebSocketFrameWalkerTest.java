package io.tickwire.transport.netty;

import static io.tickwire.transport.netty.ServerFrames.close;
import static io.tickwire.transport.netty.ServerFrames.frame;
import static io.tickwire.transport.netty.ServerFrames.hex;
import static io.tickwire.transport.netty.ServerFrames.join;
import static io.tickwire.transport.netty.ServerFrames.text;
import static io.tickwire.transport.netty.ServerFrames.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Hand-made bytes, whole, in single bytes, and split at every position. */
class WebSocketFrameWalkerTest {
    private static final WebSocketLimits LIMITS = new WebSocketLimits(200, 300, 3);

    static Stream<Arguments> conversations() {
        String a125 = "a".repeat(125);
        String a126 = "a".repeat(126);
        return Stream.of(
            is("text", hex("81 05 48656c6c6f"), "text Hello"),
            is("binary", hex("82 02 00ff"), "binary 00ff"),
            is("empty", hex("81 00 82 00"), "text ", "binary "),
            is("125", join(hex("81 7d"), utf8(a125)), "text " + a125),
            is("126", join(hex("81 7e 00 7e"), utf8(a126)), "text " + a126),
            is("headers of 125 and 126", join(hex("82 7d"), new byte[125], hex("82 7e 00 7e"),
                new byte[126]), "binary " + "00".repeat(125), "binary " + "00".repeat(126)),
            is("two", join(text("one"), text("two")), "text one", "text two"),
            is("fragments", hex("01 03 48656c 80 02 6c6f"), "text Hello"),
            is("binary fragments", hex("02 01 01 80 01 02"), "binary 0102"),
            is("empty fragments", hex("01 00 00 00 80 00 81 01 61"), "text ", "text a"),
            is("ping between fragments", hex("01 03 48656c 89 01 37 80 02 6c6f"),
                "ping 7", "text Hello"),
            is("controls between all fragments",
                hex("01 00 89 00 00 01 61 8a 00 89 01 62 80 00"), "ping ", "pong ", "ping b",
                "text a"),
            is("ping inside a character", hex("01 01 c3 89 00 80 01 a9"), "ping ", "text é"),
            is("venue's ping", hex("89 0d 31373931343030303030303030"), "ping 1791400000000"),
            is("longest ping", frame(0x89, utf8(a125)), "ping " + a125),
            is("pongs", hex("8a 01 61 8a 00 81 01 62"), "pong a", "pong ", "text b"),
            is("longest pong", frame(0x8a, utf8(a125)), "pong " + a125),
            is("pong of 126", frame(0x8a, utf8(a126)), "violation 1002"),
            is("fragmented pong", hex("0a 00"), "violation 1002"),
            is("close", hex("88 00 81 01 61"), "close 1005 "),
            is("close with code", hex("88 02 03e8"), "close 1000 "),
            is("venue's close", hex("88 13 03f0 546f6f206d616e79207265717565737473"),
                "close 1008 Too many requests"),
            is("longest close", close(4999, "r".repeat(123)), "close 4999 " + "r".repeat(123)),
            is("close between fragments", hex("01 01 61 88 02 03e9"), "close 1001 "),
            is("nothing behind a close", join(close(1000, ""), hex("ff ff"), text("x")),
                "close 1000 "),
            is("masked", hex("81 85 37fa213d 7f9f4d5158"), "violation 1002"),
            is("masked empty", hex("81 80 37fa213d"), "violation 1002"),
            is("masked ping", hex("89 80 37fa213d"), "violation 1002"),
            is("RSV1", hex("c1 07 f248cdc9c90700"), "violation 1002"),
            is("RSV2", hex("a1 00"), "violation 1002"),
            is("RSV3", hex("91 00"), "violation 1002"),
            is("RSV1 on a continuation", hex("01 01 61 c0 01 62"), "violation 1002"),
            is("RSV1 on a ping", hex("c9 00"), "violation 1002"),
            is("fragmented ping", hex("09 00"), "violation 1002"),
            is("fragmented close", hex("08 00"), "violation 1002"),
            is("ping of 126", frame(0x89, utf8(a126)), "violation 1002"),
            is("ping in 8 bytes", hex("89 7f 0000000000000001 61"), "violation 1002"),
            is("close of 126", frame(0x88, utf8(a126)), "violation 1002"),
            is("continuation of nothing", hex("80 01 61"), "violation 1002"),
            is("continuation behind a whole one", hex("81 01 61 80 01 61"), "text a",
                "violation 1002"),
            is("text inside a text", hex("01 01 61 81 01 62"), "violation 1002"),
            is("binary inside a text", hex("01 01 61 82 01 62"), "violation 1002"),
            is("125 in two bytes", join(hex("82 7e 00 7d"), new byte[125]), "violation 1002"),
            is("126 in eight bytes", join(hex("82 7f 000000000000007e"), new byte[126]),
                "violation 1002"),
            is("65535 in eight bytes", hex("82 7f 000000000000ffff"), "violation 1002"),
            is("top bit of the length", hex("82 7f 8000000000000000"), "violation 1002"),
            is("all bits of the length", hex("82 7f ffffffffffffffff"), "violation 1002"),
            is("largest length", hex("82 7f 7fffffffffffffff"), "violation 1009"),
            is("length of 4 GiB and 1", hex("82 7f 0000000100000001"), "violation 1009"),
            is("half a code", hex("88 01 03"), "violation 1002"),
            is("reason is not UTF-8", hex("88 03 03e8 ff"), "violation 1007"),
            is("reason is half a character", hex("88 03 03e8 c3"), "violation 1007"),
            is("text is not UTF-8", hex("81 04 61c328 62"), "violation 1007"),
            is("character never ended", hex("81 01 c3 81 01 61"), "violation 1007"),
            is("not UTF-8 across fragments", hex("01 01 c3 80 01 28"), "violation 1007"),
            is("surrogate", hex("81 03 eda080"), "violation 1007"),
            is("overlong", hex("81 02 c0af"), "violation 1007"),
            is("beyond Unicode", hex("81 04 f4908080"), "violation 1007"),
            is("binary need not be UTF-8", hex("82 01 ff"), "binary ff"),
            is("frame at the limit", frame(0x82, new byte[200]), "binary " + "00".repeat(200)),
            is("frame over the limit", frame(0x82, new byte[201]), "violation 1009"),
            is("message at the limit", join(frame(0x02, new byte[200]),
                frame(0x80, new byte[100])), "binary " + "00".repeat(300)),
            is("message over the limit", join(frame(0x02, new byte[200]),
                frame(0x80, new byte[101])), "violation 1009"),
            is("fragments at the limit", hex("02 01 01 00 01 02 80 01 03"), "binary 010203"),
            is("fragments over the limit", hex("02 01 01 00 01 02 00 00 80 01 03"),
                "violation 1009"),
            is("counts start anew", hex("02 01 01 00 00 80 01 03 02 01 01 00 00 80 01 03"),
                "binary 0103", "binary 0103"),
            is("silence after a violation", hex("83 00 81 01 61 88 00"), "violation 1002"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void sameFromEverySplit(String name, byte[] bytes, List<String> expected) {
        assertThat(walk(bytes, bytes.length)).isEqualTo(expected);
        assertThat(walk(bytes, 1)).as("single bytes").isEqualTo(expected);
        for (int split = 0; split <= bytes.length; split++) {
            Recorder found = new Recorder();
            try (WebSocketFrameWalker walker = new WebSocketFrameWalker(LIMITS, found)) {
                feed(walker, Arrays.copyOf(bytes, split));
                feed(walker, Arrays.copyOfRange(bytes, split, bytes.length));
            }
            assertThat(found.events).as("split at %d", split).isEqualTo(expected);
        }
    }

    @Test
    void everyReservedOpcode() {
        for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
            assertThat(walk(new byte[] {(byte) (0x80 | opcode), 0}, 2))
                .as("opcode %d", opcode).containsExactly("violation 1002");
        }
    }

    @Test
    void everyCloseCode() {
        for (int code = 0; code <= 0xffff; code++) {
            boolean allowed = code >= 1000 && code <= 1014 && code != 1004 && code != 1005
                && code != 1006 || code >= 3000 && code < 5000;
            assertThat(walk(close(code, ""), 4)).as("code %d", code)
                .containsExactly(allowed ? "close " + code + " " : "violation 1002");
        }
    }

    @Test
    void largeMessagesUpToTheDefaultLimit() {
        for (int length : new int[] {65535, 65536, 2 << 20}) {
            byte[] payload = new byte[length];
            new Random(length).nextBytes(payload);
            for (int piece : new int[] {1460, 65536, Integer.MAX_VALUE}) {
                Recorder found = new Recorder();
                try (WebSocketFrameWalker walker =
                        new WebSocketFrameWalker(WebSocketLimits.DEFAULT, found)) {
                    feedInPieces(walker, frame(0x82, payload), piece);
                }
                assertThat(found.last).isEqualTo(payload);
            }
        }
        Recorder found = new Recorder();
        try (WebSocketFrameWalker walker =
                new WebSocketFrameWalker(WebSocketLimits.DEFAULT, found)) {
            feed(walker, hex("82 7f 00000000 00200001"));
        }
        assertThat(found.events).containsExactly("violation 1009");
    }

    @ParameterizedTest
    @CsvSource({"82 7d, 125", "82 7e 00 7e, 126", "82 7e ff ff, 65535",
        "82 7f 00 00 00 00 00 01 00 00, 65536"})
    void headersOfTheLengthsAtEachEdge(String header, int length) {
        Recorder found = new Recorder();
        try (WebSocketFrameWalker walker =
                new WebSocketFrameWalker(WebSocketLimits.DEFAULT, found)) {
            feed(walker, join(hex(header), new byte[length - 1]));
            assertThat(found.events).isEmpty();
            feed(walker, new byte[] {1});
        }
        assertThat(found.last).hasSize(length).endsWith(0, 1);
    }

    @Test
    void incompleteBytesAreCounted() {
        assertThat(incomplete(text("Hello"))).isZero();
        assertThat(incomplete(hex("81"))).isEqualTo(1);
        assertThat(incomplete(hex("81 7e 00"))).isEqualTo(3);
        assertThat(incomplete(hex("81 05 4865"))).isEqualTo(4);
        assertThat(incomplete(hex("01 03 48656c"))).isEqualTo(3);
        assertThat(incomplete(hex("01 03 48656c 80 02 6c"))).isEqualTo(6);
        assertThat(incomplete(hex("01 03 48656c 89 02 37"))).isEqualTo(6);
    }

    @Test
    void stopsAtOnceWhenToldSoByTheHandler() {
        Recorder found = new Recorder();
        WebSocketFrameWalker[] walker = new WebSocketFrameWalker[1];
        walker[0] = new WebSocketFrameWalker(LIMITS, new FrameHandler() {
            @Override
            public void message(DirectBuffer buffer, int offset, int length, boolean text) {
                found.message(buffer, offset, length, text);
                walker[0].stop();
            }

            @Override
            public void ping(DirectBuffer buffer, int offset, int length) {
                found.ping(buffer, offset, length);
            }

            @Override
            public void pong(DirectBuffer buffer, int offset, int length) {
                found.pong(buffer, offset, length);
            }

            @Override
            public void closeFrame(int code, String reason) {
                found.closeFrame(code, reason);
            }

            @Override
            public void violation(int code, String reason) {
                found.violation(code, reason);
            }
        });
        feed(walker[0], join(text("one"), text("two"), close(1000, "")));
        feed(walker[0], text("three"));
        walker[0].close();
        assertThat(found.events).containsExactly("text one");
    }

    @Test
    void randomConversationsInRandomPieces() {
        long seed = System.nanoTime();
        System.out.println("WebSocketFrameWalkerTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<String> expected = new ArrayList<>();
            byte[] bytes = randomConversation(random, expected);
            Recorder found = new Recorder();
            try (WebSocketFrameWalker walker =
                    new WebSocketFrameWalker(WebSocketLimits.DEFAULT, found)) {
                for (int at = 0; at < bytes.length; ) {
                    int next = Math.min(bytes.length, at + 1 + random.nextInt(200));
                    feed(walker, Arrays.copyOfRange(bytes, at, next));
                    at = next;
                }
                assertThat(walker.incompleteBytes()).isZero();
            }
            assertThat(found.events).as("seed %d round %d", seed, round).isEqualTo(expected);
        }
    }

    private static byte[] randomConversation(Random random, List<String> expected) {
        byte[] all = new byte[0];
        for (int i = random.nextInt(20); i >= 0; i--) {
            byte[] payload = new byte[random.nextInt(400)];
            random.nextBytes(payload);
            int frames = 1 + random.nextInt(3);
            for (int f = 0; f < frames; f++) {
                int from = payload.length * f / frames;
                int to = payload.length * (f + 1) / frames;
                int first = (f == frames - 1 ? 0x80 : 0) | (f == 0 ? 2 : 0);
                all = join(all, frame(first, Arrays.copyOfRange(payload, from, to)));
                if (f < frames - 1 && random.nextBoolean()) {
                    all = join(all, frame(0x89, utf8("p" + f)));
                    expected.add("ping p" + f);
                }
            }
            expected.add("binary " + HexFormat.of().formatHex(payload));
        }
        return all;
    }

    private static Arguments is(String name, byte[] bytes, String... expected) {
        return Arguments.of(name, bytes, List.of(expected));
    }

    private static int incomplete(byte[] bytes) {
        try (WebSocketFrameWalker walker = new WebSocketFrameWalker(LIMITS, new Recorder())) {
            feed(walker, bytes);
            return walker.incompleteBytes();
        }
    }

    private static List<String> walk(byte[] bytes, int piece) {
        Recorder found = new Recorder();
        try (WebSocketFrameWalker walker = new WebSocketFrameWalker(LIMITS, found)) {
            feedInPieces(walker, bytes, piece);
        }
        return found.events;
    }

    private static void feedInPieces(WebSocketFrameWalker walker, byte[] bytes, int piece) {
        for (long at = 0; at < bytes.length; at += piece) {
            feed(walker, Arrays.copyOfRange(
                bytes, (int) at, (int) Math.min(bytes.length, at + piece)));
        }
    }

    /** From off-heap memory at an odd offset, overwritten afterwards. */
    private static void feed(WebSocketFrameWalker walker, byte[] bytes) {
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length + 3));
        buffer.putBytes(3, bytes);
        walker.read(buffer, 3, bytes.length);
        buffer.setMemory(0, buffer.capacity(), (byte) 0x55);
    }

    private static final class Recorder implements FrameHandler {
        final List<String> events = new ArrayList<>();
        byte[] last;

        @Override
        public void message(DirectBuffer buffer, int offset, int length, boolean text) {
            last = bytes(buffer, offset, length);
            events.add(text ? "text " + string(last) : "binary " + HexFormat.of().formatHex(last));
        }

        @Override
        public void ping(DirectBuffer buffer, int offset, int length) {
            events.add("ping " + string(bytes(buffer, offset, length)));
        }

        @Override
        public void pong(DirectBuffer buffer, int offset, int length) {
            events.add("pong " + string(bytes(buffer, offset, length)));
        }

        @Override
        public void closeFrame(int code, String reason) {
            events.add("close " + code + " " + reason);
        }

        @Override
        public void violation(int code, String reason) {
            assertThat(reason).isNotBlank();
            events.add("violation " + code);
        }

        private static byte[] bytes(DirectBuffer buffer, int offset, int length) {
            byte[] copy = new byte[length];
            buffer.getBytes(offset, copy);
            return copy;
        }

        private static String string(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
