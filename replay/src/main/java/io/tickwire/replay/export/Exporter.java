package io.tickwire.replay.export;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Writes records as rows, each type into a place of its own or all into one. */
public final class Exporter implements AutoCloseable {
    /** Types that scripts rely on; what is exported where none is named. */
    public static final List<EventType> CONTRACT_TYPES = Columns.CONTRACT;

    private final Map<EventType, Table> tables = new EnumMap<>(EventType.class);
    private final Format format;
    private final Names names;
    private final boolean ownsOut;
    private final StringBuilder row = new StringBuilder(256);

    /** The file is null where all go into one place. */
    private record Table(List<Column> columns, Path file, Writer out) {
        /** The system does not say of which file it speaks. */
        IOException about(IOException cannot) {
            if (file == null || cannot instanceof FileSystemException) {
                return cannot;
            }
            IOException named =
                new FileSystemException(file.toString(), null, cannot.getMessage());
            named.initCause(cannot);
            return named;
        }
    }

    private Exporter(Format format, Names names, boolean ownsOut) {
        this.format = format;
        this.names = names;
        this.ownsOut = ownsOut;
    }

    /**
     * Into a file for each type.
     *
     * @param folder exists and is empty
     * @param types  to export; each gets its file, rows or not
     * @param format of the rows
     * @param names  shown all records before
     * @return with the headers written
     * @throws IOException if a file cannot be made
     */
    public static Exporter intoFiles(
        Path folder, Collection<EventType> types, Format format, Names names)
        throws IOException {
        Exporter exporter = new Exporter(format, names, true);
        try {
            for (EventType type : types) {
                Path file = folder.resolve(type + "." + format.extension());
                exporter.add(type, file, Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW));
            }
        } catch (IOException cannot) {
            exporter.close();
            throw cannot;
        }
        return exporter;
    }

    /**
     * All into one.
     *
     * @param out    flushed at the end, not closed
     * @param types  to export; only one for CSV
     * @param format of the rows
     * @param names  shown all records before
     * @return with the header written
     * @throws IOException if it cannot be written
     */
    public static Exporter into(
        Writer out, Collection<EventType> types, Format format, Names names)
        throws IOException {
        Exporter exporter = new Exporter(format, names, false);
        Writer buffered = new BufferedWriter(out, 1 << 16);
        for (EventType type : types) {
            exporter.add(type, null, buffered);
        }
        return exporter;
    }

    private void add(EventType type, Path file, Writer out) throws IOException {
        List<Column> columns = Columns.of(type);
        tables.put(type, new Table(columns, file, out));
        out.write(format.header(columns));
    }

    /**
     * Writes a record, if its type was asked for and it is no head.
     *
     * @param record any
     * @throws IOException if it cannot be written
     */
    public void write(Event record) throws IOException {
        names.learn(record);
        EventType type = record.type();
        Table table = type == null ? null : tables.get(type);
        if (table == null || (record.flags() & Flags.HEAD) != 0) {
            return;
        }
        row.setLength(0);
        format.row(row, type, table.columns(), record, names);
        try {
            table.out().append(row.append('\n'));
        } catch (IOException cannot) {
            throw table.about(cannot);
        }
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        for (Table table : tables.values()) {
            try {
                // Closing flushes, and lets go of the file even where that fails.
                if (ownsOut) {
                    table.out().close();
                } else {
                    table.out().flush();
                }
            } catch (IOException cannot) {
                first = first == null ? table.about(cannot) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
