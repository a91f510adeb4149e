package io.tickwire.perf.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What something was measured on.
 *
 * @param processor its name, as the system tells it
 * @param cores     that this process may use
 * @param system    operating system and its version
 * @param jvm       its name and version
 * @param disk      kind of file system of the journals, or memory
 */
public record Machine(String processor, int cores, String system, String jvm, String disk) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /**
     * This one.
     *
     * @param journals folder where they are written
     * @return what it is
     * @throws IOException if the folder cannot be read
     */
    public static Machine of(Path journals) throws IOException {
        return of(Files.getFileStore(journals).type());
    }

    /**
     * This one, of which no disk is measured.
     *
     * @return what it is
     * @throws IOException if the processor cannot be read
     */
    public static Machine inMemory() throws IOException {
        return of("memory");
    }

    private static Machine of(String disk) throws IOException {
        return new Machine(processorName(), Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name") + " " + System.getProperty("os.version"),
            System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
            disk);
    }

    private static String processorName() throws IOException {
        if (Files.isReadable(PROCESSORS)) {
            List<String> lines = Files.readAllLines(PROCESSORS, StandardCharsets.UTF_8);
            for (String line : lines) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        }
        return System.getProperty("os.arch");
    }

    /** @return all of it on one line */
    public String line() {
        return String.format(Locale.ROOT, "%d cores of %s; %s; %s; journals on %s",
            cores, processor, system, jvm, disk);
    }
}
