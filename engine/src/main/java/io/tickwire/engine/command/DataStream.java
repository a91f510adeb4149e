package io.tickwire.engine.command;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What a command writes to stdout, on whatever thread. Writers and print streams swallow what the
 * system says when it takes no more; here it is kept.
 */
final class DataStream extends FilterOutputStream {
    private volatile IOException failure;

    DataStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException refused) {
            if (failure == null) {
                failure = refused;
            }
            throw refused;
        }
    }

    /** Why not everything was taken; null also where a reader had enough and closed its pipe. */
    IOException failure() {
        IOException first = failure;
        boolean hadEnough =
            first != null && String.valueOf(first.getMessage()).contains("Broken pipe");
        return hadEnough ? null : first;
    }
}
