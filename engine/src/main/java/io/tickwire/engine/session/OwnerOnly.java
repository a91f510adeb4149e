package io.tickwire.engine.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes folders and files that nobody but their owner may read or list: a session holds positions,
 * orders and somebody's strategy. Where the system has no such permissions they are made as usual.
 */
public final class OwnerOnly {
    private static final boolean KNOWN =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final String FOLDER = "rwx------";
    private static final String FILE = "rw-------";

    private OwnerOnly() {
    }

    private static FileAttribute<?>[] permissions(String text) {
        return KNOWN ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
            : new FileAttribute<?>[0];
    }

    /**
     * Makes a folder.
     *
     * @param folder absent
     * @throws IOException if it is there already, or the file system refuses
     */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectory(folder, permissions(FOLDER));
    }

    /**
     * Takes everybody else's permissions from a folder.
     *
     * @param folder exists
     * @throws IOException if it is not ours
     */
    public static void restrictFolder(Path folder) throws IOException {
        if (KNOWN) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(FOLDER));
        }
    }

    /**
     * Opens a file.
     *
     * @param file    made if absent and the options say so
     * @param options as of {@link FileChannel#open}
     * @return to be closed
     * @throws IOException if the file system refuses
     */
    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), permissions(FILE));
    }

    /**
     * Makes a file for somebody who opens it with means of their own; one that is there stays.
     *
     * @param file made if absent
     * @throws IOException if something else is there, or the file system refuses
     */
    public static void createFile(Path file) throws IOException {
        RegularFiles.require(file);
        try {
            Files.createFile(file, permissions(FILE));
        } catch (FileAlreadyExistsException before) {
            // Of an earlier run.
            return;
        }
    }
}
