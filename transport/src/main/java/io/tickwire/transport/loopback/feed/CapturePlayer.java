package io.tickwire.transport.loopback.feed;

import io.netty.channel.EventLoop;
import io.tickwire.engine.ring.EngineClock;
import io.tickwire.transport.loopback.message.Audience;
import io.tickwire.transport.loopback.rest.RestRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Plays recordings to whoever has subscribed, from the first subscription on. Paced by receive
 * times, or flat out, as fast as the slowest client reads.
 */
public final class CapturePlayer implements Feed {
    /** Speed that knows no pace. */
    public static final double FLAT_OUT = Double.POSITIVE_INFINITY;
    /** Longest pause between two frames, for files recorded days apart. */
    static final long MAX_GAP_NS = 60_000_000_000L;

    private static final int BATCH = 256;
    private static final long WAIT_FOR_SUBSCRIBER_NS = 10_000_000L;
    private static final long WAIT_FOR_CLIENT_NS = 500_000L;
    /** A client that reads nothing for so long no longer holds up the others. */
    private static final long MAX_CONGESTION_NS = 10_000_000_000L;

    private final CaptureFiles files;
    private final CaptureRows rows;
    private final CaptureTimes times;
    private final double speed;
    private final Audience audience;
    private final EngineClock clock;
    private final Consumer<String> notices;
    private EventLoop loop;
    private CaptureLine next;
    private long nextDueNs;
    private long receivedNs;
    private long congestedSinceNs;
    private long played;
    private boolean stopped;

    private CapturePlayer(CaptureFiles files, CaptureRows rows, CaptureTimes times, double speed,
        Audience audience, EngineClock clock, Consumer<String> notices) {
        this.files = files;
        this.rows = rows;
        this.times = times;
        this.speed = speed;
        this.audience = audience;
        this.clock = clock;
        this.notices = notices;
    }

    /**
     * Reads the recordings through once, for symbols, and opens them.
     *
     * @param paths     merged by receive time
     * @param speed     above 0, times the recorded pace, or {@link #FLAT_OUT}
     * @param keepTimes whether frames and rows have the times that were recorded, not those of now
     * @param audience  the clients
     * @param clock     paces
     * @param notices   for people
     * @return a player that has not started
     * @throws IOException where a file cannot be opened, or none has a frame
     */
    public static CapturePlayer open(List<Path> paths, double speed, boolean keepTimes,
        Audience audience, EngineClock clock, Consumer<String> notices) throws IOException {
        CaptureScan scan = CaptureScan.of(paths, notices);
        if (scan.firstFrames().isEmpty()) {
            throw new IOException("nothing that can be played in " + paths.stream()
                .map(Path::toString).collect(Collectors.joining(", ")));
        }
        CaptureTimes times =
            keepTimes ? CaptureTimes.kept() : CaptureTimes.ofNow(speed, clock);
        CaptureRows rows = new CaptureRows(scan, times);
        // What is odd about them has been told by now.
        CaptureFiles files = CaptureFiles.open(paths, told -> { });
        return new CapturePlayer(files, rows, times, speed, audience, clock, notices);
    }

    @Override
    public void start(EventLoop eventLoop) {
        loop = eventLoop;
        await();
    }

    @Override
    public void stop() {
        stopped = true;
        try {
            files.close();
        } catch (IOException e) {
            notices.accept("cannot close the capture: " + e);
        }
    }

    @Override
    public RestRows rows() {
        return rows;
    }

    private void await() {
        if (stopped) {
            return;
        }
        if (!audience.hasSubscribers()) {
            loop.schedule(this::await, WAIT_FOR_SUBSCRIBER_NS, TimeUnit.NANOSECONDS);
            return;
        }
        if (readOn()) {
            nextDueNs = clock.nowNs();
            play();
        }
    }

    private void play() {
        if (stopped) {
            return;
        }
        long nowNs = clock.nowNs();
        for (int i = 0; i < BATCH; i++) {
            if (speed == FLAT_OUT && audience.congested()) {
                waitForClients(nowNs);
                return;
            }
            if (nextDueNs > nowNs) {
                audience.flush();
                loop.schedule(this::play, nextDueNs - nowNs, TimeUnit.NANOSECONDS);
                return;
            }
            congestedSinceNs = 0;
            CaptureLine shown = times.played(next, speed == FLAT_OUT ? nowNs : nextDueNs);
            rows.onFrame(shown);
            audience.publish(shown.payload());
            played++;
            if (!readOn()) {
                return;
            }
        }
        audience.flush();
        loop.execute(this::play);
    }

    private void waitForClients(long nowNs) {
        audience.flush();
        if (congestedSinceNs == 0) {
            congestedSinceNs = nowNs;
        } else if (nowNs - congestedSinceNs > MAX_CONGESTION_NS) {
            congestedSinceNs = 0;
            audience.dropCongested();
        }
        loop.schedule(this::play, WAIT_FOR_CLIENT_NS, TimeUnit.NANOSECONDS);
    }

    /** False at the end. Recorders' clocks may step back; a frame is never due before another. */
    private boolean readOn() {
        try {
            next = files.next();
        } catch (IOException e) {
            next = null;
            notices.accept("cannot read on in the capture: " + e);
        }
        if (next == null) {
            audience.flush();
            notices.accept("capture at its end: " + played + " frames played, "
                + files.skippedLines() + " lines skipped; sockets stay open");
            return false;
        }
        if (played > 0) {
            long gapNs = Math.min(MAX_GAP_NS, Math.max(0, next.receiveNs() - receivedNs));
            nextDueNs += (long) (gapNs / speed);
        }
        receivedNs = Math.max(receivedNs, next.receiveNs());
        return true;
    }
}
