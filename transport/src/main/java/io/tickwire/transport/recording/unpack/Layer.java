package io.tickwire.transport.recording.unpack;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * What comes out of one packing. Whatever goes wrong is told with the offset in what went in, and
 * told again by each further read.
 */
abstract class Layer extends InputStream {
    private final CountedInput input;
    private final byte[] one = new byte[1];
    private DamagedException damage;

    Layer(CountedInput input) {
        this.input = input;
    }

    /**
     * Unpacks on; what was unpacked before an error is not lost with it.
     *
     * @param into   bytes
     * @param offset of the first one
     * @param length 1 or more
     * @return how many, at least 1; -1 at the end
     * @throws IOException if that is not possible
     */
    abstract int unpack(byte[] into, int offset, int length) throws IOException;

    CountedInput input() {
        return input;
    }

    @Override
    public final int read(byte[] into, int offset, int length) throws IOException {
        if (damage != null) {
            throw damage;
        }
        try {
            return length == 0 ? 0 : unpack(into, offset, length);
        } catch (DamagedException known) {
            damage = known;
        } catch (EOFException cut) {
            damage = new DamagedException(
                "ends at byte " + input.offset() + ", in the middle of what is packed", cut);
        } catch (IOException | RuntimeException damaged) {
            String reason = damaged.getMessage();
            damage = new DamagedException("damaged at byte " + input.offset()
                + (reason == null ? "" : " (" + reason + ")"), damaged);
        }
        throw damage;
    }

    @Override
    public final int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
