package io.tickwire.transport.recording;

import io.tickwire.transport.recording.unpack.Unpacker;
import io.tickwire.transport.recording.unpack.ZipEntries;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Where the lines of a recording come from: a file, one of those in a zip, or a pipe. */
public final class RecordingFile {
    private static final String STANDARD_INPUT = "-";
    private static final int ZIP_MAGIC_LENGTH = 4;

    private final String name;
    private final Opener opener;
    private final boolean reopenable;

    private RecordingFile(String name, Opener opener, boolean reopenable) {
        this.name = name;
        this.opener = opener;
        this.reopenable = reopenable;
    }

    /** Opens what a recording is read from. */
    @FunctionalInterface
    private interface Opener {
        InputStream open() throws IOException;
    }

    /**
     * The recordings that somebody named; several where that is a zip of several files.
     *
     * @param path a file or a pipe; {@code -} is standard input
     * @return one or more
     * @throws IOException if there is none, it may not be read, or is a zip of too many files
     */
    public static List<RecordingFile> of(Path path) throws IOException {
        String name = path.toString();
        if (name.equals(STANDARD_INPUT)) {
            return List.of(new RecordingFile("standard input", () -> System.in, false));
        }
        check(path);
        if (!Files.isRegularFile(path)) {
            // The stream of Files asks for the position, which a pipe does not have.
            return List.of(
                new RecordingFile(name, () -> new FileInputStream(path.toFile()), false));
        }
        List<String> entries = isZip(path) ? ZipEntries.names(path) : List.of();
        if (entries.isEmpty()) {
            return List.of(new RecordingFile(name, () -> Files.newInputStream(path), true));
        }
        return IntStream.range(0, entries.size()).mapToObj(index -> new RecordingFile(
            name + '/' + entries.get(index), () -> ZipEntries.open(path, index), true)).toList();
    }

    private static void check(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "a folder");
        }
        if (!Files.isReadable(path)) {
            throw new AccessDeniedException(path.toString());
        }
    }

    private static boolean isZip(Path path) throws IOException {
        try (InputStream input = Files.newInputStream(path)) {
            return Unpacker.isZip(input.readNBytes(ZIP_MAGIC_LENGTH));
        }
    }

    /** @return for people */
    public String name() {
        return name;
    }

    /** @return whether it can be read more than once, as a pipe cannot */
    public boolean isReopenable() {
        return reopenable;
    }

    /**
     * Opens it.
     *
     * @return its text
     * @throws IOException if it cannot be opened, or is no text that can be read
     */
    InputStream open() throws IOException {
        InputStream packed = opener.open();
        try {
            return Unpacker.unpack(packed);
        } catch (IOException unreadable) {
            packed.close();
            throw unreadable;
        }
    }
}
