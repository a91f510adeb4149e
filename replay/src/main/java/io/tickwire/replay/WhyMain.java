package io.tickwire.replay;

import io.tickwire.engine.command.CommandException;
import io.tickwire.engine.command.CommandRunner;
import io.tickwire.engine.command.ExitCode;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.replay.inspect.OrderStory;
import io.tickwire.replay.inspect.SessionJournal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code why DIR ORDER}: the chain behind an order, from the tick to its end. */
@Command(name = "why", mixinStandardHelpOptions = true, sortOptions = false,
    description = "The chain behind an order, from the tick that caused it to its end, with the "
        + "times between. Exit code 0: found, 1: no such order, 2: usage.")
public final class WhyMain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Parameters(index = "0", paramLabel = "DIR", description = "session folder")
    private Path session;
    @Parameters(index = "1", paramLabel = "ORDER",
        description = "client id, or the handle of an order or refusal")
    private String order;

    /**
     * Runs the command and ends the process.
     *
     * @param arguments of the command line
     */
    public static void main(String[] arguments) {
        System.exit(CommandRunner.run(new WhyMain(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        Path journal = SessionJournal.of(spec, session);
        PrintWriter out = spec.commandLine().getOut();
        OrderStory story = new OrderStory(order, out::println);
        try (JournalReader reader = JournalReader.open(journal)) {
            Event record;
            while ((record = reader.next()) != null) {
                story.onRecord(record);
            }
            reader.damages().forEach(
                damage -> spec.commandLine().getErr().println("damaged at " + damage));
        }
        story.end();
        if (!story.isFound()) {
            throw new CommandException(ExitCode.CHECK_FAILED, "no order of this session has the "
                + "client id or handle " + order + "; journal dump --type ORDER_INTENT,"
                + "RISK_REFUSAL shows those that there are");
        }
        return ExitCode.OK;
    }
}
