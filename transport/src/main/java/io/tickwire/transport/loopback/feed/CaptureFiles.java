package io.tickwire.transport.loopback.feed;

import io.tickwire.transport.recording.RecordedLine;
import io.tickwire.transport.recording.RecordingFile;
import io.tickwire.transport.recording.Recordings;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The frames of several recordings as one, merged by receive time, so that symbols recorded side by
 * side are played side by side. Not thread-safe.
 */
final class CaptureFiles implements Closeable {
    /** Longer lines are passed over, as what no client would take. */
    static final int MAX_LINE_LENGTH = 8 << 20;

    private final Recordings recordings;
    private long skippedLines;

    private CaptureFiles(Recordings recordings) {
        this.recordings = recordings;
    }

    /**
     * Opens recordings, which are played once and looked through before that.
     *
     * @param paths   files
     * @param notices told what is odd, for people
     * @return before the first frame
     * @throws IOException where one cannot be looked into, or is a pipe
     */
    static CaptureFiles open(List<Path> paths, Consumer<String> notices) throws IOException {
        List<RecordingFile> files = Recordings.files(paths);
        for (RecordingFile file : files) {
            if (!file.isReopenable()) {
                throw new IOException(
                    file.name() + ": a capture is read twice, so it has to be a file");
            }
        }
        return new CaptureFiles(Recordings.open(files, MAX_LINE_LENGTH, notices));
    }

    /**
     * Takes the next frame of all; lines that are none are counted.
     *
     * @return the frame, null at the end
     * @throws IOException where a file cannot be closed
     */
    CaptureLine next() throws IOException {
        for (RecordedLine line = recordings.next(); line != null; line = recordings.next()) {
            CaptureLine frame = CaptureLine.of(line);
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
        recordings.close();
    }
}
