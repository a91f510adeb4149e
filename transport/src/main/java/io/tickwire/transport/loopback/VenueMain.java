package io.tickwire.transport.loopback;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import io.tickwire.engine.command.CommandException;
import io.tickwire.engine.command.CommandRunner;
import io.tickwire.engine.command.ExitCode;
import io.tickwire.engine.market.Market;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.session.FileErrors;
import io.tickwire.transport.loopback.account.AccountSpec;
import io.tickwire.transport.loopback.account.AccountsFile;
import io.tickwire.transport.loopback.account.AccountsFileException;
import io.tickwire.transport.loopback.feed.CapturePlayer;
import io.tickwire.transport.loopback.rest.RequestWeightMeter;
import io.tickwire.transport.loopback.scenario.FaultFileException;
import io.tickwire.transport.loopback.scenario.FaultPlan;
import io.tickwire.transport.loopback.scenario.ShippedScenarios;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The loopback venue as a program: {@code run.sh venue}. */
@Command(name = "venue", mixinStandardHelpOptions = true, sortOptions = false, description =
    "Serves a futures venue's market data on 127.0.0.1: an invented market, or a recording.")
public final class VenueMain implements Callable<Integer> {
    /** In front of whatever it says on stderr, which others may share. */
    private static final String NAME = "venue: ";
    private static final String LIST = "list";

    @Option(names = "--port", defaultValue = "0", description = "0 (default) = any free one")
    private int port;

    @Option(names = "--tls", description = "wss and https, with a certificate made for this run")
    private boolean tls;

    @Option(names = "--capture", description = "play this recording instead; may be repeated")
    private List<Path> captures = List.of();

    @Option(names = "--speed", defaultValue = "1",
        description = "of the recording: a factor, or max (default: 1)")
    private String speed;

    @Option(names = "--keep-times", description = "of the recording, as they are in it; else they"
        + " are moved to now, and at another speed they are as much closer together")
    private boolean keepTimes;

    @Option(names = "--rate", description = "events per second of the market (default: "
        + Market.DEFAULT_RATE + ")")
    private int rate = Market.DEFAULT_RATE;

    @Option(names = "--seed", description = "of the market (default: random, told on stderr)")
    private Long seed;

    @Option(names = "--faults", paramLabel = "NAME|FILE|list", description = "a scenario, shipped "
        + "or in a file: when the venue misbehaves, and how (see docs/FAULTS.md); list: the names "
        + "of the shipped ones")
    private String faults;

    @Option(names = "--hosts", paramLabel = "FILE", description = "make this file, with which a "
        + "client on a JVM finds the name " + HostsFile.NAME + " (-Djdk.net.hosts.file=FILE); for "
        + "the fault dns-failure")
    private Path hosts;

    @Option(names = "--accounts", paramLabel = "FILE", description = "keys, secrets and balances "
        + "of its accounts (see docs/VENUE.md; default: one with the key loopback-key, secret "
        + "loopback-secret, 100,000 USDT)")
    private Path accounts;

    /** For a venue started by another program, which may die without a word. */
    @Option(names = "--until-stdin-closes", hidden = true)
    private boolean untilStdinCloses;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private VenueMain() {
    }

    /**
     * Runs until it is told to end.
     *
     * @param arguments see {@code run.sh help venue}
     */
    public static void main(String[] arguments) {
        // stdout carries one line only, and no logging set-up may change that.
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        System.exit(CommandRunner.run(new VenueMain(), arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (LIST.equals(faults)) {
            ShippedScenarios.all().forEach(spec.commandLine().getOut()::println);
            return ExitCode.OK;
        }
        VenueServer server = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "venue-end"));
        System.out.println("venue listening on " + server.roots());
        System.out.flush();
        if (untilStdinCloses) {
            awaitEndOfStdin();
        } else {
            new CountDownLatch(1).await();
        }
        return ExitCode.OK;
    }

    private VenueServer launch() {
        try {
            return VenueServer.launch(options(), VenueMain::log);
        } catch (IOException | GeneralSecurityException failure) {
            throw new CommandException(
                ExitCode.USAGE, NAME + message(failure), failure);
        } catch (FaultFileException wrong) {
            throw new CommandException(ExitCode.USAGE, NAME + "--faults " + faults + ":\n  "
                + String.join("\n  ", wrong.problems()), wrong);
        } catch (AccountsFileException wrong) {
            throw new CommandException(ExitCode.USAGE, NAME + "--accounts " + accounts + ":\n  "
                + String.join("\n  ", wrong.problems()), wrong);
        }
    }

    private VenueServerOptions options()
        throws IOException, FaultFileException, AccountsFileException {
        if (port < 0 || port > 65_535 || rate <= 0) {
            throw new ParameterException(spec.commandLine(),
                "--port must be 0 to 65535 and --rate above 0: " + port + ", " + rate);
        }
        if (captures.isEmpty() && (keepTimes || !speed.equals("1"))) {
            throw new ParameterException(spec.commandLine(),
                (keepTimes ? "--keep-times" : "--speed")
                    + " is of a recording, so it needs --capture");
        }
        if (!captures.isEmpty() && accounts != null) {
            throw new ParameterException(spec.commandLine(), "--accounts trade on the invented "
                + "market, so not together with --capture");
        }
        FaultPlan plan = plan();
        double factor = speed();
        long chosen = seed != null ? seed : new SplittableRandom().nextLong() >>> 1;
        if (captures.isEmpty()) {
            log("seed " + chosen);
        }
        VenueServerOptions options =
            new VenueServerOptions(port, tls, MarketSymbol.DEFAULT, rate, chosen,
            captures, factor, keepTimes,
            VenueServerOptions.PING_EVERY_NS, VenueServerOptions.PONG_WITHIN_NS,
            RequestWeightMeter.DEFAULT_LIMIT, plan, hosts,
            accounts == null ? AccountSpec.DEFAULTS : AccountsFile.read(accounts));
        plan.check(options.features());
        return options;
    }

    private FaultPlan plan() throws IOException, FaultFileException {
        if (faults == null) {
            return FaultPlan.NONE;
        }
        if (ShippedScenarios.all().contains(faults)) {
            return FaultPlan.of(ShippedScenarios.text(faults));
        }
        try {
            return FaultPlan.read(Path.of(faults));
        } catch (NoSuchFileException absent) {
            throw new CommandException(ExitCode.USAGE, NAME + "--faults " + faults
                + ": no such file, and no such scenario; there are "
                + String.join(", ", ShippedScenarios.all()), absent);
        }
    }

    private double speed() {
        try {
            double factor = speed.equals("max") ? CapturePlayer.FLAT_OUT
                : Double.parseDouble(speed);
            if (factor > 0) {
                return factor;
            }
        } catch (NumberFormatException e) {
            throw new ParameterException(spec.commandLine(), "--speed is no number: " + speed, e);
        }
        throw new ParameterException(spec.commandLine(), "--speed must be above 0: " + speed);
    }

    private static void awaitEndOfStdin() {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            log("stdin broke, taken as its end: " + e);
        }
    }

    /** Halts with its own code: after a signal the JVM's would be 128 and more. */
    private static void end(VenueServer server) {
        try {
            server.close();
        } catch (IOException e) {
            log("cannot clean up: " + e);
        }
        Runtime.getRuntime().halt(ExitCode.OK);
    }

    private static String message(Exception failure) {
        Throwable cause = failure.getCause();
        return cause != null ? failure.getMessage() + ": "
                + (cause.getMessage() != null ? cause.getMessage() : cause)
            : failure instanceof IOException broken ? FileErrors.message(broken)
            : failure.toString();
    }

    private static void log(String notice) {
        System.err.println(NAME + notice);
    }
}
