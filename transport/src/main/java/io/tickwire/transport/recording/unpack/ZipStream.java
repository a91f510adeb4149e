package io.tickwire.transport.recording.unpack;

import java.io.IOException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/** The one file in a zip that cannot be opened as a file, since it comes through a pipe. */
final class ZipStream extends Layer {
    private final ZipArchiveInputStream zip;
    private boolean begun;

    ZipStream(CountedInput input) {
        super(input);
        zip = new ZipArchiveInputStream(input);
    }

    @Override
    int unpack(byte[] into, int offset, int length) throws IOException {
        if (!begun) {
            begun = true;
            ZipArchiveEntry first = nextFile();
            if (first == null) {
                return -1;
            }
            ZipEntries.check(first);
            if (!zip.canReadEntryData(first)) {
                throw new DamagedException("a zip that can only be read as a file", null);
            }
        }
        int read = zip.read(into, offset, length);
        if (read > 0) {
            return read;
        }
        if (nextFile() != null) {
            throw new DamagedException(
                "a zip of several files that does not come as a file itself; unpack it first",
                null);
        }
        return -1;
    }

    private ZipArchiveEntry nextFile() throws IOException {
        ZipArchiveEntry entry;
        do {
            entry = zip.getNextEntry();
        } while (entry != null && !ZipEntries.isFile(entry));
        return entry;
    }
}
