package io.tickwire.perf.bench;

import io.tickwire.engine.command.DataWriter;
import io.tickwire.engine.command.ExitCode;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.session.SessionFolder;
import io.tickwire.perf.process.CommandOutput;
import io.tickwire.perf.process.Folders;
import io.tickwire.perf.report.Machine;
import io.tickwire.perf.report.OtherLoad;
import io.tickwire.replay.Replayer;
import io.tickwire.replay.export.Exporter;
import io.tickwire.replay.export.Format;
import io.tickwire.replay.export.Names;
import io.tickwire.transport.Version;
import io.tickwire.transport.recording.Importer;
import io.tickwire.transport.recording.Recordings;
import io.tickwire.transport.venues.VenueRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench journal}: what appending, reading, replaying, dumping and importing cost, each
 * beside the least that it could cost, over one journal in one run, so that the ratios hold on a
 * noisy machine too. What one thread does is measured by its processor time; an import, of which
 * several threads do a part, by the clock.
 */
@Command(name = "journal", mixinStandardHelpOptions = true, sortOptions = false, description =
    "Appending beside copying; replay, verify and dump beside a bare read of the same journal; "
        + "import. Not judged, and exit code 0, where others used the machine, too.")
public final class JournalBench implements Callable<Integer> {
    private static final int LEAST_RECORDS = 10_000;
    private static final int APPEND_BATCHES = 400;
    /** A message makes a FRAME and a tick, and nothing else worth counting. */
    private static final int RECORDS_A_LINE = 2;
    /** Of text, and of the two journals that there are while one replaces the other. */
    private static final int BYTES_A_LINE = 1_400;

    @Option(names = "--records", defaultValue = "2000000", paramLabel = "N",
        description = "of the journal, about (default: ${DEFAULT-VALUE})")
    private long records;

    @Option(names = "--rounds", defaultValue = "5", paramLabel = "N",
        description = "how often each is measured; medians count (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--json", paramLabel = "FILE", description = "gets what is printed")
    private Path json;

    @Mixin
    private CommandOutput output;

    private final CompletableFuture<Void> stop;
    private final JournalRows rows = new JournalRows();
    private Path folder;
    private Path journal;

    /**
     * For picocli.
     *
     * @param stop ends it early
     */
    public JournalBench(CompletableFuture<Void> stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException {
        if (records < LEAST_RECORDS || rounds < 1) {
            throw output.usage("--records must be at least " + LEAST_RECORDS
                + ", --rounds at least 1");
        }
        folder = Files.createTempDirectory("tickwire-journal-");
        try {
            long needed = records / RECORDS_A_LINE * BYTES_A_LINE;
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < needed) {
                throw output.usage("--records " + records + " takes up to " + (needed >> 20)
                    + " MiB in " + folder.getParent() + ", which has " + (free >> 20) + " MiB");
            }
            return measure();
        } catch (CheckFailedException failed) {
            output.print("journal: FAILED: " + failed.getMessage());
            return ExitCode.CHECK_FAILED;
        } finally {
            Folders.delete(folder);
        }
    }

    private int measure() throws IOException, CheckFailedException {
        output.progress("writing " + records / RECORDS_A_LINE + " messages");
        Path text = folder.resolve("recording.txt");
        RecordedTraffic.write(text, records / RECORDS_A_LINE);
        OtherLoad load = OtherLoad.begin();
        for (int round = 1; round <= rounds; round++) {
            output.progress("round " + round + " of " + rounds);
            append(round);
            importFrom(text, round);
            read();
            if (stop.isDone()) {
                output.print("journal: ended early");
                return ExitCode.OK;
            }
        }
        double otherCores = load.cores();
        rows.lines().forEach(output::print);
        String verdict = rows.verdict(otherCores);
        String machine = Machine.of(folder).line();
        output.print(machine);
        if (json != null) {
            rows.write(json, machine, verdict, otherCores);
        }
        output.print(verdict);
        return rows.isWithinBars(otherCores) ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private void append(int round) throws IOException {
        AppendRows append = new AppendRows(APPEND_BATCHES);
        for (boolean frame : new boolean[] {false, true}) {
            int bytes = frame ? AppendRows.WITH_FRAME_LENGTH : AppendRows.QUOTE_LENGTH;
            String what = frame ? "QUOTE and its frame" : "QUOTE";
            Path own = Files.createDirectory(folder.resolve("append-" + round + frame));
            rows.addBatches("copy a " + what, append.copy(frame, false), bytes);
            rows.addBatches("copy, one CRC, a " + what, append.copy(frame, true), bytes);
            rows.addBatches("append a " + what, append.append(own, frame), bytes);
            Folders.delete(own);
        }
    }

    private void importFrom(Path text, int round) throws IOException, CheckFailedException {
        Path before = journal;
        Config config = ConfigReader.readForRecording("");
        try (SessionFolder session = SessionFolder.createAt(
            folder.resolve("session-" + round), config, Instant.now(), Version.TEXT)) {
            journal = session.journal();
            long beginNs = System.nanoTime();
            Importer.Summary summary = Importer.run(Recordings.files(List.of(text)),
                VenueRegistry.ofRecordings(), journal, session.id(), config, output::progress);
            rows.add("import, by message", System.nanoTime() - beginNs,
                summary.lines().all(), Files.size(text));
            check(summary.isWell() && summary.counters().rejected() == 0, "import: " + summary);
        }
        if (before != null) {
            Folders.delete(before.getParent());
        }
    }

    private void read() throws IOException, CheckFailedException {
        long beginNs = cpuNs();
        BareRead bare = BareRead.of(journal);
        add("bare read with CRC", beginNs, bare);

        beginNs = cpuNs();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next() != null) {
                // Reading is checking.
                continue;
            }
            add("verify", beginNs, bare);
            check(reader.records() == bare.records() && reader.isWhole(),
                "verify: " + reader.records() + " of " + bare.records() + " records");
        }

        beginNs = cpuNs();
        Replayer.Result replay = Replayer.replay(journal, (events, engineNs) -> { });
        add("replay, compared", beginNs, bare);
        check(replay.isIdentical() && replay.decisions() > 0, "replay: " + replay.verdict());

        beginNs = cpuNs();
        dump();
        add("dump as text", beginNs, bare);
    }

    private void add(String what, long beginNs, BareRead bare) {
        rows.add(what, cpuNs() - beginNs, bare.records(), bare.bytes());
    }

    /** Each of these is the work of this thread, which others may make wait, but not longer. */
    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void dump() throws IOException {
        try (JournalReader reader = JournalReader.open(journal);
            Exporter exporter = Exporter.into(
                new DataWriter(OutputStream.nullOutputStream()),
                List.of(EventType.values()), Format.TEXT, new Names(""))) {
            Event record;
            while ((record = reader.next()) != null) {
                exporter.write(record);
            }
        }
    }

    private static void check(boolean well, String otherwise) throws CheckFailedException {
        if (!well) {
            throw new CheckFailedException(otherwise);
        }
    }
}
