package io.tickwire.transport.live;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigException;
import io.tickwire.engine.core.Recovery;
import io.tickwire.engine.journal.JournalFullException;
import io.tickwire.engine.session.SessionException;
import io.tickwire.engine.session.SessionFolder;
import io.tickwire.transport.Version;
import io.tickwire.transport.binance.VenueRoots;
import io.tickwire.transport.monitor.MonitorPrinter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run.sh live}, {@code monitor}, {@code paper}: the engine on a venue. */
@Command(name = "live", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Runs the engine on a venue; without options on one of its own.")
public final class LiveMain implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(LiveMain.class);
    private static final int EXIT_STOPPED = 3;
    private static final String PAPER_BALANCE = "10000.00 USDT";

    @Mixin
    private final VenueOptions venueOptions = new VenueOptions();

    @Option(names = "--mode", paramLabel = "monitor|paper",
        description = "what orders become (default: paper)")
    private String mode;

    @Option(names = "--duration", paramLabel = "D",
        description = "how long, such as 30s (default: until Ctrl-C)")
    private String duration;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "sessions",
        description = "folder of the sessions (default: ${DEFAULT-VALUE})")
    private Path data;

    @Option(names = "--http", paramLabel = "off", defaultValue = "off",
        description = "off is the only value as yet")
    private String http;

    @Option(names = "--resume", paramLabel = "DIR",
        description = "goes on with this session, its configuration as it was")
    private Path resume;

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
        stop.exit(new CommandLine(new LiveMain(stop)).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            if (!http.equals("off")) {
                throw new IllegalArgumentException("--http: only off as yet: " + http);
            }
            long durationNs =
                duration == null ? Long.MAX_VALUE : VenueOptions.durationNs(duration);
            return resume == null ? begin(durationNs) : goOn(durationNs);
        } catch (ConfigException wrong) {
            wrong.problems().forEach(System.err::println);
            return CommandLine.ExitCode.USAGE;
        } catch (SessionException | IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            return CommandLine.ExitCode.USAGE;
        } catch (StartException cannot) {
            System.err.println(cannot.getMessage());
            return CommandLine.ExitCode.USAGE;
        } catch (JournalFullException full) {
            System.err.println("stopped: " + full.getMessage());
            return EXIT_STOPPED;
        } catch (IOException cannot) {
            System.err.println("cannot start: " + cannot.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    private int begin(long durationNs) throws IOException, InterruptedException {
        Map<String, String> overrides = new LinkedHashMap<>();
        if (mode != null) {
            overrides.put("mode", mode);
        }
        Config config = venueOptions.read(overrides);
        return onVenue(config, roots -> {
            try (SessionFolder folder =
                SessionFolder.create(data, config, Instant.now(), Version.TEXT)) {
                return run(folder, config, null, roots, durationNs);
            }
        });
    }

    private int goOn(long durationNs) throws IOException, InterruptedException {
        if (mode != null || venueOptions.anyFrozen()) {
            throw new IllegalArgumentException("--resume: the session goes on with its own"
                + " configuration; only --duration and --ca go with it");
        }
        try (SessionFolder folder = SessionFolder.open(resume)) {
            Recovery before = Recovery.of(folder.journal());
            return onVenue(before.config(),
                roots -> run(folder, before.config(), before, roots, durationNs));
        }
    }

    /** What is run once the addresses are known. */
    private interface OnVenue {
        int run(VenueRoots roots) throws IOException, InterruptedException;
    }

    private static int onVenue(Config config, OnVenue task)
        throws IOException, InterruptedException {
        if (!VenueOptions.needsLoopback(config)) {
            return task.run(VenueRoots.of(config.venue()));
        }
        try (LoopbackVenue venue = LoopbackVenue.start()) {
            return task.run(venue.roots());
        }
    }

    private int run(
        SessionFolder folder, Config config, Recovery before, VenueRoots roots,
        long durationNs) throws IOException, InterruptedException {
        logInto(folder.engineLog());
        LOG.info("session {}", folder.path());
        DataLines out = new DataLines(System.out, LOG::warn);
        if (config.mode() == Config.Mode.PAPER) {
            out.accept("Balance: " + PAPER_BALANCE + " (paper)");
        }
        MonitorPrinter printer = new MonitorPrinter(out, LOG::info);
        LiveRun.Settings settings = new LiveRun.Settings(
            folder, config, before, roots, durationNs, venueOptions.extraCa());
        LiveRun.Outcome outcome =
            LiveRun.run(settings, printer::onRecord, LOG::warn, stop.wanted());
        if (outcome.failure() != null) {
            LOG.error("stopped: {}", outcome.failure());
        }
        outcome.latencies().forEach(out);
        out.accept("replay: ./run.sh replay " + folder.path());
        return outcome.failure() == null ? CommandLine.ExitCode.OK : EXIT_STOPPED;
    }

    private static void logInto(Path file) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %msg%n");
        encoder.start();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setFile(file.toString());
        appender.start();
        context.getLogger("io.tickwire").addAppender(appender);
    }
}
