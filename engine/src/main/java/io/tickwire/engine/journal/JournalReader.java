package io.tickwire.engine.journal;

import io.tickwire.engine.event.Event;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads all records of a session's journal in order, across segments, and reports torn ends and
 * damage. Torn: nothing valid follows in the segment, and the next segment that has a record, if
 * any, begins a new incarnation. Segments without a record are normal in the same place: a killed
 * run leaves the one that it had prepared. All else is damage: told and skipped. Not thread-safe.
 */
public final class JournalReader implements RecordSource, Closeable {
    private final List<Path> files;
    private final int firstSegmentIndex;
    private final boolean fromStart;
    private final SegmentBytes bytes = new SegmentBytes();
    private final RecordOrder order = new RecordOrder();
    private final Event event = new Event();
    private final List<String> damages = new ArrayList<>();
    private final List<String> tears = new ArrayList<>();

    private int nextFile;
    private SegmentScan segment;
    private boolean segmentHasRecords;
    // What the next record decides about: harmless before a new incarnation, else damage.
    private final List<String> pendingTears = new ArrayList<>();
    private final List<String> pendingEmpty = new ArrayList<>();
    private boolean tornAtEnd;
    private long records;
    private SegmentMetadata metadata;
    private int highestIncarnation;

    private JournalReader(List<Path> files, int firstIndex) {
        this.files = files;
        // Kept, since a replay asks at each record whether all is whole so far.
        this.firstSegmentIndex = JournalFormat.segmentIndex(files.get(0));
        this.fromStart = firstSegmentIndex == firstIndex;
        noteAbsent(firstIndex, firstSegmentIndex);
    }

    /**
     * Finds the segments; opens none yet.
     *
     * @param directory the session's {@code journal} folder
     * @return a reader that stands before the first record
     * @throws IOException if there is no such folder or no segment in it
     */
    public static JournalReader open(Path directory) throws IOException {
        return openFrom(directory, 1);
    }

    /**
     * Finds the segments from an index on.
     *
     * @param directory    the session's {@code journal} folder
     * @param segmentIndex first to read
     * @return a reader that stands before that segment's first record
     * @throws IOException if there is no such folder or no such segment in it
     */
    public static JournalReader openFrom(Path directory, int segmentIndex) throws IOException {
        List<Path> files = segments(directory);
        files.removeIf(file -> JournalFormat.segmentIndex(file) < segmentIndex);
        if (files.isEmpty()) {
            throw new NoSuchFileException(
                directory.toString(), null, "no journal segment in this folder");
        }
        return new JournalReader(files, segmentIndex);
    }

    /**
     * The segment files of a journal.
     *
     * @param directory the session's {@code journal} folder
     * @return in order
     * @throws IOException if the folder cannot be listed
     */
    public static List<Path> segments(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(directory)) {
            for (Path file : listing) {
                if (JournalFormat.segmentIndex(file) > 0) {
                    files.add(file);
                }
            }
        }
        Collections.sort(files);
        return files;
    }

    @Override
    public Event next() throws IOException {
        while (segment != null || openNext()) {
            if (segment.next(event)) {
                noteDamage();
                beginSegmentOnce();
                checkOrder();
                records++;
                return event;
            }
            endSegment();
        }
        return null;
    }

    private boolean openNext() throws IOException {
        if (nextFile == files.size()) {
            tornAtEnd |= !pendingTears.isEmpty();
            tears.addAll(pendingTears);
            pendingTears.clear();
            return false;
        }
        Path file = files.get(nextFile);
        int index = JournalFormat.segmentIndex(file);
        if (nextFile > 0) {
            noteAbsent(JournalFormat.segmentIndex(files.get(nextFile - 1)) + 1, index);
        }
        nextFile++;
        segment = SegmentScan.open(file, bytes);
        segmentHasRecords = false;
        order.beginSegment(index);
        takeMetadata(segment.metadata(), index);
        return true;
    }

    private void noteAbsent(int expected, int found) {
        if (found == expected + 1) {
            damages.add("segment " + expected + ": absent");
        } else if (found > expected) {
            damages.add("segments " + expected + " to " + (found - 1) + ": absent");
        }
    }

    private void takeMetadata(SegmentMetadata.Found found, int index) {
        if (found.damage() != null && found.length() > 0) {
            damages.add(place(0) + ": " + found.damage());
        }
        SegmentMetadata here = found.metadata();
        if (here == null) {
            return;
        }
        boolean isOwn = metadata == null || metadata.session().equals(here.session());
        if (here.segment() != index || !isOwn) {
            damages.add(place(0) + ": is segment " + here.segment() + " of session "
                + here.session());
        }
        metadata = here;
    }

    /** What was unclear about the end of the segments before is decided by the first record. */
    private void beginSegmentOnce() {
        if (segmentHasRecords) {
            return;
        }
        segmentHasRecords = true;
        int incarnation = incarnation();
        boolean newIncarnation = highestIncarnation > 0 && incarnation > highestIncarnation;
        highestIncarnation = Math.max(highestIncarnation, incarnation);
        if (newIncarnation) {
            tears.addAll(pendingTears);
        } else {
            damages.addAll(pendingTears);
            damages.addAll(pendingEmpty);
        }
        pendingTears.clear();
        pendingEmpty.clear();
    }

    private void endSegment() throws IOException {
        if (segment.end() == SegmentScan.End.TORN) {
            pendingTears.add(place(segment.position()) + ": torn");
        } else if (segment.end() == SegmentScan.End.UNSEARCHED) {
            damages.add(place(segment.position()) + ": no valid record, search given up");
        } else if (!segmentHasRecords) {
            pendingEmpty.add(place(0) + ": empty segment between others");
        }
        segment = null;
        bytes.close();
    }

    private void noteDamage() {
        SegmentScan.Damage damage = segment.takeDamage();
        if (damage != null) {
            damages.add(place(damage.position()) + ": " + damage.length() + " bytes, "
                + damage.what());
        }
    }

    /** Records that are valid one by one may still not follow each other. */
    private void checkOrder() {
        String wrong = order.check(event, segment.index());
        if (wrong != null) {
            damages.add(place(segment.recordPosition()) + ": " + wrong);
        }
    }

    private String place(int position) {
        return segment.file().getFileName() + " byte " + position;
    }

    /**
     * To be asked behind the first record, before any input runs through the stages.
     *
     * @throws IOException if this build would not decide, or not end, as it was recorded
     */
    public void checkStateVersion() throws IOException {
        metadata.checkStateVersion();
    }

    /** Lets go of the file that is being read; at its end a reader has done so by itself. */
    @Override
    public void close() throws IOException {
        bytes.close();
    }

    /** @return records read so far */
    public long records() {
        return records;
    }

    /** @return damage met so far, each in words; empty for a whole or merely torn journal */
    public List<String> damages() {
        return Collections.unmodifiableList(damages);
    }

    /** True also where the first segments are absent: a journal can be read from any head on. */
    @Override
    public boolean isWhole() {
        return damages.size() == (fromStart ? 0 : 1);
    }

    /** @return whether the segment is there from which on it was to be read */
    public boolean isFromStart() {
        return fromStart;
    }

    /** @return whether the last input so far says that its run was closed */
    public boolean isEnded() {
        return order.isEnded();
    }

    /** @return torn ends met so far, each in words; complete once {@link #next} has said null */
    public List<String> tears() {
        return Collections.unmodifiableList(tears);
    }

    /** @return whether the journal's very end is torn; known once {@link #next} has said null */
    public boolean isTornAtEnd() {
        return tornAtEnd;
    }

    /** @return index of the segment of the last record */
    public int segmentIndex() {
        return segment == null ? 0 : segment.index();
    }

    /** @return index of the first segment file that is to be read */
    public int firstSegmentIndex() {
        return firstSegmentIndex;
    }

    /** @return index of the last segment file there is */
    public int lastSegmentIndex() {
        return JournalFormat.segmentIndex(files.get(files.size() - 1));
    }

    /** @return session id of the metadata last read, null before the first */
    public String session() {
        return metadata == null ? null : metadata.session();
    }

    /** @return order key of the metadata last read, 0 before the first */
    public long orderKey() {
        return metadata == null ? 0 : metadata.orderKey();
    }

    /** @return incarnation of the metadata last read, 0 before the first */
    public int incarnation() {
        return metadata == null ? 0 : metadata.incarnation();
    }

    /** @return frozen configuration of the metadata last read, null before the first */
    public String config() {
        return metadata == null ? null : metadata.config();
    }

    /** @return layout table that the metadata last read carries, null before the first */
    public String schema() {
        return metadata == null ? null : metadata.schema();
    }
}
