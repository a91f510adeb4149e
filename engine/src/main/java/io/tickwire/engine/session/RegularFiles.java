package io.tickwire.engine.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Files of a session that may be anything by now: it was copied, packed or moved about. A pipe must
 * not be opened at all, since that waits for somebody at its other end.
 */
public final class RegularFiles {
    private RegularFiles() {
    }

    /**
     * Opens a file to read it.
     *
     * @param file a file or a symbolic link to one
     * @return to be closed
     * @throws FileSystemException if it is something else, in words
     * @throws IOException         if it is absent or cannot be read
     */
    public static FileChannel openToRead(Path file) throws IOException {
        require(file);
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    /**
     * Passes what can be opened without waiting: a file, or nothing at all.
     *
     * @param file any path
     * @throws FileSystemException if something else is there, in words
     */
    public static void require(Path file) throws FileSystemException {
        if (Files.isRegularFile(file) || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        String what = Files.isDirectory(file) ? "a folder"
            : Files.exists(file) ? "a pipe or device" : "a link to nothing";
        throw new FileSystemException(file.toString(), null, "is " + what + ", not a file");
    }
}
