package io.tickwire.engine.command;

import io.tickwire.engine.config.ConfigException;
import io.tickwire.engine.journal.JournalFullException;
import io.tickwire.engine.session.FileErrors;
import io.tickwire.engine.session.SessionException;
import io.tickwire.engine.signal.StrategyException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Runs a command line: data on stdout, everything else on stderr, each error as one sentence
 * without the usage text, and the {@link ExitCode}s. A command throws what it cannot handle:
 * <ul>
 * <li>{@link ParameterException}: its message and where help is, {@link ExitCode#USAGE}
 * <li>{@link ConfigException}: its problems, one a line, {@link ExitCode#USAGE}
 * <li>{@link SessionException}, {@link IllegalArgumentException}: {@link ExitCode#USAGE}
 * <li>{@link StrategyException}, {@link JournalFullException}: {@link ExitCode#STOPPED}
 * <li>{@link IOException}: the file and what is wrong with it, {@link ExitCode#CHECK_FAILED}
 * <li>{@link CommandException}: as it says
 * <li>anything else is an error of this program: {@link ExitCode#CHECK_FAILED}
 * </ul>
 */
public final class CommandRunner {
    private static final String WITH_STACK_TRACE =
        "; for its stack trace set JAVA_TOOL_OPTIONS=-Dpicocli.trace=DEBUG";

    private CommandRunner() {
    }

    /**
     * A command line that ends as described above, with the process's own streams until others are
     * set.
     *
     * @param command     annotated for picocli
     * @param subcommands that its annotation does not name, annotated as well
     * @return to be executed
     */
    public static CommandLine line(Object command, Object... subcommands) {
        CommandLine line = new CommandLine(command);
        for (Object subcommand : subcommands) {
            line.addSubcommand(subcommand);
        }
        // These reach the subcommands that are there by now, no later ones.
        return line.setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler((wrong, arguments) -> usage(wrong))
            .setExecutionExceptionHandler(
                (failure, failed, parsed) -> failed(failure, failed.getErr()));
    }

    /**
     * Runs a command with the process's own streams.
     *
     * @param command   annotated for picocli
     * @param arguments of the command line
     * @return exit code
     */
    public static int run(Object command, String... arguments) {
        return run(line(command), arguments);
    }

    /**
     * Runs a command with streams of its own; they are flushed, not closed.
     *
     * @param command   annotated for picocli
     * @param out       data
     * @param err       all else
     * @param arguments of the command line
     * @return exit code
     */
    public static int run(
        Object command, PrintWriter out, PrintWriter err, String... arguments) {
        return run(line(command).setOut(out).setErr(err), out, err, arguments);
    }

    /**
     * Runs a command line with the process's own streams. What is written to its
     * {@link CommandLine#getOut} is flushed at the end; commands that print now and then flush it
     * themselves, or print to {@link System#out}. Where stdout does not take it all, on a full disk
     * for example, the command has failed, unless a reader has closed its pipe.
     *
     * @param line      of {@link #line}
     * @param arguments of the command line
     * @return exit code
     */
    public static int run(CommandLine line, String... arguments) {
        PrintStream before = System.out;
        try {
            return run(line, new FileOutputStream(FileDescriptor.out),
                new PrintWriter(System.err, true), arguments);
        } finally {
            System.setOut(before);
        }
    }

    /** As above; {@link System#out} goes into the same stream from then on. */
    static int run(
        CommandLine line, OutputStream stdout, PrintWriter err, String... arguments) {
        DataStream data = new DataStream(stdout);
        System.setOut(new PrintStream(data, true, StandardCharsets.UTF_8));
        PrintWriter out = new DataWriter(data);
        // The one that the line has got would print help to the System.out of before.
        line.setExecutionStrategy(new CommandLine.RunLast());
        int code = run(line.setOut(out).setErr(err), out, err, arguments);
        IOException failure = data.failure();
        if (failure == null) {
            return code;
        }
        err.println("stdout is cut off: " + FileErrors.message(failure));
        return code == ExitCode.OK ? ExitCode.CHECK_FAILED : code;
    }

    private static int run(
        CommandLine line, PrintWriter out, PrintWriter err, String... arguments) {
        try {
            return line.execute(arguments);
        } catch (Error failure) {
            // Else the process would end with whatever code its shutdown hooks have.
            return unexpected(failure, err);
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static int usage(ParameterException wrong) {
        CommandLine line = wrong.getCommandLine();
        String message = wrong.getMessage();
        boolean isOneLine = message.indexOf('\n') < 0;
        line.getErr().println(isOneLine
            ? message + "; see "
                + ShellCommand.of("help " + line.getCommandSpec().qualifiedName()) : message);
        return ExitCode.USAGE;
    }

    private static int failed(Exception failure, PrintWriter err) {
        if (failure instanceof CommandException ended) {
            err.println(ended.getMessage());
            return ended.exitCode();
        }
        if (failure instanceof ConfigException wrong) {
            wrong.problems().forEach(err::println);
            return ExitCode.USAGE;
        }
        if (failure instanceof SessionException || failure instanceof IllegalArgumentException) {
            err.println(failure.getMessage());
            return ExitCode.USAGE;
        }
        if (failure instanceof StrategyException || failure instanceof JournalFullException) {
            err.println("stopped: " + failure.getMessage());
            return ExitCode.STOPPED;
        }
        if (failure instanceof IOException unreadable) {
            err.println(FileErrors.message(unreadable));
            return ExitCode.CHECK_FAILED;
        }
        if (failure instanceof UncheckedIOException unreadable) {
            err.println(FileErrors.message(unreadable.getCause()));
            return ExitCode.CHECK_FAILED;
        }
        return unexpected(failure, err);
    }

    private static int unexpected(Throwable failure, PrintWriter err) {
        boolean isTraced = CommandLine.tracer().isDebug();
        err.println("failed unexpectedly: " + String.join(" ", failure.toString().lines().toList())
            + (isTraced ? "" : WITH_STACK_TRACE));
        if (isTraced) {
            failure.printStackTrace(err);
        }
        return ExitCode.CHECK_FAILED;
    }
}
