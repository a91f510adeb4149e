package io.tickwire.replay.inspect;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.replay.export.Names;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code journal describe DIR}: what a journal holds. */
@Command(name = "describe", mixinStandardHelpOptions = true,
    description = "Prints session, segments, counts by type and symbol, configuration.")
public final class DescribeCommand implements Callable<Integer> {
    private static final long SECOND_NS = 1_000_000_000L;

    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "DIR", description = "session folder")
    private Path session;

    private final Names names = new Names("");
    private final Map<Integer, Segment> segments = new TreeMap<>();
    private final Map<EventType, Map<String, Long>> counts = new TreeMap<>();
    private long unknown;

    /** What one segment file holds. */
    private static final class Segment {
        private int incarnation;
        private long records;
        private long firstSequence = -1;
        private long lastSequence;
        private long firstNs;
        private long lastNs;
    }

    @Override
    public Integer call() throws IOException {
        Path journal = SessionJournal.of(spec, session);
        JournalReader reader = JournalReader.open(journal);
        Event record;
        while ((record = reader.next()) != null) {
            count(record, reader);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("session       " + (reader.session() == null ? "" : reader.session()));
        out.println("incarnations  " + reader.incarnation());
        out.println("records       " + reader.records());
        out.println("segments");
        for (Path file : JournalReader.segments(journal)) {
            out.println("  " + line(file));
        }
        printCounts(out);
        int code = SessionJournal.report(reader, session, out::println);
        out.println("configuration");
        if (reader.config() != null) {
            reader.config().lines().forEach(line -> out.println("  " + line));
        }
        return code;
    }

    private void count(Event record, JournalReader reader) {
        names.learn(record);
        Segment segment =
            segments.computeIfAbsent(reader.segmentIndex(), index -> new Segment());
        segment.incarnation = reader.incarnation();
        segment.records++;
        if ((record.flags() & Flags.HEAD) != 0) {
            return;
        }
        if (segment.firstSequence < 0) {
            segment.firstSequence = record.sequence();
            segment.firstNs = record.engineNs();
        }
        segment.lastSequence = record.sequence();
        segment.lastNs = record.engineNs();
        if (record.type() == null) {
            unknown++;
        } else {
            counts.computeIfAbsent(record.type(), type -> new TreeMap<>())
                .merge(names.symbol(record), 1L, Long::sum);
        }
    }

    private String line(Path file) throws IOException {
        String name = file.getFileName().toString();
        Segment segment = segments.get(Integer.parseInt(name.substring(0, name.indexOf('.'))));
        String line = name + "  " + Files.size(file) + " bytes  ";
        if (segment == null) {
            return line + "no records";
        }
        line += "incarnation " + segment.incarnation + "  " + segment.records + " records";
        return segment.firstSequence < 0 ? line : line + "  sequences " + segment.firstSequence
            + " to " + segment.lastSequence + "  " + utc(segment.firstNs) + " to "
            + utc(segment.lastNs);
    }

    private void printCounts(PrintWriter out) {
        out.println("counts");
        counts.forEach((type, bySymbol) -> bySymbol.forEach((symbol, count) -> out.println(
            "  " + type + (symbol.isEmpty() ? "" : " " + symbol) + "  " + count)));
        if (unknown > 0) {
            out.println("  of types this version does not know  " + unknown);
        }
    }

    private static String utc(long ns) {
        return Instant.ofEpochSecond(
            Math.floorDiv(ns, SECOND_NS), Math.floorMod(ns, SECOND_NS)).toString();
    }
}
