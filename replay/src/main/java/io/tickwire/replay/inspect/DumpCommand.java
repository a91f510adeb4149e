package io.tickwire.replay.inspect;

import io.tickwire.engine.command.ExitCode;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.session.SessionFolder;
import io.tickwire.replay.export.Exporter;
import io.tickwire.replay.export.Format;
import io.tickwire.replay.export.Names;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code journal dump DIR}: its records as text, CSV or JSON. */
@Command(name = "dump", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Prints records, or writes a file for each type. What repeats state at the "
        + "head of a segment is left out.")
public final class DumpCommand implements Callable<Integer> {
    private static final int CHECK_MASK = (1 << 12) - 1;

    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "DIR", description = "session folder")
    private Path session;
    @Option(names = "--type", paramLabel = "A,B", split = ",",
        description = "types of records (default: with --out QUOTE, TRADE, STATS, MARK, SIGNAL, "
            + "ORDER_INTENT, FEED_STATUS and REJECTED, else all)")
    private List<EventType> types;
    @Option(names = "--format", paramLabel = "text|csv|json",
        description = "default: with --out csv, else text; csv to stdout takes one type; in json "
            + "\"type\" is the record's and \"order_type\" the order's")
    private Format format;
    @Option(names = "--out", paramLabel = "DIR",
        description = "folder to make, absent or empty; gets a file for each type")
    private Path out;

    @Override
    public Integer call() throws IOException {
        Path journal = SessionJournal.of(spec, session);
        complete();
        JournalReader reader = JournalReader.open(journal);
        try (Exporter exporter = exporter(new Names(SessionJournal.venue(journal)))) {
            PrintWriter stdout = spec.commandLine().getOut();
            Event record;
            while ((record = reader.next()) != null) {
                exporter.write(record);
                if ((reader.records() & CHECK_MASK) == 0 && stdout.checkError()) {
                    // Whoever read it has gone, or the disk is full; then the end is not known.
                    return ExitCode.OK;
                }
            }
        }
        return SessionJournal.report(reader, session, spec.commandLine().getErr()::println);
    }

    private void complete() {
        if (types == null) {
            types = out == null ? List.of(EventType.values()) : Exporter.CONTRACT_TYPES;
        }
        if (format == null) {
            format = out == null ? Format.TEXT : Format.CSV;
        }
        if (out == null && format == Format.CSV && types.size() != 1) {
            throw new ParameterException(spec.commandLine(),
                "--format csv without --out needs one --type");
        }
    }

    private Exporter exporter(Names names) throws IOException {
        if (out == null) {
            return Exporter.into(spec.commandLine().getOut(), types, format, names);
        }
        if (Files.exists(out) && !SessionFolder.isEmptyFolder(out)) {
            throw new ParameterException(spec.commandLine(), "--out: not an empty folder: " + out);
        }
        Files.createDirectories(out);
        return Exporter.intoFiles(out, types, format, names);
    }
}
