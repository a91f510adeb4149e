package io.tickwire.replay.export;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import java.util.List;

/** How rows are written; a row ends with a line feed. */
public enum Format {
    /** For people: key, type, then what is there. */
    TEXT("txt") {
        @Override
        void row(RowText out, EventType type, List<Column> columns, Event record, Names names) {
            out.put(record.sequence()).put('.').put(record.ordinal()).put(' ').put(type.name());
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                if (column.isKey()) {
                    continue;
                }
                int before = out.length();
                out.put(' ').put(column.nameBytes()).put('=');
                int begin = out.length();
                column.cell().write(out, record, names);
                if (out.length() == begin) {
                    out.cutTo(before);
                } else if (column.isFree()) {
                    putOnOneLine(out, begin);
                }
            }
            out.put('\n');
        }
    },
    /** As in RFC 4180, with line feeds. */
    CSV("csv") {
        @Override
        void row(RowText out, EventType type, List<Column> columns, Event record, Names names) {
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                if (i > 0) {
                    out.put(',');
                }
                int begin = out.length();
                column.cell().write(out, record, names);
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
        void row(RowText out, EventType type, List<Column> columns, Event record, Names names) {
            out.put("{\"type\":\"").put(type.name()).put('"');
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                int before = out.length();
                out.put(",\"").put(column.nameBytes()).put(column.isPlain() ? "\":" : "\":\"");
                int begin = out.length();
                column.cell().write(out, record, names);
                if (out.length() == begin) {
                    out.cutTo(before);
                } else if (!column.isPlain()) {
                    if (column.isFree()) {
                        escape(out, begin);
                    }
                    out.put('"');
                }
            }
            out.put("}\n");
        }
    };

    private final String extension;

    Format(String extension) {
        this.extension = extension;
    }

    /** Writes a row and its line feed. */
    abstract void row(RowText out, EventType type, List<Column> columns, Event record, Names names);

    /** Writes what stands before the rows. */
    void header(RowText out, List<Column> columns) {
        if (this == CSV) {
            for (int i = 0; i < columns.size(); i++) {
                out.put(i == 0 ? "" : ",").put(columns.get(i).nameBytes());
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
