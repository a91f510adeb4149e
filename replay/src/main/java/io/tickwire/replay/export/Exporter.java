package io.tickwire.replay.export;

import io.tickwire.engine.command.DataWriter;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;

/** Writes records as rows, each type into a place of its own or all into one. */
public final class Exporter implements AutoCloseable {
    /** Types that scripts rely on; what is exported where none is named. */
    public static final List<EventType> CONTRACT_TYPES = Columns.CONTRACT;

    /** Rows are handed on by about so many bytes. */
    private static final int CHUNK_LENGTH = 1 << 16;

    /** By type; null where nobody asked for it. */
    private final Table[] tables = new Table[EventType.values().length];
    private final Format format;
    private final Names names;
    private final boolean ownsOut;

    /** Where rows go, and those that have not gone yet. The file is null where all go into one. */
    private static final class Place {
        private final Path file;
        private final OutputStream out;
        private final RowText rows = new RowText(CHUNK_LENGTH * 2);

        private Place(Path file, OutputStream out) {
            this.file = file;
            this.out = out;
        }

        /** Whole rows only, so that no character is cut. */
        private void handOn() throws IOException {
            int length = rows.length();
            rows.cutTo(0);
            try {
                out.write(rows.bytes(), 0, length);
            } catch (IOException cannot) {
                throw about(cannot);
            }
        }

        /** The system does not say of which file it speaks. */
        private IOException about(IOException cannot) {
            if (file == null || cannot instanceof FileSystemException) {
                return cannot;
            }
            IOException named =
                new FileSystemException(file.toString(), null, cannot.getMessage());
            named.initCause(cannot);
            return named;
        }
    }

    private record Table(Column[] columns, Place place) {
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
                exporter.add(type, new Place(
                    file, Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)));
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
     */
    public static Exporter into(
        Writer out, Collection<EventType> types, Format format, Names names) {
        Exporter exporter = new Exporter(format, names, false);
        Place place = new Place(null, decoded(out));
        for (EventType type : types) {
            exporter.add(type, place);
        }
        return exporter;
    }

    private static OutputStream decoded(Writer out) {
        return new OutputStream() {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (out instanceof DataWriter data) {
                    data.write(bytes, offset, length);
                } else {
                    out.write(new String(bytes, offset, length, StandardCharsets.UTF_8));
                }
            }

            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void flush() throws IOException {
                out.flush();
            }
        };
    }

    private void add(EventType type, Place place) {
        Column[] columns = format.columns(type);
        tables[type.ordinal()] = new Table(columns, place);
        format.header(place.rows, columns);
    }

    /**
     * Writes a record, if its type was asked for and it is no head.
     *
     * @param record any
     * @throws IOException if it cannot be written
     */
    public void write(Event record) throws IOException {
        EventType type = record.type();
        if (type == EventType.INSTRUMENT) {
            names.learn(record);
        }
        Table table = type == null ? null : tables[type.ordinal()];
        if (table == null || (record.flags() & Flags.HEAD) != 0) {
            return;
        }
        RowText rows = table.place().rows;
        format.row(rows, type, table.columns(), record, names);
        if (rows.length() >= CHUNK_LENGTH) {
            table.place().handOn();
        }
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        for (Table table : tables) {
            try {
                if (table != null) {
                    close(table.place());
                }
            } catch (IOException cannot) {
                first = first == null ? cannot : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Lets go of the file even where what is left cannot be written. */
    private void close(Place place) throws IOException {
        try {
            place.handOn();
            place.out.flush();
        } finally {
            if (ownsOut) {
                place.out.close();
            }
        }
    }
}
