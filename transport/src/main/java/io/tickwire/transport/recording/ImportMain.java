package io.tickwire.transport.recording;

import io.tickwire.engine.command.CommandException;
import io.tickwire.engine.command.CommandRunner;
import io.tickwire.engine.command.ExitCode;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.session.FileErrors;
import io.tickwire.engine.session.SessionFolder;
import io.tickwire.transport.Version;
import io.tickwire.transport.venue.DecoderCounters;
import io.tickwire.transport.venues.VenueRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run.sh import}: a session from somebody else's recording. */
@Command(name = "import", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Makes a session of recorded traffic; files in order are one session.")
public final class ImportMain implements Callable<Integer> {
    private static final String CONFIG = "venue: {name: import}\nsymbols: []\n";

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "recordings, plain or .gz")
    private List<Path> files;

    @Option(names = "--out", required = true, paramLabel = "DIR",
        description = "becomes the session; must be absent or empty")
    private Path out;

    @Spec
    private CommandSpec spec;

    /**
     * Imports and exits.
     *
     * @param arguments see {@code run.sh help import}
     */
    public static void main(String[] arguments) {
        System.exit(CommandRunner.run(new ImportMain(), arguments));
    }

    @Override
    public Integer call() {
        for (Path file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new CommandException(ExitCode.USAGE, "cannot read " + file);
            }
        }
        Config config = ConfigReader.read(CONFIG);
        try (SessionFolder folder =
            SessionFolder.createAt(out, config, Instant.now(), Version.TEXT)) {
            Importer.Summary summary = Importer.run(files, VenueRegistry.ofRecordings(),
                folder.journal(), folder.id(), config, spec.commandLine().getErr()::println);
            print(summary, spec.commandLine().getOut());
            return ExitCode.OK;
        } catch (IOException broken) {
            throw new CommandException(
                ExitCode.STOPPED, "stopped: " + FileErrors.message(broken), broken);
        }
    }

    private static void print(Importer.Summary summary, PrintWriter out) {
        DecoderCounters counters = summary.counters();
        out.println("imported: " + summary.lines() + " lines, " + counters.ticks()
            + " ticks, " + (counters.rejected() + summary.badLines()) + " rejected");
        out.println(counters.summary() + ", recorder's own lines " + summary.ownLines()
            + ", blank " + summary.blankLines());
        out.println("journal: " + summary.events() + " events, " + summary.decisions()
            + " decisions, state hash " + summary.stateHash());
    }
}
