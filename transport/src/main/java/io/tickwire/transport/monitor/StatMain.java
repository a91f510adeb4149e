package io.tickwire.transport.monitor;

import io.tickwire.engine.command.CommandException;
import io.tickwire.engine.command.CommandRunner;
import io.tickwire.engine.command.ExitCode;
import io.tickwire.engine.session.FileErrors;
import io.tickwire.engine.session.SessionFolder;
import io.tickwire.transport.venues.VenueRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run.sh stat}: how the feed of a running engine is, from its journal. */
@Command(name = "stat", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Says how the feed of a running engine is.")
public final class StatMain implements Callable<Integer> {
    private static final long NS_A_MS = 1_000_000L;

    @Parameters(index = "0", arity = "0..1", paramLabel = "DIR",
        description = "session folder (default: the newest running one below sessions)")
    private Path folder;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final Path data;

    /**
     * For tests too.
     *
     * @param data folder of all sessions
     */
    StatMain(Path data) {
        this.data = data;
    }

    /**
     * Looks and exits.
     *
     * @param arguments see {@code run.sh help stat}
     */
    public static void main(String[] arguments) {
        System.exit(CommandRunner.run(new StatMain(Path.of("sessions")), arguments));
    }

    @Override
    public Integer call() {
        try {
            EngineStatus status = status();
            spec.commandLine().getOut().println(json
                ? FeedJson.of(status.watch(), status.info(), status.silentNs())
                : FeedText.statusLine(status.watch(), status.silentNs()));
            return ExitCode.OK;
        } catch (IOException unreadable) {
            throw new CommandException(ExitCode.USAGE,
                "cannot read: " + FileErrors.message(unreadable), unreadable);
        }
    }

    private EngineStatus status() throws IOException {
        Path session = folder == null ? SessionFolder.newestInUse(data).orElse(null) : folder;
        if (session == null) {
            throw new CommandException(ExitCode.USAGE, "no engine is running a session below "
                + data.toAbsolutePath() + "; one elsewhere is found by its folder: stat DIR");
        }
        EngineStatus status = EngineStatus.at(SessionFolder.journalInUse(session),
            () -> System.currentTimeMillis() * NS_A_MS, VenueRegistry::display);
        if (status == null) {
            throw new CommandException(ExitCode.USAGE, "nothing is written yet in " + session);
        }
        return status;
    }
}
