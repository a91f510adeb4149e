package io.tickwire.replay.simulate;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Field;
import io.tickwire.engine.event.Flags;
import io.tickwire.replay.export.Values;
import io.tickwire.replay.simulate.model.FaultKind;
import io.tickwire.replay.simulate.model.Faults;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last events before a rule was broken, as text: faults, facts, requests and published flags.
 * Slow, so only the repetition of a failed run has one.
 */
final class Trace {
    private static final long SECOND_NS = 1_000_000_000L;

    private final int most;
    private final Deque<String> lines = new ArrayDeque<>();
    private final int[] drawn = new int[FaultKind.values().length];

    Trace(int most) {
        this.most = most;
    }

    void onRecord(Event record, Faults faults) {
        for (FaultKind kind : FaultKind.values()) {
            if (faults.drawn(kind) != drawn[kind.ordinal()]) {
                drawn[kind.ordinal()] = faults.drawn(kind);
                add(time(record.engineNs()) + " FAULT " + kind.description());
            }
        }
        EventType type = record.type();
        if ((record.flags() & Flags.HEAD) != 0 || type == EventType.TIMER) {
            return;
        }
        StringBuilder line = new StringBuilder(time(record.engineNs())).append(' ')
            .append(record.sequence()).append('.').append(record.ordinal()).append(' ')
            .append(type);
        if (record.link() > 0) {
            line.append(" link=").append(record.link());
        }
        for (Field field : type.fields()) {
            String value = Values.text(record, field);
            if (!value.isEmpty()) {
                line.append(' ').append(field.name()).append('=').append(value);
            }
        }
        add(line.toString());
    }

    private static String time(long ns) {
        return Instant.ofEpochSecond(ns / SECOND_NS, ns % SECOND_NS).toString();
    }

    private void add(String line) {
        if (lines.size() == most) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    /** Oldest first. */
    List<String> lines() {
        return List.copyOf(lines);
    }
}
