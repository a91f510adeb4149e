package io.tickwire.transport.recording.unpack;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * One member of RFC 1952. The JDK's stream takes what follows a member for its end, whatever it is,
 * and others lose what they inflated before an error.
 */
final class GzipMember extends InputStream {
    private static final int BUFFER_LENGTH = 8192;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;
    /** Time, and what made it on which system. */
    private static final int UNUSED_LENGTH = 6;

    private final InputStream packed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[BUFFER_LENGTH];
    private int filled;
    private boolean ended;

    GzipMember(InputStream packed) throws IOException {
        this.packed = packed;
        packed.skipNBytes(2);
        if (next() != DEFLATE) {
            throw new IOException("not deflated");
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw new IOException("flags that nobody knows");
        }
        packed.skipNBytes(UNUSED_LENGTH);
        if ((flags & EXTRA) != 0) {
            packed.skipNBytes(number(2));
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            packed.skipNBytes(2);
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (!ended) {
            int read = inflate(into, offset, length);
            if (read > 0) {
                checksum.update(into, offset, read);
                return read;
            }
            if (inflater.finished()) {
                ended = true;
                // Back to what the inflater has not used.
                packed.reset();
                packed.skipNBytes(filled - inflater.getRemaining());
                checkTrailer();
            } else if (inflater.needsDictionary()) {
                throw new IOException("needs a dictionary");
            } else {
                packed.mark(BUFFER_LENGTH);
                filled = packed.read(buffer);
                if (filled < 0) {
                    throw new EOFException();
                }
                inflater.setInput(buffer, 0, filled);
            }
        }
        return -1;
    }

    private int inflate(byte[] into, int offset, int length) throws IOException {
        try {
            return inflater.inflate(into, offset, length);
        } catch (DataFormatException damaged) {
            throw new IOException(damaged.getMessage(), damaged);
        }
    }

    private void checkTrailer() throws IOException {
        if (number(4) != checksum.getValue()) {
            throw new IOException("checksum of the content differs");
        }
        if (number(4) != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new IOException("length of the content differs");
        }
    }

    private int next() throws IOException {
        int next = packed.read();
        if (next < 0) {
            throw new EOFException();
        }
        return next;
    }

    /** Little-endian. */
    private long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) next() << 8 * i;
        }
        return number;
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            continue;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
