package io.tickwire.transport.recording.unpack;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;

/** Packs test data. */
public enum Packing {
    GZIP {
        @Override
        OutputStream stream(OutputStream out) throws IOException {
            return new GZIPOutputStream(out);
        }
    },
    ZSTD {
        @Override
        OutputStream stream(OutputStream out) throws IOException {
            return ZstdCompressorOutputStream.builder().setOutputStream(out).setChecksum(true)
                .get();
        }
    },
    XZ {
        @Override
        OutputStream stream(OutputStream out) throws IOException {
            return new XZCompressorOutputStream(out);
        }
    },
    BZIP2 {
        @Override
        OutputStream stream(OutputStream out) throws IOException {
            return new BZip2CompressorOutputStream(out);
        }
    },
    /** Blocks as they are, since the library takes seconds to compress even a few. */
    LZ4 {
        private static final int BLOCK_LENGTH = 1 << 16;
        /** Version 1, independent blocks; of at most 64 KiB; checksum of these two. */
        private static final byte[] HEAD =
            {0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, (byte) 0x82};

        @Override
        OutputStream stream(OutputStream out) throws IOException {
            out.write(HEAD);
            return new BufferedOutputStream(new FilterOutputStream(out) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    for (int done = 0; done < length; done += BLOCK_LENGTH) {
                        int block = Math.min(length - done, BLOCK_LENGTH);
                        number(block | 1 << 31);
                        out.write(bytes, offset + done, block);
                    }
                }

                private void number(int number) throws IOException {
                    for (int i = 0; i < 4; i++) {
                        out.write(number >>> 8 * i);
                    }
                }

                @Override
                public void close() throws IOException {
                    number(0);
                    super.close();
                }
            }, BLOCK_LENGTH);
        }
    };

    abstract OutputStream stream(OutputStream out) throws IOException;

    /**
     * Packs bytes into one member.
     *
     * @param content anything
     * @return packed
     */
    public byte[] pack(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = stream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    /**
     * Makes a zip.
     *
     * @param namesAndContents in turns, text and bytes; a name that ends in a slash has no bytes
     * @return the zip
     */
    public static byte[] zip(Object... namesAndContents) throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                out.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                out.write((byte[]) namesAndContents[i + 1]);
                out.closeEntry();
            }
        }
        return zip.toByteArray();
    }

    /**
     * Joins bytes.
     *
     * @param parts in order
     * @return all of them
     */
    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
