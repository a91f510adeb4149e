package io.tickwire.replay.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** How rows are written; a row ends with a line feed. */
public enum Format {
    /** For people: key, type, then what is there. */
    TEXT("txt") {
        @Override
        void row(StringBuilder out, EventType type, List<Column> columns, Event record,
            Names names) {
            out.append(record.sequence()).append('.').append(record.ordinal()).append(' ')
                .append(type);
            for (Column column : columns) {
                String text = column.text().apply(record, names);
                if (!text.isEmpty() && !column.name().equals("sequence")
                    && !column.name().equals("ordinal")) {
                    out.append(' ').append(column.name()).append('=').append(oneLine(text));
                }
            }
        }
    },
    /** As in RFC 4180, with line feeds. */
    CSV("csv") {
        @Override
        void row(StringBuilder out, EventType type, List<Column> columns, Event record,
            Names names) {
            for (int i = 0; i < columns.size(); i++) {
                appendCsv(out, i, columns.get(i).text().apply(record, names));
            }
        }
    },
    /** An object a line; what is absent is left out. */
    JSON("jsonl") {
        @Override
        void row(StringBuilder out, EventType type, List<Column> columns, Event record,
            Names names) {
            StringWriter row = new StringWriter(ROW_LENGTH);
            try (JsonGenerator json = GENERATORS.createGenerator(row)) {
                json.writeStartObject();
                json.writeStringField("type", type.toString());
                for (Column column : columns) {
                    String text = column.text().apply(record, names);
                    if (text.isEmpty()) {
                        continue;
                    }
                    json.writeFieldName(column.name());
                    if (column.plain()) {
                        json.writeRawValue(text);
                    } else {
                        json.writeString(text);
                    }
                }
            } catch (IOException never) {
                throw new UncheckedIOException(never);
            }
            out.append(row.getBuffer());
        }
    };

    private static final JsonFactory GENERATORS = new JsonFactory();
    private static final int ROW_LENGTH = 256;

    private final String extension;

    Format(String extension) {
        this.extension = extension;
    }

    abstract void row(
        StringBuilder out, EventType type, List<Column> columns, Event record, Names names);

    /** What stands before the rows. */
    String header(List<Column> columns) {
        StringBuilder header = new StringBuilder();
        if (this == CSV) {
            for (int i = 0; i < columns.size(); i++) {
                appendCsv(header, i, columns.get(i).name());
            }
            header.append('\n');
        }
        return header.toString();
    }

    /** Ending of a file's name. */
    String extension() {
        return extension;
    }

    private static void appendCsv(StringBuilder out, int column, String text) {
        if (column > 0) {
            out.append(',');
        }
        if (text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0
            && text.indexOf('\r') < 0) {
            out.append(text);
        } else {
            out.append('"').append(text.replace("\"", "\"\"")).append('"');
        }
    }

    private static String oneLine(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }
}
