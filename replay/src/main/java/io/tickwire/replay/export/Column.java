package io.tickwire.replay.export;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Field;
import io.tickwire.engine.event.Unit;

/** One column of an export. */
final class Column {
    /** What stands before each row as text, and so needs no column there. */
    static final String SEQUENCE = "sequence";
    /** Likewise. */
    static final String ORDINAL = "ordinal";

    private final String name;
    private final Word textLabel;
    private final Word jsonLabel;
    private final boolean key;
    private final boolean plain;
    private final boolean free;
    private final Cell cell;

    /** Writes what stands before the text of a column in a row, and that; nothing where absent. */
    @FunctionalInterface
    interface Cell {
        void write(RowText out, Word before, Event record, Names names);
    }

    private Column(String name, boolean plain, boolean free, Cell cell) {
        this.name = name;
        this.textLabel = Word.of(" " + name + "=");
        this.jsonLabel = Word.of(",\"" + name + "\":" + (plain ? "" : "\""));
        this.key = name.equals(SEQUENCE) || name.equals(ORDINAL);
        this.plain = plain;
        this.free = free;
        this.cell = cell;
    }

    static Column text(String name, Cell cell) {
        return new Column(name, false, true, cell);
    }

    /** Text in which nothing has to be quoted or escaped, however long. */
    static Column code(String name, Cell cell) {
        return new Column(name, false, false, cell);
    }

    static Column number(String name, Cell cell) {
        return new Column(name, true, false, cell);
    }

    static Column of(Field field) {
        return new Column(field.name(), field.unit() != Unit.LABEL, false, Values.cell(field));
    }

    /** As in the header. */
    String name() {
        return name;
    }

    /** What stands before its text in a row of text. */
    Word textLabel() {
        return textLabel;
    }

    /** What stands before its text in JSON. */
    Word jsonLabel() {
        return jsonLabel;
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
