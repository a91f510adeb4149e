package io.tickwire.transport.recording;

import io.tickwire.engine.session.FileErrors;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The lines of one recording in their order, each with what it is, its time judged by those around
 * it. A recording that cannot be read on ends there. What is odd is told once. Not thread-safe.
 */
final class Recording implements Closeable {
    /** Most lines that are read ahead to judge a time. */
    static final int MAX_LINES_AHEAD = 128;
    /** Beyond this nothing is read ahead; bytes. */
    private static final int MAX_LENGTH_AHEAD = 4 << 20;
    /** So that a few long lines do not leave many long buffers; bytes. */
    private static final int MAX_LENGTH_REUSED = 1 << 16;
    private static final int MAX_LEAPS_TOLD = 3;

    private final RecordingFile file;
    private final int maxLineLength;
    private final Consumer<String> notices;
    private final ReceiveTimes times = new ReceiveTimes();
    private final ArrayDeque<RecordedLine> ahead = new ArrayDeque<>();
    private final ArrayDeque<RecordedLine> unused = new ArrayDeque<>();
    private final Set<TimeUnit> unitsTold = EnumSet.noneOf(TimeUnit.class);
    private final Set<RecordedLine.Kind> refusalsTold =
        EnumSet.noneOf(RecordedLine.Kind.class);
    private LineReader lines;
    private RecordedLine current;
    private long lengthAhead;
    private long strays;
    private boolean ended;
    private boolean told;
    private String damage;

    /**
     * Opened by the first line.
     *
     * @param file          to read
     * @param maxLineLength bytes; longer lines are {@link RecordedLine.Kind#TOO_LONG}
     * @param notices       for people
     */
    Recording(RecordingFile file, int maxLineLength, Consumer<String> notices) {
        this.file = file;
        this.maxLineLength = maxLineLength;
        this.notices = notices;
    }

    /**
     * Goes to the next line.
     *
     * @return the line, valid until the next call; null at the end, or where it is damaged
     */
    RecordedLine next() {
        if (current != null && current.bytes().length <= MAX_LENGTH_REUSED) {
            unused.add(current);
        }
        current = take();
        if (current == null) {
            tellEnd();
            return null;
        }
        if (current.kind() == RecordedLine.Kind.FRAME) {
            judge();
        } else if (current.kind().isRefused() && refusalsTold.add(current.kind())) {
            notices.accept(current.place() + ": " + LineForm.of(current));
        }
        return current;
    }

    private RecordedLine take() {
        RecordedLine line = ahead.poll();
        if (line == null) {
            return read();
        }
        lengthAhead -= line.length();
        return line;
    }

    private RecordedLine read() {
        RecordedLine line = unused.isEmpty() ? new RecordedLine() : unused.poll();
        try {
            if (lines == null && !ended) {
                lines = new LineReader(file.open(), maxLineLength);
            }
            if (!ended && lines.next(line)) {
                line.file(file.name());
                return line;
            }
        } catch (IOException unreadable) {
            damage = FileErrors.message(unreadable);
        }
        ended = true;
        unused.add(line);
        return null;
    }

    private Iterable<RecordedLine> readAhead() {
        while (ahead.size() < MAX_LINES_AHEAD && lengthAhead < MAX_LENGTH_AHEAD) {
            RecordedLine line = read();
            if (line == null) {
                break;
            }
            ahead.add(line);
            lengthAhead += line.length();
        }
        return ahead;
    }

    private void judge() {
        long timeNs = current.receiveNs();
        if (times.isDoubtful(timeNs) && !times.isBelieved(timeNs, readAhead())) {
            current.refuseTime();
            if (++strays <= MAX_LEAPS_TOLD) {
                long offNs = times.offNs(timeNs, ahead);
                notices.accept(current.place() + ": refused: its receive time is "
                    + LineForm.span(Math.abs(offNs)) + (offNs > 0 ? " ahead of" : " behind")
                    + " those of the lines around it");
            }
            return;
        }
        if (unitsTold.add(current.unit())) {
            notices.accept(current.place() + ": receive times in " + LineForm.name(current.unit()));
        }
        long leapNs = times.take(current);
        if (leapNs > 0 && times.leaps() <= MAX_LEAPS_TOLD) {
            notices.accept(current.place() + ": " + LineForm.span(leapNs)
                + " after the line before, as the lines behind it confirm");
        }
    }

    private void tellEnd() {
        if (told) {
            return;
        }
        told = true;
        if (strays > MAX_LEAPS_TOLD) {
            notices.accept(file.name() + ": " + strays
                + " lines refused for receive times far from those around them");
        }
        if (times.leaps() > MAX_LEAPS_TOLD) {
            notices.accept(file.name() + ": " + times.leaps()
                + " gaps of more than a minute, the longest of "
                + LineForm.span(times.longestLeapNs()));
        }
        if (times.behind() > 0) {
            notices.accept(file.name() + ": lines older than one before them: " + times.behind()
                + ", by up to " + LineForm.span(times.mostBehindNs()) + ", the first in line "
                + times.firstBehind() + "; time stands still for them");
        }
        if (damage != null) {
            damage = LineForm.ofFile(file.name(), damage)
                + (lines == null || lines.nextNumber() == 1 ? ""
                : ", in line " + lines.nextNumber() + "; the lines before it are taken");
            notices.accept(damage);
        }
    }

    /** @return what is wrong with it, for people; null if it was read to its end, or not yet */
    String damage() {
        return damage;
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
        }
    }
}
