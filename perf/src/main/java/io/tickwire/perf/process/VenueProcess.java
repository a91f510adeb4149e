package io.tickwire.perf.process;

import io.tickwire.transport.live.SiblingJvm;
import io.tickwire.transport.loopback.VenueMain;
import io.tickwire.transport.venue.VenueRoots;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A loopback venue in a process of its own whose lines on stderr are kept. It ends by itself when
 * this process does. Any thread.
 */
public final class VenueProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile(
        "venue listening on (wss?://\\S+) rest (https?://\\S+)(?: certificate (.+))?");
    private static final long START_TIMEOUT_S = 180;
    private static final long END_TIMEOUT_MS = 2_000;

    private final Process process;
    private final CompletableFuture<VenueRoots> ready = new CompletableFuture<>();
    private final List<String> lines = new ArrayList<>();
    private volatile String certificate;

    private VenueProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it on a free port and waits until it listens.
     *
     * @param children that it becomes one of
     * @param options  further ones of {@code run.sh venue}
     * @return a running venue
     * @throws IOException          if it does not start
     * @throws InterruptedException if the thread is interrupted
     */
    public static VenueProcess start(Children children, List<String> options)
        throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--port", "0", "--until-stdin-closes"));
        arguments.addAll(options);
        return start(children, VenueMain.class, arguments);
    }

    /**
     * Starts another program that says where it listens in the same words, and ends as it does.
     *
     * @param children  that it becomes one of
     * @param main      class to run
     * @param arguments for it
     * @return a running venue
     * @throws IOException          if it does not start
     * @throws InterruptedException if the thread is interrupted
     */
    public static VenueProcess start(Children children, Class<?> main, List<String> arguments)
        throws IOException, InterruptedException {
        VenueProcess venue = new VenueProcess(children.start(
            new ProcessBuilder(SiblingJvm.command(main, arguments))));
        venue.read("venue-out", venue.process.inputReader(StandardCharsets.UTF_8),
            venue::onStdout);
        venue.read("venue-err", new BufferedReader(new InputStreamReader(
            venue.process.getErrorStream(), StandardCharsets.UTF_8)), venue::onStderr);
        try {
            venue.ready.get(START_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException silent) {
            venue.close();
            throw new IOException("the venue did not start: " + venue.lines(), silent);
        }
        return venue;
    }

    private interface OnLine {
        void accept(String text);
    }

    private void read(String name, BufferedReader from, OnLine to) {
        Thread reader = new Thread(() -> {
            try (from) {
                String text;
                while ((text = from.readLine()) != null) {
                    to.accept(text);
                }
            } catch (IOException ended) {
                onStderr("no more of it can be read: " + ended);
            }
            ready.completeExceptionally(new IOException("it ended"));
        }, name);
        reader.setDaemon(true);
        reader.start();
    }

    private void onStdout(String text) {
        Matcher matcher = READY.matcher(text);
        if (matcher.matches()) {
            certificate = matcher.group(3);
            ready.complete(new VenueRoots(matcher.group(1), matcher.group(2)));
        }
    }

    private void onStderr(String text) {
        synchronized (lines) {
            lines.add(text);
        }
    }

    /** @return its addresses */
    public VenueRoots roots() {
        return ready.join();
    }

    /** @return PEM file of the authority to trust, null without TLS */
    public String certificate() {
        return certificate;
    }

    /** @return id of the process */
    public long pid() {
        return process.pid();
    }

    /** @return what it has said so far on stderr */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
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
