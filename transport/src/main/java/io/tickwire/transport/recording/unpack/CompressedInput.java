package io.tickwire.transport.recording.unpack;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Content of compressed members, one behind the other, as {@code cat a.gz b.gz} makes them. Zeros
 * behind a member, which tapes and preallocated files leave, are passed over; anything else there
 * is damage.
 */
final class CompressedInput extends Layer {
    private final InputStream packed;
    private Compression compression;
    private InputStream member;
    private IOException postponed;

    CompressedInput(CountedInput input, Compression first) {
        super(input);
        compression = first;
        packed = new FilterInputStream(input) {
            @Override
            public void close() {
                // A member at its end closes what others are still behind.
            }
        };
    }

    @Override
    int unpack(byte[] into, int offset, int length) throws IOException {
        if (postponed != null) {
            throw postponed;
        }
        while (compression != null) {
            if (member == null) {
                member = compression.member(packed);
            }
            int read = compression.losesOnError() ? singly(into, offset, length)
                : member.read(into, offset, length);
            if (read > 0) {
                return read;
            }
            member.close();
            member = null;
            compression = following();
        }
        return -1;
    }

    private int singly(byte[] into, int offset, int length) throws IOException {
        int read = 0;
        try {
            while (read < length) {
                int next = member.read();
                if (next < 0) {
                    break;
                }
                into[offset + read++] = (byte) next;
            }
        } catch (IOException damaged) {
            if (read == 0) {
                throw damaged;
            }
            postponed = damaged;
        }
        return read;
    }

    private Compression following() throws IOException {
        CountedInput input = input();
        int next;
        do {
            input.mark(1);
            next = input.read();
        } while (next == 0);
        if (next < 0) {
            return null;
        }
        input.reset();
        Compression following = Compression.of(input.peek(Compression.HEAD_LENGTH));
        if (following == null) {
            throw new DamagedException("what follows the compressed data at byte "
                + input.offset() + " is not compressed", null);
        }
        return following;
    }

    @Override
    public void close() throws IOException {
        if (member != null) {
            member.close();
        }
        super.close();
    }
}
