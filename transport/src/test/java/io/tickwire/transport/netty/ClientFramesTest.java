package io.tickwire.transport.netty;

import static io.tickwire.transport.netty.ServerFrames.hex;
import static io.tickwire.transport.netty.ServerFrames.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of ours against the vectors of the RFC and a byte-wise unmasking. */
class ClientFramesTest {
    @ParameterizedTest
    @CsvSource({
        "1, 37fa213d, 48656c6c6f, 8185 37fa213d 7f9f4d5158",
        "8, 01020304, 03e8, 8882 01020304 02ea",
        "10, 00000000, 31373931343030303030303030, "
            + "8a8d 00000000 31373931343030303030303030",
        "1, ffffffff, '', 8180 ffffffff"})
    void vectors(int opcode, String key, String payload, String expected) {
        assertThat(encode(opcode, Integer.parseUnsignedInt(key, 16), hex(payload)))
            .isEqualTo(hex(expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 125, 126, 127, 65535, 65536, 100_003})
    void lengths(int length) {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        int key = 0x9a01fe37;
        byte[] frame = encode(1, key, payload);
        int header = length < 126 ? 2 : length < 65536 ? 4 : 10;
        byte[] plain = ServerFrames.frame(0x81, payload);
        plain[1] |= (byte) 0x80;
        assertThat(frame).startsWith(Arrays.copyOf(plain, header));
        assertThat(frame).hasSize(header + 4 + length);
        byte[] mask = hex("9a01fe37");
        for (int i = 0; i < length; i++) {
            assertThat((byte) (frame[header + 4 + i] ^ mask[i & 3])).isEqualTo(payload[i]);
        }
    }

    @Test
    void keysAreFresh() {
        MaskKeys keys = MaskKeys.create();
        Set<Integer> seen = new HashSet<>();
        int count = 10_000;
        int bits = 0;
        for (int i = 0; i < count; i++) {
            int key = keys.next();
            seen.add(key);
            bits += Integer.bitCount(key);
        }
        // 10,000 of 2^32: about 0.01 doubles expected, more than 5 never.
        assertThat(seen).hasSizeGreaterThan(count - 5);
        assertThat(bits).isBetween(count * 15, count * 17);
        assertThat(MaskKeys.create().next()).isNotEqualTo(MaskKeys.create().next());
    }

    @Test
    void acceptOfTheRfc() {
        assertThat(Upgrade.acceptOf("dGhlIHNhbXBsZSBub25jZQ=="))
            .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(Upgrade.acceptOf("AAECAwQFBgcICQoLDA0ODw=="))
            .isEqualTo("Bz3qJYTGdOe8gUSpLosEdiLKDrk=");
    }

    private static byte[] encode(int opcode, int key, byte[] payload) {
        UnsafeBuffer source = new UnsafeBuffer(ServerFrames.join(utf8("xyz"), payload));
        ByteBuf frame = ClientFrames.encode(
            UnpooledByteBufAllocator.DEFAULT, opcode, key, source, 3, payload.length);
        try {
            return ByteBufUtil.getBytes(frame);
        } finally {
            assertThat(frame.release()).isTrue();
        }
    }
}
