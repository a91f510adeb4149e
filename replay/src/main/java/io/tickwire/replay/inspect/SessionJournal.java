package io.tickwire.replay.inspect;

import io.tickwire.engine.config.ConfigException;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.journal.JournalReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Finds the journal of a session folder, and says what is wrong with it. */
public final class SessionJournal {
    private SessionJournal() {
    }

    /**
     * The journal folder of a session.
     *
     * @param spec    of the command, for its messages
     * @param session folder
     * @return its {@code journal} folder, with at least one segment in it
     * @throws ParameterException if there is none
     * @throws IOException        if it cannot be listed
     */
    public static Path of(CommandSpec spec, Path session) throws IOException {
        Path journal = session.resolve("journal");
        if (!Files.isDirectory(journal)) {
            throw new ParameterException(spec.commandLine(),
                "not a session folder: " + session + " (has no journal/)");
        }
        if (JournalReader.segments(journal).isEmpty()) {
            throw new ParameterException(
                spec.commandLine(), "no journal segment in " + journal);
        }
        return journal;
    }

    /** Name of the venue in the configuration; empty where that is lost. */
    static String venue(Path journal) throws IOException {
        JournalReader reader = JournalReader.open(journal);
        while (reader.config() == null && reader.next() != null) {
            // The configuration comes with the first segment whose metadata is intact.
            continue;
        }
        if (reader.config() == null) {
            return "";
        }
        try {
            return ConfigReader.readFrozen(reader.config()).venue().name();
        } catch (ConfigException ofOtherVersion) {
            return "";
        }
    }

    /** Tells tears and damages, once the reader is at its end. */
    static int reportDamage(JournalReader reader, PrintWriter err) {
        reader.tears().forEach(tear -> err.println("torn at " + tear));
        reader.damages().forEach(damage -> err.println("damaged at " + damage));
        return reader.damages().isEmpty() ? 0 : 1;
    }
}
