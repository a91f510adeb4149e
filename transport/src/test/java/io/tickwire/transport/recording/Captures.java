package io.tickwire.transport.recording;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the recorded traffic lies, which is no part of the project. */
public final class Captures {
    private Captures() {
    }

    /**
     * The folder; the calling test is skipped where there is none.
     *
     * @return existing
     */
    public static Path folder() {
        String configured = System.getenv("TICKWIRE_CAPTURES");
        Path folder = configured == null || configured.isBlank()
            ? Path.of(System.getProperty("tickwire.root", ".."), "../shared/captures").normalize()
            : Path.of(configured);
        boolean there = Files.isDirectory(folder);
        if (!there) {
            System.out.println("skipped: no captures in " + folder + " (TICKWIRE_CAPTURES)");
        }
        assumeTrue(there, "no captures in " + folder);
        return folder;
    }

    /** Finds files by name anywhere below the folder. */
    static List<Path> find(Path folder, List<String> names) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            var byName = walk.filter(Files::isRegularFile).collect(Collectors.toMap(
                file -> file.getFileName().toString(), file -> file, (one, other) -> one));
            List<Path> found = names.stream().map(byName::get).toList();
            if (found.contains(null)) {
                throw new IOException("captures incomplete: " + names);
            }
            return found;
        }
    }
}
