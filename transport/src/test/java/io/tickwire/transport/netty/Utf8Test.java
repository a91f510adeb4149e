package io.tickwire.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The JDK's strict decoder is the oracle. */
class Utf8Test {
    private static final CharsetDecoder DECODER = StandardCharsets.UTF_8.newDecoder();
    private static final CharBuffer CHARS = CharBuffer.allocate(1000);

    @Test
    void allOfThreeBytes() {
        byte[] bytes = new byte[3];
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        // Every lead byte with every second byte and the edges of a third.
        int[] thirds = {0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff};
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                for (int third : thirds) {
                    bytes[0] = (byte) first;
                    bytes[1] = (byte) second;
                    bytes[2] = (byte) third;
                    check(buffer, bytes, 3);
                }
                for (int length = 0; length < 3; length++) {
                    check(buffer, bytes, length);
                }
            }
        }
    }

    @Test
    void edgesOfFourBytes() {
        int[] edges = {0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff};
        byte[] bytes = new byte[4];
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        for (int first = 0xe0; first < 256; first++) {
            for (int a : edges) {
                for (int b : edges) {
                    for (int c : edges) {
                        bytes[0] = (byte) first;
                        bytes[1] = (byte) a;
                        bytes[2] = (byte) b;
                        bytes[3] = (byte) c;
                        check(buffer, bytes, 4);
                    }
                }
            }
        }
    }

    @Test
    void damagedTextsAtEveryOffset() {
        long seed = System.nanoTime();
        System.out.println("Utf8Test seed " + seed);
        Random random = new Random(seed);
        byte[] good = "{\"s\":\"BTCUSDT\",\"n\":\"Ünïcödé 龍 \uD83D\uDE80 ascii again 0123456789\"}"
            .repeat(3).getBytes(StandardCharsets.UTF_8);
        UnsafeBuffer direct = new UnsafeBuffer(ByteBuffer.allocateDirect(good.length));
        for (int round = 0; round < 40_000; round++) {
            byte[] bytes = good.clone();
            for (int i = random.nextInt(3); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            int from = random.nextInt(20);
            int length = random.nextInt(bytes.length - from);
            boolean expected = oracle(bytes, from, length);
            assertThat(Utf8.isValid(new UnsafeBuffer(bytes), from, length))
                .as("seed %d round %d", seed, round).isEqualTo(expected);
            direct.putBytes(0, bytes);
            assertThat(Utf8.isValid(direct, from, length))
                .as("outside the heap, seed %d round %d", seed, round).isEqualTo(expected);
        }
    }

    private static void check(UnsafeBuffer buffer, byte[] bytes, int length) {
        boolean expected = oracle(bytes, 0, length);
        if (Utf8.isValid(buffer, 0, length) != expected) {
            assertThat(bytes).as("length %d", length).isEqualTo("valid: " + expected);
        }
    }

    private static boolean oracle(byte[] bytes, int from, int length) {
        DECODER.reset();
        CHARS.clear();
        return !DECODER.decode(ByteBuffer.wrap(bytes, from, length), CHARS, true).isError();
    }
}
