package io.tickwire.transport.recording;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.journal.JournalFullException;
import io.tickwire.engine.session.SessionException;
import io.tickwire.engine.session.SessionFolder;
import io.tickwire.transport.Version;
import io.tickwire.transport.venue.DecoderCounters;
import io.tickwire.transport.venues.VenueRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run.sh import}: a session from somebody else's recording. */
@Command(name = "import", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Makes a session of recorded traffic; files in order are one session.")
public final class ImportMain implements Callable<Integer> {
    private static final int EXIT_STOPPED = 3;
    private static final String CONFIG = "venue: {name: import}\nsymbols: []\n";

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "recordings, plain or .gz")
    private List<Path> files;

    @Option(names = "--out", required = true, paramLabel = "DIR",
        description = "becomes the session; must be absent or empty")
    private Path out;

    private ImportMain() {
    }

    /**
     * Imports and exits.
     *
     * @param arguments see {@code run.sh help import}
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** @return the command, for tests */
    static CommandLine commandLine() {
        return new CommandLine(new ImportMain());
    }

    @Override
    public Integer call() {
        for (Path file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                System.err.println("cannot read " + file);
                return CommandLine.ExitCode.USAGE;
            }
        }
        Config config = ConfigReader.read(CONFIG);
        try (SessionFolder folder =
            SessionFolder.createAt(out, config, Instant.now(), Version.TEXT)) {
            Importer.Summary summary = Importer.run(files, VenueRegistry.ofRecordings(),
                folder.journal(), folder.id(), config, System.err::println);
            print(summary);
            return CommandLine.ExitCode.OK;
        } catch (SessionException refused) {
            System.err.println(refused.getMessage());
            return CommandLine.ExitCode.USAGE;
        } catch (JournalFullException full) {
            System.err.println("stopped: " + full.getMessage());
            return EXIT_STOPPED;
        } catch (IOException unreadable) {
            System.err.println("stopped: " + unreadable);
            return EXIT_STOPPED;
        }
    }

    private static void print(Importer.Summary summary) {
        DecoderCounters counters = summary.counters();
        System.out.println("imported: " + summary.lines() + " lines, " + counters.ticks()
            + " ticks, " + (counters.rejected() + summary.badLines()) + " rejected");
        System.out.println(counters.summary() + ", recorder's own lines " + summary.ownLines()
            + ", blank " + summary.blankLines());
        System.out.println("journal: " + summary.events() + " events, " + summary.decisions()
            + " decisions, state hash " + summary.stateHash());
    }
}
