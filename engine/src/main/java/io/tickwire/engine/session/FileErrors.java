package io.tickwire.engine.session;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Messages for people from I/O exceptions: which file, and what is wrong with it. */
public final class FileErrors {
    private FileErrors() {
    }

    /**
     * Of a file that somebody named.
     *
     * @param file    as it was named
     * @param error with it
     * @return the name and what is wrong
     */
    public static String message(Path file, IOException error) {
        String message = message(error);
        return message.startsWith(file + ": ") ? message : file + ": " + message;
    }

    /**
     * Of whatever file it is about.
     *
     * @param error with it
     * @return its name, as far as that is known, and what is wrong
     */
    public static String message(IOException error) {
        if (error instanceof CharacterCodingException) {
            return "not UTF-8";
        }
        if (error instanceof FileSystemException about && about.getFile() != null) {
            return about.getFile() + ": " + reason(about);
        }
        return error.getMessage() == null ? error.toString() : error.getMessage();
    }

    private static String reason(FileSystemException about) {
        if (about.getReason() != null) {
            return about.getReason();
        }
        return about instanceof NoSuchFileException ? "no such file"
            : about instanceof FileAlreadyExistsException ? "there is something already"
            : about instanceof AccessDeniedException ? "access denied"
            : about.getClass().getSimpleName();
    }
}
