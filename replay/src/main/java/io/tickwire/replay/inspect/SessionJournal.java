package io.tickwire.replay.inspect;

import io.tickwire.engine.command.ExitCode;
import io.tickwire.engine.config.ConfigException;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.session.SessionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Finds the journal of a session folder, and says what is wrong with it. */
public final class SessionJournal {
    /** Of a journal without any record. */
    static final String NO_RECORD = "no record in the journal";
    /** Of a journal whose last input is not END. */
    static final String NOT_CLOSED = "not closed (no END)";

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
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.config() == null && reader.next() != null) {
                // The configuration comes with the first segment whose metadata is intact.
                continue;
            }
            return reader.config() == null ? ""
                : ConfigReader.readFrozen(reader.config()).venue().name();
        } catch (ConfigException ofOtherVersion) {
            return "";
        }
    }

    /**
     * Says that the last run of a session was not closed.
     *
     * @param session folder
     * @return one line
     * @throws IOException if it cannot be seen whether an engine is running it
     */
    public static String notClosed(Path session) throws IOException {
        return NOT_CLOSED + (SessionFolder.isInUse(session)
            ? ": an engine is running this session"
            : ": the engine was killed, or what it wrote last is gone");
    }

    /**
     * Tells what is wrong with a journal, once the reader is at its end.
     *
     * @param tell takes one line after the other
     * @return exit code
     */
    static int report(JournalReader reader, Path session, Consumer<String> tell)
        throws IOException {
        reader.tears().forEach(tear -> tell.accept("torn at " + tear));
        reader.damages().forEach(damage -> tell.accept("damaged at " + damage));
        if (reader.records() == 0) {
            tell.accept(NO_RECORD);
            return ExitCode.CHECK_FAILED;
        }
        if (!reader.isEnded()) {
            tell.accept(notClosed(session));
        }
        return reader.damages().isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }
}
