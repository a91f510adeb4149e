package io.tickwire.engine.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Writes in UTF-8, and takes UTF-8 that is ready as it is: to decode and encode a long dump again
 * would take longer than to make it. Like every print writer it throws nothing, see {@link
 * #checkError}.
 */
public final class DataWriter extends PrintWriter {
    private static final int BUFFER_LENGTH = 1 << 16;

    private final OutputStream stream;

    /**
     * Onto a stream.
     *
     * @param stream flushed and closed with this
     */
    public DataWriter(OutputStream stream) {
        // One system call a row would be most of the time of a long dump.
        super(new BufferedWriter(
            new OutputStreamWriter(stream, StandardCharsets.UTF_8), BUFFER_LENGTH));
        this.stream = stream;
    }

    /**
     * Writes text behind what was written before.
     *
     * @param utf8   holds it
     * @param offset of its first byte
     * @param length bytes, whole characters
     */
    public void write(byte[] utf8, int offset, int length) {
        flush();
        try {
            stream.write(utf8, offset, length);
        } catch (IOException refused) {
            setError();
        }
    }
}
