package io.tickwire.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words for what the file system really throws. */
final class FileErrorsTest {
    @TempDir
    Path folder;

    @Test
    void namesTheFileOnceAndWhatIsWrong() throws IOException {
        Path absent = folder.resolve("absent");
        assertThat(message(absent)).isEqualTo(absent + ": no such file");
        Path garbage = Files.write(folder.resolve("garbage"), new byte[] {(byte) 0xff});
        assertThat(message(garbage)).isEqualTo(garbage + ": not UTF-8");
        assertThat(message(folder)).isEqualTo(folder + ": Is a directory");
        assertThat(message(garbage.resolve("in-a-file"))).isEqualTo(
            garbage.resolve("in-a-file") + ": Not a directory");
    }

    @Test
    void saysAsMuchAsIsKnown() {
        assertThat(FileErrors.message(new MalformedInputException(1))).isEqualTo("not UTF-8");
        assertThat(FileErrors.message(new NotDirectoryException("f")))
            .isEqualTo("f: NotDirectoryException");
        assertThat(FileErrors.message(new IOException("no record"))).isEqualTo("no record");
        assertThat(FileErrors.message(new IOException())).isEqualTo("java.io.IOException");
    }

    private static String message(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            return FileErrors.message(file, error);
        }
    }
}
