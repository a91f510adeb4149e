package io.tickwire.perf.process;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Output of a long command, flushed line by line. A mixin without options; any thread. */
@Command
public final class CommandOutput {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * A line of the result, on stdout.
     *
     * @param line without its end
     */
    public void print(String line) {
        printLine(spec.commandLine().getOut(), line);
    }

    /**
     * A line of the progress, on stderr.
     *
     * @param line without its end
     */
    public void progress(String line) {
        printLine(spec.commandLine().getErr(), line);
    }

    private static void printLine(PrintWriter to, String line) {
        to.println(line);
        to.flush();
    }

    /** @return stderr, for what is not a line */
    public PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /**
     * For arguments that cannot be used.
     *
     * @param message which, and why
     * @return to be thrown
     */
    public ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
