package io.tickwire.engine.session;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What is wrong with a file, in words for people. */
public final class FileTrouble {
    private FileTrouble() {
    }

    /**
     * Of a file that somebody named.
     *
     * @param file    as it was named
     * @param trouble with it
     * @return the name and what is wrong
     */
    public static String words(Path file, IOException trouble) {
        String words = words(trouble);
        return words.startsWith(file + ": ") ? words : file + ": " + words;
    }

    /**
     * Of whatever file it is about.
     *
     * @param trouble with it
     * @return its name, as far as that is known, and what is wrong
     */
    public static String words(IOException trouble) {
        if (trouble instanceof CharacterCodingException) {
            return "not UTF-8";
        }
        if (trouble instanceof FileSystemException about && about.getFile() != null) {
            return about.getFile() + ": " + reason(about);
        }
        return trouble.getMessage() == null ? trouble.toString() : trouble.getMessage();
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
