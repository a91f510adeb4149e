package io.tickwire.transport.live;

import io.tickwire.transport.loopback.VenueMain;
import io.tickwire.transport.venue.VenueRoots;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The loopback venue as a process of its own, with the same java, class path and flags as this
 * one. It ends by itself when our end of its stdin closes, also if we are killed.
 */
public final class LoopbackVenue implements AutoCloseable {
    private static final Pattern READY =
        Pattern.compile("venue listening on (wss?://\\S+) rest (https?://\\S+).*");

    private final Process process;
    private final VenueRoots roots;

    private LoopbackVenue(Process process, VenueRoots roots) {
        this.process = process;
        this.roots = roots;
    }

    /**
     * Starts it on a free port and waits until it listens.
     *
     * @param options further ones of {@code run.sh venue}
     * @return a running venue
     * @throws IOException if it does not
     */
    public static LoopbackVenue start(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--port", "0", "--until-stdin-closes"));
        arguments.addAll(List.of(options));
        Process process = new ProcessBuilder(
            SiblingJvm.command(VenueMain.class, arguments))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
        BufferedReader out = new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        Matcher ready = READY.matcher(line == null ? "" : line);
        if (!ready.matches()) {
            process.destroy();
            throw new IOException("the loopback venue did not start: " + line);
        }
        return new LoopbackVenue(process, new VenueRoots(ready.group(1), ready.group(2)));
    }

    /** @return its addresses */
    public VenueRoots roots() {
        return roots;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException closedAlready) {
            process.destroyForcibly();
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
