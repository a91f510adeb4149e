package io.tickwire.engine.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one session, locked by one engine until it is closed. Its name is the session's id:
 * start (UTC), venue and mode, plus a number if that name was taken.
 */
public final class SessionFolder implements AutoCloseable {
    private static final DateTimeFormatter START =
        DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern NAME =
        Pattern.compile("([0-9]{8}T[0-9]{6}Z)-.+?-[a-z]+(?:-([0-9]{1,9}))?");
    private static final Comparator<Path> BY_AGE =
        Comparator.comparing((Path p) -> nameOf(p).group(1))
            .thenComparing(SessionFolder::number)
            .thenComparing(p -> p.getFileName().toString());
    private static final String SUMMARY = "session.yaml";
    private static final String JOURNAL = "journal";

    private final Path folder;
    private final SessionLock lock;

    private SessionFolder(Path folder, SessionLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes the folder of a new session.
     *
     * @param data    folder of all sessions, made if absent
     * @param config  of the session
     * @param start   of the session
     * @param version of the program
     * @return locked
     * @throws IOException if the file system refuses
     */
    public static SessionFolder create(Path data, Config config, Instant start, String version)
        throws IOException {
        Files.createDirectories(data);
        String name = START.format(start) + "-" + config.venue().name() + "-" + mode(config);
        Path folder = data.resolve(name);
        for (int number = 2; !created(folder); number++) {
            folder = data.resolve(name + "-" + number);
        }
        return fill(folder, config, start, version);
    }

    /**
     * Makes a named folder into a new session, that of an import for example.
     *
     * @param folder  absent or empty
     * @param config  of the session
     * @param start   of the session
     * @param version of the program
     * @return locked
     * @throws SessionException if there is something in it
     * @throws IOException      if the file system refuses
     */
    public static SessionFolder createAt(
        Path folder, Config config, Instant start, String version) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !isEmptyFolder(folder)) {
            throw new SessionException("not an empty folder: " + folder);
        }
        if (Files.exists(folder)) {
            OwnerOnly.restrictFolder(folder);
        } else {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            OwnerOnly.createFolder(folder);
        }
        return fill(folder, config, start, version);
    }

    /**
     * Opens the folder of a session that ran before, to go on with it.
     *
     * @param folder of the session
     * @return locked
     * @throws SessionException if there is none, it is none, or it is in use
     * @throws IOException      if the file system refuses
     */
    public static SessionFolder open(Path folder) throws IOException {
        check(folder);
        return new SessionFolder(folder, SessionLock.acquire(folder));
    }

    /**
     * Finds the newest session by its name.
     *
     * @param data folder of all sessions
     * @return its folder; empty where there is none
     * @throws IOException if the file system refuses
     */
    public static Optional<Path> latest(Path data) throws IOException {
        if (!Files.isDirectory(data)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(data)) {
            return folders.filter(p -> nameOf(p).matches() && isSession(p)).max(BY_AGE);
        }
    }

    /**
     * Finds the newest session, by its name, that an engine is running.
     *
     * @param data folder of all sessions
     * @return its folder; empty where there is none
     * @throws IOException if the file system refuses
     */
    public static Optional<Path> newestInUse(Path data) throws IOException {
        if (!Files.isDirectory(data)) {
            return Optional.empty();
        }
        List<Path> sessions;
        try (Stream<Path> folders = Files.list(data)) {
            sessions = folders.filter(p -> nameOf(p).matches() && isSession(p))
                .sorted(BY_AGE.reversed()).toList();
        }
        for (Path session : sessions) {
            if (SessionLock.isHeld(session)) {
                return Optional.of(session);
            }
        }
        return Optional.empty();
    }

    /**
     * The journal of a session that an engine is running, to look on.
     *
     * @param folder of the session
     * @return folder of the journal's segments
     * @throws SessionException if there is none, it is none, or no engine runs it
     * @throws IOException      if the file system refuses
     */
    public static Path journalInUse(Path folder) throws IOException {
        check(folder);
        if (!SessionLock.isHeld(folder)) {
            throw new SessionException("no engine is running this session: " + folder);
        }
        return folder.resolve(JOURNAL);
    }

    /**
     * Whether an engine is running a session.
     *
     * @param folder exists
     * @return of any process, this one included
     * @throws IOException if the file system refuses
     */
    public static boolean isInUse(Path folder) throws IOException {
        return SessionLock.isHeld(folder);
    }

    private static void check(Path folder) {
        if (!Files.exists(folder)) {
            throw new SessionException("session folder does not exist: " + folder);
        }
        if (!isSession(folder)) {
            throw new SessionException("not a session folder: " + folder + " (needs " + SUMMARY
                + " and " + JOURNAL + "/)");
        }
    }

    private static boolean created(Path folder) throws IOException {
        try {
            OwnerOnly.createFolder(folder);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static SessionFolder fill(Path folder, Config config, Instant start, String version)
        throws IOException {
        SessionFolder session = new SessionFolder(folder, SessionLock.acquire(folder));
        boolean filled = false;
        try {
            OwnerOnly.createFolder(session.journal());
            OwnerOnly.createFile(folder.resolve(SUMMARY));
            Files.writeString(folder.resolve(SUMMARY), session.summary(config, start, version));
            filled = true;
            return session;
        } finally {
            if (!filled) {
                session.close();
            }
        }
    }

    private String summary(Config config, Instant start, String version) throws IOException {
        ObjectMapper quoted = new ObjectMapper();
        return "# For people; the engine and replay use the journal's copy of the configuration.\n"
            + "session: " + quoted.writeValueAsString(id()) + "\n"
            + "venue: " + quoted.writeValueAsString(config.venue().name()) + "\n"
            + "mode: " + mode(config) + "\n"
            + "start: " + quoted.writeValueAsString(start.toString()) + "\n"
            + "version: " + quoted.writeValueAsString(version) + "\n"
            + "config:\n" + ConfigReader.toYaml(config).indent(2);
    }

    private static String mode(Config config) {
        return config.mode().name().toLowerCase(Locale.ROOT);
    }

    private static boolean isSession(Path folder) {
        return Files.isRegularFile(folder.resolve(SUMMARY))
            && Files.isDirectory(folder.resolve(JOURNAL));
    }

    /**
     * Whether there is a folder with nothing in it.
     *
     * @param folder any path
     * @return false also where there is none
     * @throws IOException if it cannot be listed
     */
    public static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    private static Matcher nameOf(Path folder) {
        Matcher matcher = NAME.matcher(folder.getFileName().toString());
        matcher.matches();
        return matcher;
    }

    private static int number(Path folder) {
        String number = nameOf(folder).group(2);
        return number == null ? 1 : Integer.parseInt(number);
    }

    /** @return the session's id, the folder's name */
    public String id() {
        return folder.toAbsolutePath().normalize().getFileName().toString();
    }

    /** @return the folder */
    public Path path() {
        return folder;
    }

    /** @return folder of the journal's segments */
    public Path journal() {
        return folder.resolve(JOURNAL);
    }

    /** @return histograms of latency */
    public Path latencyLog() {
        return folder.resolve("latency.hlog");
    }

    /** @return what the engine logged */
    public Path engineLog() {
        return folder.resolve("engine.log");
    }

    /**
     * Removes the folder with all that is in it; for a session that never began. It is let go
     * before.
     *
     * @throws IOException if the file system refuses
     */
    public void discard() throws IOException {
        close();
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Lets the folder go; a second time does nothing. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
