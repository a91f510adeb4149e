package io.tickwire.replay;

import io.tickwire.engine.command.CommandRunner;
import io.tickwire.replay.inspect.DescribeCommand;
import io.tickwire.replay.inspect.DumpCommand;
import io.tickwire.replay.inspect.VerifyCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code journal describe|dump|verify DIR}: looks into a journal. */
@Command(name = "journal", mixinStandardHelpOptions = true,
    subcommands = {DescribeCommand.class, DumpCommand.class, VerifyCommand.class},
    description = "Looks into a session's journal.")
public final class JournalMain implements Runnable {
    @Spec
    private CommandSpec spec;

    /**
     * Runs the command and ends the process.
     *
     * @param arguments of the command line
     */
    public static void main(String[] arguments) {
        System.exit(CommandRunner.run(new JournalMain(), arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which one? "
            + String.join(", ", spec.subcommands().keySet()));
    }
}
