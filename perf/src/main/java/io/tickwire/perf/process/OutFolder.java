package io.tickwire.perf.process;

import io.tickwire.engine.session.FileErrors;
import io.tickwire.engine.session.SessionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says where a command leaves its sessions, and what becomes of them. */
public final class OutFolder {
    @Option(names = "--out", paramLabel = "DIR", description = "folder to make, absent or empty: "
        + "all sessions, and tables (default: a temporary one, kept where something is wrong)")
    private Path out;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private Path folder;

    /**
     * Makes the folder.
     *
     * @param name of a temporary one, in part
     * @return empty
     * @throws ParameterException if something is in it, or it cannot be made
     * @throws IOException        if no temporary one can be made
     */
    public Path make(String name) throws IOException {
        if (out == null) {
            folder = Files.createTempDirectory("tickwire-" + name + "-");
            return folder;
        }
        try {
            if (Files.exists(out) && !SessionFolder.isEmptyFolder(out)) {
                throw usage("--out: not an empty folder: " + out);
            }
            folder = Files.createDirectories(out);
        } catch (IOException refused) {
            throw usage("--out " + FileErrors.message(out, refused));
        }
        return folder;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /**
     * Says where the folder is, or deletes it where nobody wants it.
     *
     * @param well whether there is nothing to look into
     * @throws IOException if it cannot be deleted
     */
    public void leave(boolean well) throws IOException {
        if (out == null && well) {
            Folders.delete(folder);
        } else {
            spec.commandLine().getErr().println("kept: " + folder);
            spec.commandLine().getErr().flush();
        }
    }
}
