package io.tickwire.transport.recording.unpack;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The files in a zip file. */
public final class ZipEntries {
    /** Most files that are read of one zip. */
    public static final int MAX_FILES = 10_000;

    private ZipEntries() {
    }

    /**
     * Their names.
     *
     * @param path a zip file
     * @return in the order of its directory; none if that is not there, as in one that was cut, so
     *         that it has to be read from its begin
     * @throws IOException if there are too many
     */
    public static List<String> names(Path path) throws IOException {
        List<String> names;
        try (ZipFile zip = ZipFile.builder().setPath(path).get()) {
            names = files(zip).stream().map(ZipArchiveEntry::getName).toList();
        } catch (IOException cut) {
            return List.of();
        }
        if (names.size() > MAX_FILES) {
            throw new IOException(path + ": a zip of " + names.size() + " files; at most "
                + MAX_FILES + " are read, so unpack it first");
        }
        return names;
    }

    /**
     * Opens one of them.
     *
     * @param path  a zip file
     * @param index of the file in {@link #names}
     * @return its content
     * @throws IOException if it cannot be read
     */
    public static InputStream open(Path path, int index) throws IOException {
        ZipFile zip = ZipFile.builder().setPath(path).get();
        try {
            ZipArchiveEntry entry = files(zip).get(index);
            check(entry);
            return new FilterInputStream(zip.getInputStream(entry)) {
                @Override
                public void close() throws IOException {
                    super.close();
                    zip.close();
                }
            };
        } catch (IOException | RuntimeException unreadable) {
            zip.close();
            throw unreadable;
        }
    }

    static void check(ZipArchiveEntry entry) throws IOException {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new DamagedException("encrypted; unpack it first", null);
        }
    }

    private static List<ZipArchiveEntry> files(ZipFile zip) {
        return Collections.list(zip.getEntries()).stream()
            .filter(ZipEntries::isFile).toList();
    }

    /** One system adds to each file another, with what only that system knows of it. */
    static boolean isFile(ZipArchiveEntry entry) {
        return !entry.isDirectory() && !entry.getName().startsWith("__MACOSX/");
    }
}
