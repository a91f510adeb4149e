package io.tickwire.replay.export;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import java.util.Arrays;

/** How rows are written; a row ends with a line feed. */
public enum Format {
    /** For people: key, type, then what is there. */
    TEXT("txt") {
        @Override
        void row(RowText out, EventType type, Column[] columns, Event record, Names names) {
            out.put(record.sequence()).put('.').put(record.ordinal()).put(TYPES[type.ordinal()]);
            for (Column column : columns) {
                int begin = out.length();
                column.write(out, column.textLabel(), record, names);
                if (column.isFree() && out.length() > begin) {
                    putOnOneLine(out, begin + column.textLabel().length());
                }
            }
            out.put('\n');
        }
    },
    /** As in RFC 4180, with line feeds. */
    CSV("csv") {
        @Override
        void row(RowText out, EventType type, Column[] columns, Event record, Names names) {
            for (int i = 0; i < columns.length; i++) {
                Column column = columns[i];
                if (i > 0) {
                    out.put(',');
                }
                int begin = out.length();
                column.write(out, Word.NOTHING, record, names);
                if (column.isFree()) {
                    quoteWhereNeeded(out, begin);
                }
            }
            out.put('\n');
        }
    },
    /** An object a line; what is absent is left out. */
    JSON("jsonl") {
        @Override
        void row(RowText out, EventType type, Column[] columns, Event record, Names names) {
            out.put("{\"type\":\"").put(type.name()).put('"');
            for (Column column : columns) {
                int begin = out.length();
                column.write(out, column.jsonLabel(), record, names);
                if (!column.isPlain() && out.length() > begin) {
                    if (column.isFree()) {
                        escape(out, begin + column.jsonLabel().length());
                    }
                    out.put('"');
                }
            }
            out.put("}\n");
        }
    };

    /** As they stand in a row of text. */
    private static final Word[] TYPES = Arrays.stream(EventType.values())
        .map(type -> Word.of(" " + type)).toArray(Word[]::new);

    private final String extension;

    Format(String extension) {
        this.extension = extension;
    }

    /** Writes a row and its line feed. */
    abstract void row(RowText out, EventType type, Column[] columns, Event record, Names names);

    /** Those of a type's columns that it writes: text has begun with the key. */
    Column[] columns(EventType type) {
        return Columns.of(type).stream().filter(column -> this != TEXT || !column.isKey())
            .toArray(Column[]::new);
    }

    /** Writes what stands before the rows. */
    void header(RowText out, Column[] columns) {
        if (this == CSV) {
            for (int i = 0; i < columns.length; i++) {
                out.put(i == 0 ? "" : ",").put(columns[i].name());
            }
            out.put('\n');
        }
    }

    /** Ending of a file's name. */
    String extension() {
        return extension;
    }

    private static boolean contains(RowText out, int begin, char one, char other) {
        byte[] bytes = out.bytes();
        for (int i = begin; i < out.length(); i++) {
            byte next = bytes[i];
            if (next == one || next == other || next == '\n' || next == '\r') {
                return true;
            }
        }
        return false;
    }

    private static void quoteWhereNeeded(RowText out, int begin) {
        if (contains(out, begin, ',', '"')) {
            String text = out.from(begin);
            out.cutTo(begin);
            out.put('"').put(text.replace("\"", "\"\"")).put('"');
        }
    }

    private static void putOnOneLine(RowText out, int begin) {
        if (contains(out, begin, '\\', '\\')) {
            String text = out.from(begin);
            out.cutTo(begin);
            out.put(text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"));
        }
    }

    private static void escape(RowText out, int begin) {
        byte[] bytes = out.bytes();
        for (int i = begin; i < out.length(); i++) {
            if (bytes[i] >= 0 && bytes[i] < ' ' || bytes[i] == '"' || bytes[i] == '\\') {
                String text = out.from(begin);
                out.cutTo(begin);
                out.put(JsonStringEncoder.getInstance().quoteAsUTF8(text));
                return;
            }
        }
    }
}
