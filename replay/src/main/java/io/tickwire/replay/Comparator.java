package io.tickwire.replay;

import io.tickwire.engine.core.ScratchOutputs;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Field;
import io.tickwire.engine.event.Header;
import io.tickwire.replay.export.Values;

/**
 * Compares what the stages decide with what was recorded, byte for byte, and names the first
 * field that differs.
 */
public final class Comparator extends ScratchOutputs {
    /** Gives the outputs that were recorded for the current input. */
    public interface Recorded {
        /** @return the next one, null if no more was recorded */
        Event next();

        /** @return whether a missing one was cut off by a crash rather than not decided */
        boolean mayBeCutOff();
    }

    private final Recorded recorded;
    private String difference;
    private long decisions;
    private long notRecorded;

    /**
     * Compares with what was recorded.
     *
     * @param recorded gives it, input by input
     */
    public Comparator(Recorded recorded) {
        this.recorded = recorded;
    }

    @Override
    protected void onOutput(Event made) {
        if (difference != null) {
            return;
        }
        Event was = recorded.next();
        if (was != null) {
            decisions++;
            difference = compare(was, made);
        } else if (recorded.mayBeCutOff()) {
            notRecorded++;
        } else {
            difference = "sequence " + made.sequence() + " " + made.type()
                + ": recorded nothing, recomputed " + describe(made);
        }
    }

    /**
     * Says that more was recorded than recomputed.
     *
     * @param was recorded
     */
    public void surplus(Event was) {
        if (difference == null) {
            difference = "sequence " + was.sequence() + " " + was.type() + ": recorded "
                + describe(was) + ", recomputed nothing";
        }
    }

    private static String compare(Event was, Event made) {
        int length = made.recordLength();
        if (was.type() == made.type() && was.recordLength() == length
            && same(was, made, Header.TYPE, length)) {
            return null;
        }
        String where = "sequence " + was.sequence() + " ";
        if (was.type() != made.type()) {
            return where + "output " + made.ordinal() + ": recorded " + was.type()
                + ", recomputed " + made.type();
        }
        where += was.type() + ".";
        for (Field field : was.type().fields()) {
            String before = Values.text(was, field);
            String now = Values.text(made, field);
            if (!before.equals(now)) {
                return where + field.name() + ": recorded " + before + ", recomputed " + now;
            }
        }
        return where + headerDifference(was, made);
    }

    private static String headerDifference(Event was, Event made) {
        if (was.instrument() != made.instrument()) {
            return "instrument: recorded " + was.instrument() + ", recomputed "
                + made.instrument();
        }
        if (was.link() != made.link()) {
            return "link: recorded " + was.link() + ", recomputed " + made.link();
        }
        if (was.varLength() != made.varLength() || !was.varText().equals(made.varText())) {
            return "text: recorded " + was.varText() + ", recomputed " + made.varText();
        }
        for (int at = Header.TYPE; at < made.recordLength(); at++) {
            if (!same(was, made, at, at + 1)) {
                return "byte " + at + ": recorded "
                    + (was.buffer().getByte(was.offset() + at) & 0xff) + ", recomputed "
                    + (made.buffer().getByte(made.offset() + at) & 0xff);
            }
        }
        throw new IllegalStateException("records differ nowhere");
    }

    private static boolean same(Event was, Event made, int from, int to) {
        for (int at = from; at < to; at++) {
            if (was.buffer().getByte(was.offset() + at)
                != made.buffer().getByte(made.offset() + at)) {
                return false;
            }
        }
        return true;
    }

    private static String describe(Event event) {
        StringBuilder text = new StringBuilder();
        for (Field field : event.type().fields()) {
            String value = Values.text(event, field);
            if (!value.isEmpty()) {
                text.append(text.length() == 0 ? "" : " ").append(field.name()).append('=')
                    .append(value);
            }
        }
        return text.toString();
    }

    /** @return the first difference in words, null for none */
    public String difference() {
        return difference;
    }

    /** Outputs that were compared. */
    long decisions() {
        return decisions;
    }

    /** Outputs that a crash cut off. */
    long notRecorded() {
        return notRecorded;
    }
}
