package io.tickwire.transport.recording;

import io.tickwire.engine.event.RejectReason;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the lines of recordings were, and why those that were refused were. Not thread-safe. */
public final class LineCounts {
    private final long[] kinds = new long[RecordedLine.Kind.values().length];
    private final String[] firstPlaces = new String[kinds.length];
    private final long[] rejections = new long[RejectReason.values().length];
    private final String[] firstRejections = new String[rejections.length];
    private long all;
    private long rejectedMessages;

    void count(RecordedLine line) {
        all++;
        int kind = line.kind().ordinal();
        if (kinds[kind]++ == 0) {
            firstPlaces[kind] = line.place();
        }
    }

    /** A message that the venue's decoder rejects, or of which it rejects a row. */
    void reject(RejectReason reason, RecordedLine line) {
        if (rejections[reason.ordinal()]++ == 0) {
            firstRejections[reason.ordinal()] = line.place();
        }
    }

    /** A message of which nothing was taken. */
    void nothingTaken() {
        rejectedMessages++;
    }

    /**
     * How many lines were of a kind.
     *
     * @param kind any
     * @return 0 or more
     */
    public long of(RecordedLine.Kind kind) {
        return kinds[kind.ordinal()];
    }

    /** @return lines that should have been messages and could not be taken as such */
    public long refused() {
        return Stream.of(RecordedLine.Kind.values()).filter(RecordedLine.Kind::isRefused)
            .mapToLong(this::of).sum();
    }

    /** @return lines of any kind */
    public long all() {
        return all;
    }

    /** @return messages that were not rejected as a whole */
    public long taken() {
        return of(RecordedLine.Kind.FRAME) - rejectedMessages;
    }

    /** @return in one line: what was taken, what passed over as what, what refused and where */
    @Override
    public String toString() {
        String passedOver = Stream.of(RecordedLine.Kind.values())
            .filter(kind -> kind != RecordedLine.Kind.FRAME && !kind.isRefused())
            .map(kind -> kind.label() + ' ' + of(kind)).collect(Collectors.joining(", "));
        String refused = Stream.concat(
            Stream.of(RecordedLine.Kind.values())
                .filter(kind -> kind.isRefused() && of(kind) > 0).map(kind ->
                    refused(kind.label(), of(kind), firstPlaces[kind.ordinal()])),
            Stream.of(RejectReason.values())
                .filter(reason -> rejections[reason.ordinal()] > 0).map(reason ->
                    refused(reason.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        rejections[reason.ordinal()], firstRejections[reason.ordinal()])))
            .collect(Collectors.joining(", "));
        return "lines: messages taken " + taken() + "; passed over: " + passedOver + "; refused: "
            + (refused.isEmpty() ? "none" : refused);
    }

    private static String refused(String reason, long count, String first) {
        return reason + ' ' + count + " (first " + first + ')';
    }
}
