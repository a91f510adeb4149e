package io.tickwire.replay.export;

import io.tickwire.engine.event.Event;

/**
 * One column of an export. A class rather than a function: a row is a dozen calls, each to another
 * one, and those through an interface take longer.
 */
abstract class Column {
    /** What stands before each row as text, and so needs no column there. */
    static final String SEQUENCE = "sequence";
    /** Likewise. */
    static final String ORDINAL = "ordinal";

    /** Of an order; in JSON that of its record has the name already. */
    private static final String TYPE = "type";
    private static final String ORDER_TYPE = "order_type";

    private final String name;
    private final Word textLabel;
    private final Word jsonLabel;
    private final boolean key;
    private final boolean plain;
    private final boolean free;

    /** What texts a column has. */
    enum Content {
        /** Numbers, true or false, which JSON writes without quotes. */
        NUMBER,
        /** Text in which nothing has to be quoted or escaped, however long. */
        CODE,
        /** Any text. */
        TEXT
    }

    /** What {@link #write} does where that is not done often. */
    @FunctionalInterface
    interface Cell {
        void write(RowText out, Word before, Event record, Names names);
    }

    Column(String name, Content content) {
        this.name = name;
        this.plain = content == Content.NUMBER;
        this.free = content == Content.TEXT;
        this.textLabel = Word.of(" " + name + "=");
        String jsonName = name.equals(TYPE) ? ORDER_TYPE : name;
        this.jsonLabel = Word.of(",\"" + jsonName + "\":" + (plain ? "" : "\""));
        this.key = name.equals(SEQUENCE) || name.equals(ORDINAL);
    }

    static Column of(String name, Content content, Cell cell) {
        return new Column(name, content) {
            @Override
            void write(RowText out, Word before, Event record, Names names) {
                cell.write(out, before, record, names);
            }
        };
    }

    /** Writes what stands before its text in a row, and that; nothing at all where absent. */
    abstract void write(RowText out, Word before, Event record, Names names);

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
}
