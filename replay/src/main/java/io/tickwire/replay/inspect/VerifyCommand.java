package io.tickwire.replay.inspect;

import io.tickwire.engine.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code journal verify DIR}: checks every byte and ends with one verdict line. */
@Command(name = "verify", mixinStandardHelpOptions = true,
    description = "Checks every record. Exit code 0: whole, or its end is missing, as it is where "
        + "an engine was killed or still runs; 1: damaged, or no record.")
public final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "DIR", description = "session folder")
    private Path session;

    @Override
    public Integer call() throws IOException {
        JournalReader reader = JournalReader.open(SessionJournal.of(spec, session));
        while (reader.next() != null) {
            // Reading is checking.
            continue;
        }
        int code =
            SessionJournal.report(reader, session, spec.commandLine().getErr()::println);
        spec.commandLine().getOut().println(verdict(reader));
        return code;
    }

    private static String verdict(JournalReader reader) {
        if (reader.records() == 0 && !reader.tears().isEmpty()) {
            // What is torn before its first record may be anything.
            return "damaged at " + reader.tears().get(0) + ", " + SessionJournal.NO_RECORD;
        }
        if (!reader.damages().isEmpty()) {
            return "damaged at " + reader.damages().get(0);
        }
        if (reader.records() == 0) {
            return SessionJournal.NO_RECORD;
        }
        if (!reader.isEnded()) {
            return "torn tail after " + reader.records() + ", " + SessionJournal.NOT_CLOSED;
        }
        return reader.isTornAtEnd() ? "torn tail after " + reader.records()
            : "whole: " + reader.records() + " records";
    }
}
