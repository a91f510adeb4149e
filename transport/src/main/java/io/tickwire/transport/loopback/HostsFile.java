package io.tickwire.transport.loopback;

import io.tickwire.transport.loopback.fault.NameSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The names that a client on a JVM can resolve, if it is started with
 * {@code -Djdk.net.hosts.file=FILE}: the JDK then asks nobody else and reads the file for every
 * look-up that it does not have in its cache. Each change replaces the file as a whole.
 */
final class HostsFile implements NameSwitch {
    /** Of the venue; nobody else can have it (RFC 6761). */
    static final String NAME = "venue.test";

    private static final String LOCAL = "127.0.0.1 localhost\n";

    private final Path file;

    private HostsFile(Path file) {
        this.file = file;
    }

    /**
     * Makes one in which the venue's name is found.
     *
     * @param file must not exist
     */
    static HostsFile make(Path file) throws IOException {
        Files.createFile(file);
        HostsFile hosts = new HostsFile(file);
        hosts.write(true);
        return hosts;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void write(boolean found) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, found ? LOCAL + "127.0.0.1 " + NAME + '\n' : LOCAL);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
