package io.tickwire.transport.recording.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.commons.io.input.ReaderInputStream;

/** Opens packed text by its content, without seeking, in memory that does not grow with it. */
public final class Unpacker {
    /** How often something may be packed over. */
    public static final int MAX_LAYERS = 4;

    private static final int HEAD_LENGTH = 512;
    private static final int TAR_MAGIC_OFFSET = 257;

    private Unpacker() {
    }

    /**
     * Unpacks whatever is packed.
     *
     * @param packed compressed (gzip, zstd, xz, bzip2, lz4), a zip of one file, or neither, in
     *               UTF-8 or in UTF-16 with a byte order mark
     * @return text in UTF-8; closes the other as well
     * @throws IOException whose message says what it is where it is none of these; while it is
     *                     read, also where and how it is damaged
     */
    public static InputStream unpack(InputStream packed) throws IOException {
        CountedInput input = new CountedInput(packed);
        for (int layers = 0; ; layers++) {
            byte[] head = input.peek(HEAD_LENGTH);
            Compression compression = Compression.of(head);
            if (compression == null && !isZip(head)) {
                InputStream text = text(input, head);
                return layers == 0 ? text : new ReadAhead(text);
            }
            if (layers == MAX_LAYERS) {
                throw new IOException("packed more than " + MAX_LAYERS + " times over");
            }
            input = new CountedInput(compression == null
                ? new ZipStream(input) : new CompressedInput(input, compression));
        }
    }

    /**
     * Whether something is a zip.
     *
     * @param head first bytes of it
     * @return also for one without a file in it
     */
    public static boolean isZip(byte[] head) {
        return begins(head, 0, "PK\3\4") || begins(head, 0, "PK\5\6");
    }

    private static InputStream text(InputStream input, byte[] head) throws IOException {
        boolean isUtf16 = begins(head, 0, "\u00ff\u00fe") || begins(head, 0, "\u00fe\u00ff");
        if (isUtf16 && !begins(head, 0, "\u00ff\u00fe\0\0")) {
            return ReaderInputStream.builder()
                .setReader(new InputStreamReader(input, StandardCharsets.UTF_16))
                .setCharset(StandardCharsets.UTF_8).get();
        }
        String binary = binary(head);
        if (binary != null) {
            throw new IOException(binary);
        }
        return input;
    }

    /** What it is where it is no text; null where it is. */
    private static String binary(byte[] head) {
        if (begins(head, TAR_MAGIC_OFFSET, "ustar")) {
            return "a tar archive, which is not read; unpack it first";
        }
        if (begins(head, 0, "7z\u00bc\u00af")) {
            return "a 7z archive, which is not read; unpack it first";
        }
        if (begins(head, 0, "PAR1")) {
            return "Parquet, which is not read";
        }
        int zeros = 0;
        for (byte next : head) {
            zeros += next == 0 ? 1 : 0;
        }
        if (zeros == 0) {
            return null;
        }
        return zeros >= head.length / 2 - 1 && zeros <= head.length / 2 + 1
            ? "UTF-16 without a byte order mark, or another text with zeros in it; make it UTF-8"
            : "binary data of no known form";
    }

    private static boolean begins(byte[] head, int offset, String magic) {
        if (head.length < offset + magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((head[offset + i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
