package io.tickwire.transport.live;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import io.tickwire.engine.account.Money;
import io.tickwire.engine.command.CommandException;
import io.tickwire.engine.command.CommandRunner;
import io.tickwire.engine.command.ExitCode;
import io.tickwire.engine.command.ShellCommand;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.core.Recovery;
import io.tickwire.engine.core.Strategies;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.journal.JournalTrim;
import io.tickwire.engine.session.FileErrors;
import io.tickwire.engine.session.OwnerOnly;
import io.tickwire.engine.session.SessionFolder;
import io.tickwire.engine.signal.StrategyException;
import io.tickwire.transport.LogSetup;
import io.tickwire.transport.Version;
import io.tickwire.transport.monitor.MonitorLog;
import io.tickwire.transport.monitor.MonitorPrinter;
import io.tickwire.transport.monitor.RecordObserver;
import io.tickwire.transport.monitor.SessionInfo;
import io.tickwire.transport.page.PageFeed;
import io.tickwire.transport.page.PageServer;
import io.tickwire.transport.venue.VenueClient;
import io.tickwire.transport.venue.VenueDisplay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run.sh live}, {@code monitor}, {@code paper}: the engine on a venue. */
@Command(name = "live", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Runs the engine on a venue; without options on one of its own.")
public final class LiveMain implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(LiveMain.class);
    private static final String HTTP_PORT = "http.port";
    private static final long MIB = 1 << 20;

    @Mixin
    private final VenueSelection venueSelection = new VenueSelection();

    @Option(names = "--mode", paramLabel = "monitor|paper",
        description = "what orders become (default: paper)")
    private String mode;

    @Option(names = "--duration", paramLabel = "D",
        description = "how long, such as 30s (default: until Ctrl-C)")
    private String duration;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "sessions",
        description = "folder of the sessions (default: ${DEFAULT-VALUE})")
    private Path data;

    @Option(names = "--http", paramLabel = "PORT|off",
        description = "page on 127.0.0.1 (default: 8080; 0 = any free port)")
    private String http;

    @Option(names = "--resume", paramLabel = "DIR",
        description = "goes on with this session, its configuration as it was")
    private Path resume;

    @Option(names = "--wait",
        description = "begins although the venue does not trade a symbol yet, and waits for it")
    private boolean waits;

    @Option(names = "--every-tick", description = "a line for each statistics tick, for programs"
        + " that read them (default: one line a symbol and second)")
    private boolean everyTick;

    private final StopSignal stop;

    private LiveMain(StopSignal stop) {
        this.stop = stop;
    }

    /**
     * Runs until it is told to end.
     *
     * @param arguments see {@code run.sh help live}
     */
    public static void main(String[] arguments) {
        StopSignal stop = StopSignal.install();
        stop.exit(CommandRunner.run(new LiveMain(stop), arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            long durationNs =
                duration == null ? Long.MAX_VALUE : VenueSelection.durationNs(duration);
            return resume == null ? begin(durationNs) : goOn(durationNs);
        } catch (StartException cannot) {
            throw new CommandException(ExitCode.USAGE, cannot.getMessage(), cannot);
        } catch (IOException cannot) {
            throw new CommandException(
                ExitCode.USAGE, "cannot start: " + FileErrors.message(cannot), cannot);
        }
    }

    private int begin(long durationNs) throws IOException, InterruptedException {
        Map<String, String> overrides = new LinkedHashMap<>();
        if (mode != null) {
            overrides.put("mode", mode);
        }
        if (http != null) {
            overrides.put(HTTP_PORT, http);
        }
        Config config = Strategies.freeze(venueSelection.read(overrides));
        boolean wanted = http != null || venueSelection.fileSets(HTTP_PORT);
        try (PageServer page = page(config.http().port(), wanted)) {
            return VenueSelection.on(config, venue -> {
                try (SessionFolder folder =
                    SessionFolder.create(data, config, Instant.now(), Version.TEXT)) {
                    return begin(folder, config, venue, durationNs, page);
                }
            });
        }
    }

    /** What never began leaves nothing behind. */
    private int begin(SessionFolder folder, Config config, VenueClient venue, long durationNs,
        PageServer page) throws IOException, InterruptedException {
        try {
            return run(LiveRun.Settings.begin(folder, config, venue).withWaitForTrading(waits),
                durationNs, page);
        } catch (StartException cannot) {
            folder.discard();
            throw cannot;
        }
    }

    private int goOn(long durationNs) throws IOException, InterruptedException {
        if (mode != null || waits || venueSelection.anyFrozen()) {
            throw new IllegalArgumentException("--resume: the session goes on with its own"
                + " configuration; only --duration, --http and --ca go with it");
        }
        try (SessionFolder folder = SessionFolder.open(resume)) {
            tidy(folder.journal());
            Recovery before = Recovery.of(folder.journal());
            // The page decides nothing, so it may be elsewhere than before.
            int port = http == null ? before.config().http().port()
                : ConfigReader.read("", Map.of(HTTP_PORT, http)).http().port();
            try (PageServer page = page(port, http != null)) {
                return VenueSelection.on(before.config(), venue ->
                    run(LiveRun.Settings.resume(folder, before, venue), durationNs, page));
            }
        }
    }

    /** What goes on needs no room that nobody will use, and its user should know what is gone. */
    private static void tidy(Path journal) throws IOException {
        try (JournalReader reader = JournalReader.open(journal)) {
            reader.damages().forEach(damage ->
                LOG.warn("damaged at {}; going on from what is left", damage));
        }
        long trimmed = JournalTrim.trim(journal);
        if (trimmed > 0) {
            LOG.info("journal: cut off {} MiB that the run before had not used",
                (trimmed + MIB / 2) / MIB);
        }
    }

    /** Null for none: it is off, or its port is taken and nobody asked for it. */
    private static PageServer page(int port, boolean wanted) {
        if (port == Config.Http.OFF) {
            return null;
        }
        try {
            return PageServer.bind(port);
        } catch (IOException taken) {
            String message = "page: port " + port + " of 127.0.0.1 cannot be had: "
                + taken.getMessage();
            if (wanted) {
                throw new IllegalArgumentException(message
                    + "; another may be given with --http, or off", taken);
            }
            LOG.warn("{}; going on without the page", message);
            return null;
        }
    }

    private int run(LiveRun.Settings settings, long durationNs, PageServer page)
        throws IOException, InterruptedException {
        SessionFolder folder = settings.folder();
        VenueDisplay display = settings.venue().venue().display();
        logInto(folder.engineLog());
        LOG.info("session {}", folder.path());
        DataLines out = new DataLines(System.out, LOG::warn);
        if (settings.config().mode() == Config.Mode.PAPER) {
            out.accept("Balance: " + display.money(balance(settings)) + " (paper)");
        }
        if (settings.before() != null) {
            out.accept(settings.before().summary());
        }
        MonitorPrinter printer = new MonitorPrinter(
            out, new MonitorLog(LOG::debug, LOG::info, LOG::warn), display,
            settings.config().mode(), everyTick);
        List<RecordObserver> observers = new ArrayList<>();
        observers.add(printer);
        if (page != null) {
            observers.add(served(page, settings));
        }
        LiveRun.Outcome outcome = LiveRun.run(
            settings.withDuration(durationNs).withExtraCa(venueSelection.extraCa()), observers,
            LOG::warn, stop.wanted(), stop::stillEnding);
        if (outcome.failure() instanceof StrategyException) {
            // Its author wants to know where.
            LOG.error("stopped: {}", outcome.failureWords(), outcome.failure().getCause());
        } else if (outcome.failure() != null) {
            LOG.error("stopped: {}", outcome.failureWords());
        }
        outcome.latencies().forEach(out);
        printer.summary().forEach(out);
        out.accept("replay: " + ShellCommand.of("replay", folder.path()));
        return outcome.failure() == null ? ExitCode.OK : ExitCode.STOPPED;
    }

    private static PageFeed served(PageServer page, LiveRun.Settings settings)
        throws IOException {
        Config config = settings.config();
        PageFeed feed = new PageFeed(
            new SessionInfo(settings.folder().id(), config.venue().name(),
                config.mode().name().toLowerCase(Locale.ROOT), settings.incarnation()),
            settings.venue().venue().display(), config.timer().everyNs(), System::nanoTime);
        page.serve(feed);
        LOG.info("page: {}", page.url());
        return feed;
    }

    /** What paper begins with, or had come to. */
    private static String balance(LiveRun.Settings settings) {
        return Money.cents(settings.before() == null
            ? Money.parse(settings.config().paper().balance())
            : settings.before().stages().cash());
    }

    private static void logInto(Path file) throws IOException {
        OwnerOnly.createFile(file);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setFile(file.toString());
        LogSetup.start(appender, context, "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %msg%n");
        context.getLogger("io.tickwire").addAppender(appender);
    }
}
