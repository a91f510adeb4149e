package io.tickwire.engine.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Locks a session folder for one engine. The operating system holds the lock, so it ends with the
 * process in any case; the process id in the file is for people.
 */
final class SessionLock implements AutoCloseable {
    /**
     * Folders that this process holds. Asked first: some systems drop a process's lock as soon as
     * it closes any channel of the file, so a file that we hold must not be opened again.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();
    private static final int MAX_PID_LENGTH = 20;
    /** Whoever only asks whether it is held does so for less than these take. */
    private static final int ATTEMPTS = 3;
    private static final long ATTEMPT_AFTER_NS = 20_000_000L;

    private final Path folder;
    private final FileChannel channel;

    private SessionLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Locks a folder.
     *
     * @param folder exists
     * @return the lock, held until it is closed or the process ends
     * @throws SessionException if somebody else holds it
     */
    static SessionLock acquire(Path folder) throws IOException {
        Path real = folder.toRealPath();
        long ownPid = ProcessHandle.current().pid();
        if (!HELD.add(real)) {
            throw inUse(Long.toString(ownPid), folder);
        }
        boolean locked = false;
        try {
            FileChannel channel = open(real.resolve("lock"), folder);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                Long.toString(ownPid).getBytes(StandardCharsets.US_ASCII)), 0);
            locked = true;
            return new SessionLock(real, channel);
        } finally {
            if (!locked) {
                HELD.remove(real);
            }
        }
    }

    /**
     * Whether an engine holds a folder. Asking takes a shared lock for an instant, which
     * {@link #acquire} bears.
     *
     * @param folder exists
     * @return true for a lock of any process, this one included
     */
    static boolean isHeld(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (HELD.contains(real)) {
            return true;
        }
        try (FileChannel channel = RegularFiles.openToRead(real.resolve("lock"))) {
            return channel.tryLock(0, Long.MAX_VALUE, true) == null;
        } catch (NoSuchFileException neverLocked) {
            return false;
        }
    }

    private static FileChannel open(Path file, Path folder) throws IOException {
        RegularFiles.require(file);
        FileChannel channel =
            OwnerOnly.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            for (int attempt = 0; attempt < ATTEMPTS && !locked; attempt++) {
                if (attempt > 0) {
                    LockSupport.parkNanos(ATTEMPT_AFTER_NS);
                }
                locked = channel.tryLock() != null;
            }
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        if (!locked) {
            throw inUse(holder(file), folder);
        }
        return channel;
    }

    /** Who holds it; the text may be missing for an instant while the lock is being taken. */
    private static String holder(Path file) throws IOException {
        String pid = Files.readString(file, StandardCharsets.ISO_8859_1);
        return pid.matches("[0-9]{1," + MAX_PID_LENGTH + "}") ? pid : "(unknown)";
    }

    private static SessionException inUse(String pid, Path folder) {
        return new SessionException("session folder in use by process " + pid + ": " + folder);
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD.remove(folder);
        }
    }
}
