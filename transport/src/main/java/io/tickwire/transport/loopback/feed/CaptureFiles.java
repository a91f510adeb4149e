package io.tickwire.transport.loopback.feed;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Several recordings as one, merged by receive time, so that symbols recorded side by side are
 * played side by side. Each file keeps its own order. Not thread-safe.
 */
final class CaptureFiles implements Closeable {
    private final List<CaptureFile> files;
    private final PriorityQueue<Head> heads = new PriorityQueue<>(
        Comparator.comparingLong((Head head) -> head.line.receiveNs())
            .thenComparingInt(head -> head.file));

    private CaptureFiles(List<CaptureFile> files) {
        this.files = files;
    }

    static CaptureFiles open(List<Path> paths) throws IOException {
        CaptureFiles merged = new CaptureFiles(new ArrayList<>());
        try {
            for (Path path : paths) {
                merged.files.add(CaptureFile.open(path));
                merged.readOn(merged.files.size() - 1);
            }
        } catch (IOException e) {
            merged.close();
            throw e;
        }
        return merged;
    }

    /**
     * Takes the next frame of all.
     *
     * @return the frame, null at the end
     * @throws IOException where a file cannot be read
     */
    CaptureLine next() throws IOException {
        Head head = heads.poll();
        if (head == null) {
            return null;
        }
        readOn(head.file);
        return head.line;
    }

    long skippedLines() {
        return files.stream().mapToLong(CaptureFile::skippedLines).sum();
    }

    private void readOn(int file) throws IOException {
        CaptureLine line = files.get(file).next();
        if (line != null) {
            heads.add(new Head(file, line));
        }
    }

    @Override
    public void close() throws IOException {
        for (CaptureFile file : files) {
            file.close();
        }
    }

    /** The next frame of a file. */
    private record Head(int file, CaptureLine line) {
    }
}
