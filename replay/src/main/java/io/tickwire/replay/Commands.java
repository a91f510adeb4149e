package io.tickwire.replay;

import io.tickwire.engine.config.ConfigException;
import io.tickwire.engine.session.FileTrouble;
import io.tickwire.engine.signal.StrategyException;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Runs a command line: data on stdout, all else on stderr, and the exit codes of the contract. */
public final class Commands {
    private static final int BUFFER_LENGTH = 1 << 16;

    private Commands() {
    }

    /**
     * With the process's own streams.
     *
     * @param command   annotated for picocli
     * @param arguments of the command line
     * @return exit code
     */
    public static int run(Object command, String... arguments) {
        // One system call a row would be most of the time of a long dump.
        PrintWriter out = new PrintWriter(new BufferedWriter(new OutputStreamWriter(
            new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), BUFFER_LENGTH));
        return run(command, out, new PrintWriter(System.err, true), arguments);
    }

    /**
     * With any streams; they are flushed, not closed.
     *
     * @param command   annotated for picocli
     * @param out       data
     * @param err       all else
     * @param arguments of the command line
     * @return exit code
     */
    public static int run(Object command, PrintWriter out, PrintWriter err, String... arguments) {
        int code = new CommandLine(command)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(out)
            .setErr(err)
            .setExecutionExceptionHandler((failure, commandLine, parsed) -> fail(failure, err))
            .execute(arguments);
        out.flush();
        err.flush();
        return code;
    }

    private static int fail(Exception failure, PrintWriter err) {
        if (failure instanceof ConfigException || failure instanceof IllegalArgumentException) {
            err.println(failure.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        if (failure instanceof IOException trouble) {
            err.println(FileTrouble.words(trouble));
        } else if (failure instanceof UncheckedIOException unchecked) {
            err.println(FileTrouble.words(unchecked.getCause()));
        } else if (failure instanceof StrategyException) {
            err.println(failure.getMessage());
        } else {
            failure.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
