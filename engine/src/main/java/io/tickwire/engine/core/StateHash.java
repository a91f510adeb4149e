package io.tickwire.engine.core;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.agrona.DirectBuffer;

/** Hash of the whole state, as printed in verdict lines. Allocates; not for the hot path. */
public final class StateHash {
    private static final int SHOWN_BYTES = 8;

    private StateHash() {
    }

    /**
     * The first 8 bytes of the SHA-256.
     *
     * @param state  canonical bytes, from offset 0
     * @param length how many
     * @return 16 hexadecimal digits
     */
    public static String of(DirectBuffer state, int length) {
        byte[] bytes = new byte[length];
        state.getBytes(0, bytes);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, SHOWN_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
