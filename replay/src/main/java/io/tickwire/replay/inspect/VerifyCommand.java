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
    description = "Checks every record. Exit code 0: whole, or torn at its end; 1: damaged, "
        + "or no journal.")
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
        int code = SessionJournal.reportDamage(reader, spec.commandLine().getErr());
        spec.commandLine().getOut().println(verdict(reader));
        return isJournal(reader) ? code : 1;
    }

    /** What is torn before its first record may be anything. */
    private static boolean isJournal(JournalReader reader) {
        return reader.records() > 0 || reader.tears().isEmpty();
    }

    private static String verdict(JournalReader reader) {
        if (!isJournal(reader)) {
            return "damaged at " + reader.tears().get(0) + ", no record in the journal";
        }
        if (!reader.damages().isEmpty()) {
            return "damaged at " + reader.damages().get(0);
        }
        return reader.isTornAtEnd() ? "torn tail after " + reader.records()
            : "whole: " + reader.records() + " records";
    }
}
