package io.tickwire.transport.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Several recordings as one, merged by receive time; at equal times in the order given. Each keeps
 * the order of its lines, and one that is damaged ends early. A file is open only while it is its
 * turn, so that there may be thousands, one a day. Not thread-safe.
 */
public final class Recordings implements Closeable {
    /** How far one looks for the first time of a file. */
    private static final int LINES_LOOKED_AT = 1_000;

    private final PriorityQueue<Source> sources = new PriorityQueue<>(
        Comparator.comparingLong((Source source) -> source.timeNs)
            .thenComparingInt(source -> source.index));
    private final List<String> damages = new ArrayList<>();
    private Source current;

    private Recordings() {
    }

    /**
     * Begins to read.
     *
     * @param files         recordings
     * @param maxLineLength bytes; longer lines are {@link RecordedLine.Kind#TOO_LONG}
     * @param notices       told what is odd, for people
     * @return before the first line
     * @throws IOException if one of them cannot be closed after a look at its first time
     */
    public static Recordings open(
        List<RecordingFile> files, int maxLineLength, Consumer<String> notices)
        throws IOException {
        Recordings merged = new Recordings();
        for (int i = 0; i < files.size(); i++) {
            RecordingFile file = files.get(i);
            Source source = new Source(i, new Recording(file, maxLineLength, notices));
            if (file.isReopenable() && files.size() > 1) {
                source.timeNs = firstTimeNs(file, maxLineLength);
            }
            merged.sources.add(source);
        }
        return merged;
    }

    /**
     * The recordings that somebody named.
     *
     * @param paths as for {@link RecordingFile#of}
     * @return all of them, in order
     * @throws IOException where one cannot be looked into
     */
    public static List<RecordingFile> files(List<Path> paths) throws IOException {
        List<RecordingFile> files = new ArrayList<>();
        for (Path path : paths) {
            files.addAll(RecordingFile.of(path));
        }
        return files;
    }

    /** The lowest there is where none is found, so that it is read, and told, at once. */
    private static long firstTimeNs(RecordingFile file, int maxLineLength) throws IOException {
        try (Recording look = new Recording(file, maxLineLength, notice -> { })) {
            for (int i = 0; i < LINES_LOOKED_AT; i++) {
                RecordedLine line = look.next();
                if (line == null) {
                    break;
                }
                if (line.kind() == RecordedLine.Kind.FRAME) {
                    return line.receiveNs();
                }
            }
            return Long.MIN_VALUE;
        }
    }

    /**
     * Goes to the next line of all.
     *
     * @return the line, valid until the next call; null at the end of all
     * @throws IOException if a file cannot be closed at its end
     */
    public RecordedLine next() throws IOException {
        if (current != null) {
            advance(current);
        }
        current = sources.poll();
        while (current != null && current.line == null) {
            // Its lines begin with those that have no time.
            advance(current);
            current = sources.poll();
        }
        return current == null ? null : current.line;
    }

    private void advance(Source source) throws IOException {
        source.line = source.recording.next();
        if (source.line == null) {
            if (source.recording.damage() != null) {
                damages.add(source.recording.damage());
            }
            source.recording.close();
            return;
        }
        if (source.line.kind() == RecordedLine.Kind.FRAME) {
            source.timeNs = source.line.receiveNs();
        }
        sources.add(source);
    }

    /** @return what was wrong with those that could not be read to their end, for people */
    public List<String> damages() {
        return damages;
    }

    @Override
    public void close() throws IOException {
        for (Source source : sources) {
            source.recording.close();
        }
        if (current != null) {
            current.recording.close();
        }
    }

    /** A recording and the line it stands at, null before the first. */
    private static final class Source {
        private final int index;
        private final Recording recording;
        private RecordedLine line;
        private long timeNs = Long.MIN_VALUE;

        private Source(int index, Recording recording) {
            this.index = index;
            this.recording = recording;
        }
    }
}
