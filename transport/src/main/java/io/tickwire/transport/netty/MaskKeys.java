package io.tickwire.transport.netty;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Fresh masking keys that nobody outside can predict (RFC 6455, section 10.3): the key stream of
 * AES in counter mode, keyed once from the system's random source, so that taking a key never
 * waits for that source. Not thread-safe.
 */
final class MaskKeys {
    private static final int KEY_BYTES = 16;
    private static final int BLOCK_BYTES = 4096;

    private final Cipher cipher;
    private final byte[] zeros = new byte[BLOCK_BYTES];
    private final byte[] block = new byte[BLOCK_BYTES];
    private final UnsafeBuffer keys = new UnsafeBuffer(block);
    private int position = BLOCK_BYTES;

    private MaskKeys(Cipher cipher) {
        this.cipher = cipher;
    }

    /** Keyed now. */
    static MaskKeys create() {
        byte[] key = new byte[KEY_BYTES];
        byte[] counter = new byte[KEY_BYTES];
        SecureRandom random = new SecureRandom();
        random.nextBytes(key);
        random.nextBytes(counter);
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
            return new MaskKeys(cipher);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES in counter mode", e);
        }
    }

    int next() {
        if (position == BLOCK_BYTES) {
            refill();
        }
        int key = keys.getInt(position);
        position += Integer.BYTES;
        return key;
    }

    private void refill() {
        try {
            cipher.update(zeros, 0, BLOCK_BYTES, block, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stream cipher fills what it is given", e);
        }
        position = 0;
    }
}
