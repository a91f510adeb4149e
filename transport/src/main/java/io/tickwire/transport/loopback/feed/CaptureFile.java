package io.tickwire.transport.loopback.feed;

import io.tickwire.transport.recording.LineFile;
import io.tickwire.transport.recording.RecordedLine;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the frames of one recording, compressed or not, in its order. Not thread-safe. */
final class CaptureFile implements Closeable {
    private static final int MAX_LINE = 8 << 20;

    private final Path path;
    private final LineFile lines;
    private final RecordedLine parser = new RecordedLine();
    private long skippedLines;

    private CaptureFile(Path path, LineFile lines) {
        this.path = path;
        this.lines = lines;
    }

    static CaptureFile open(Path path) throws IOException {
        return new CaptureFile(path, LineFile.open(path, MAX_LINE));
    }

    /**
     * Reads on to the next frame; lines that are none are counted.
     *
     * @return the frame, null at the end
     * @throws IOException where the file cannot be read, or a line is longer than 8 MiB
     */
    CaptureLine next() throws IOException {
        int length;
        while ((length = lines.next()) >= 0) {
            if (lines.isCut()) {
                throw new IOException(path + ": a line is longer than " + MAX_LINE + " bytes");
            }
            CaptureLine frame = CaptureLine.parse(parser, lines.line(), length);
            if (frame != null) {
                return frame;
            }
            skippedLines++;
        }
        return null;
    }

    long skippedLines() {
        return skippedLines;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
