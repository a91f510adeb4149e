package io.tickwire.replay.export;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Field;
import io.tickwire.engine.event.Unit;
import java.nio.charset.StandardCharsets;

/** One column of an export. */
final class Column {
    /** What stands before each row as text, and so needs no column there. */
    static final String SEQUENCE = "sequence";
    /** Likewise. */
    static final String ORDINAL = "ordinal";

    private final byte[] nameBytes;
    private final boolean key;
    private final boolean plain;
    private final boolean free;
    private final Cell cell;

    /** Writes the text of one column in a row; nothing where absent. */
    @FunctionalInterface
    interface Cell {
        void write(RowText out, Event record, Names names);
    }

    private Column(String name, boolean plain, boolean free, Cell cell) {
        this.nameBytes = name.getBytes(StandardCharsets.US_ASCII);
        this.key = name.equals(SEQUENCE) || name.equals(ORDINAL);
        this.plain = plain;
        this.free = free;
        this.cell = cell;
    }

    static Column text(String name, Cell cell) {
        return new Column(name, false, true, cell);
    }

    /** Text of letters and digits alone, however long. */
    static Column code(String name, Cell cell) {
        return new Column(name, false, false, cell);
    }

    static Column number(String name, Cell cell) {
        return new Column(name, true, false, cell);
    }

    static Column of(Field field) {
        boolean plain = field.unit() != Unit.LABEL;
        return new Column(field.name(), plain, !plain, (out, record, names) ->
            Values.write(out, record, field));
    }

    /** Its name in the header. */
    byte[] nameBytes() {
        return nameBytes;
    }

    /** Whether it is part of the key that a row of text begins with. */
    boolean isKey() {
        return key;
    }

    /** Whether its texts are numbers, true or false, which JSON writes without quotes. */
    boolean isPlain() {
        return plain;
    }

    /** Whether there may be characters in its texts that have to be quoted or escaped. */
    boolean isFree() {
        return free;
    }

    Cell cell() {
        return cell;
    }
}
