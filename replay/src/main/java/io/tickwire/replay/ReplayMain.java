package io.tickwire.replay;

import io.tickwire.engine.command.CommandException;
import io.tickwire.engine.command.CommandRunner;
import io.tickwire.engine.command.ExitCode;
import io.tickwire.engine.config.ConfigException;
import io.tickwire.engine.signal.StrategyException;
import io.tickwire.replay.inspect.SessionJournal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay DIR}: runs a session once more and says whether it decides the same. */
@Command(name = "replay", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Runs a session's inputs through the engine once more and compares every "
        + "decision with the recorded one. Exit code 0: identical (or --config), 1: not, 2: "
        + "usage.")
public final class ReplayMain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "DIR", description = "session folder")
    private Path session;
    @Option(names = "--config", paramLabel = "F", description = "YAML: runs the session's inputs "
        + "with these keys instead of its own, paper and risk say, and shows what comes out "
        + "beside what was recorded")
    private Path config;
    @Option(names = "--speed", paramLabel = "max|N", defaultValue = "max",
        description = "max, or how many times as fast as it was (default: max)")
    private String speed;

    /**
     * Runs the command and ends the process.
     *
     * @param arguments of the command line
     */
    public static void main(String[] arguments) {
        System.exit(CommandRunner.run(new ReplayMain(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Path journal = SessionJournal.of(spec, session);
        if (config != null) {
            return whatIf(journal);
        }
        Replayer.Result result = replay(journal, err);
        result.tears().forEach(tear -> err.println("torn at " + tear));
        result.damages().forEach(damage -> err.println("damaged at " + damage));
        if (result.notRecorded() > 0) {
            err.println("not recorded: " + result.notRecorded()
                + " decisions on the last input before a crash");
        }
        if (result.ending() != null) {
            err.println("ended by a failure: " + result.ending());
        } else if (!result.isClosed() && result.isIdentical()) {
            err.println(SessionJournal.notClosed(session));
        }
        if (result.firstSegment() > 1) {
            err.println("from segment " + result.firstSegment() + " on " + result.comparison());
        }
        spec.commandLine().getOut().println(result.verdict());
        return result.isIdentical() ? 0 : 1;
    }

    private int whatIf(Path journal) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            WhatIf.run(journal, Files.readString(config)).lines(config.toString())
                .forEach(out::println);
        } catch (ConfigException | IllegalArgumentException refused) {
            throw new CommandException(ExitCode.USAGE, refused.getMessage(), refused);
        } catch (NoSuchFileException absent) {
            throw new CommandException(ExitCode.USAGE, "--config: no such file: " + config, absent);
        } catch (StrategyException threw) {
            throw new CommandException(ExitCode.CHECK_FAILED, threw.getMessage(), threw);
        }
        return ExitCode.OK;
    }

    private Replayer.Result replay(Path journal, PrintWriter err) throws IOException {
        try {
            return Replayer.replay(journal, new Pace(factor(), err));
        } catch (StrategyException notAsBefore) {
            // Here no engine has stopped itself: the session was not replayed.
            throw new CommandException(
                ExitCode.CHECK_FAILED, notAsBefore.getMessage(), notAsBefore);
        }
    }

    /** 0 for as fast as possible. */
    private double factor() {
        if (speed.equals("max")) {
            return 0;
        }
        try {
            double factor = Double.parseDouble(speed);
            if (factor > 0 && factor <= 1e6) {
                return factor;
            }
        } catch (NumberFormatException noNumber) {
            throw badSpeed(noNumber);
        }
        throw badSpeed(null);
    }

    private CommandLine.ParameterException badSpeed(Throwable cause) {
        return new CommandLine.ParameterException(spec.commandLine(),
            "--speed: neither max nor a number above 0: " + speed, cause);
    }
}
