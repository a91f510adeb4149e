package io.tickwire.transport.recording.unpack;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.tukaani.xz.SingleXZInputStream;

/** The compressions that are read, told by their first bytes. */
enum Compression {
    /** RFC 1952. */
    GZIP(false) {
        @Override
        boolean begins(byte[] head) {
            return hasAt(head, 0, 0x1f, 0x8b);
        }

        @Override
        InputStream member(InputStream packed) throws IOException {
            return new GzipMember(packed);
        }
    },
    /** RFC 8878; a skippable frame is one of sixteen. */
    ZSTD(false) {
        @Override
        boolean begins(byte[] head) {
            return hasAt(head, 0, 0x28, 0xb5, 0x2f, 0xfd)
                || hasAt(head, 1, 0x2a, 0x4d, 0x18) && (head[0] & 0xf0) == 0x50;
        }

        @Override
        InputStream member(InputStream packed) {
            return new ZstdMember(packed);
        }
    },
    /** The .xz file format 1.2.1, section 2.1.1. */
    XZ(false) {
        @Override
        boolean begins(byte[] head) {
            return hasAt(head, 0, 0xfd, '7', 'z', 'X', 'Z', 0);
        }

        @Override
        InputStream member(InputStream packed) throws IOException {
            return new SingleXZInputStream(packed, MAX_XZ_MEMORY_KIB);
        }
    },
    /** Level, then the first byte of a block or of the end. */
    BZIP2(true) {
        @Override
        boolean begins(byte[] head) {
            return hasAt(head, 0, 'B', 'Z', 'h')
                && (hasAt(head, 4, 0x31, 0x41) || hasAt(head, 4, 0x17, 0x72));
        }

        @Override
        InputStream member(InputStream packed) throws IOException {
            return new BZip2CompressorInputStream(packed);
        }
    },
    /** The LZ4 frame format 1.6. */
    LZ4(true) {
        @Override
        boolean begins(byte[] head) {
            return hasAt(head, 0, 0x04, 0x22, 0x4d, 0x18);
        }

        @Override
        InputStream member(InputStream packed) throws IOException {
            return new FramedLZ4CompressorInputStream(packed);
        }
    };

    /** Enough to tell them. */
    static final int HEAD_LENGTH = 6;

    /** What {@code xz -9} needs is 65 MiB. */
    private static final int MAX_XZ_MEMORY_KIB = 128 << 10;

    private final boolean losesOnError;

    Compression(boolean losesOnError) {
        this.losesOnError = losesOnError;
    }

    /** Null where it is none of them. */
    static Compression of(byte[] head) {
        for (Compression compression : values()) {
            if (compression.begins(head)) {
                return compression;
            }
        }
        return null;
    }

    abstract boolean begins(byte[] head);

    /**
     * Unpacks one member, which may be followed by others.
     *
     * @param packed stands at its begin and, when all is read, behind its end; supports marks of
     *               up to 64 KiB
     * @return content of the member alone
     * @throws IOException if it is damaged
     */
    abstract InputStream member(InputStream packed) throws IOException;

    /** Whether a read of many bytes that fails gives none of those before the failure. */
    boolean losesOnError() {
        return losesOnError;
    }

    static boolean hasAt(byte[] head, int offset, int... magic) {
        if (head.length < offset + magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[offset + i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
