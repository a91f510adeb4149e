package io.tickwire.perf.load;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Feeds one socket in an open loop: each message has a time at which it should be sent, which it
 * carries, and a client that is slow does not move that time. A thread of its own.
 */
final class LoadSender implements Runnable {
    /** What goes to the socket at once at most, as the frames of a busy moment. */
    private static final int CHUNK_LENGTH = 64 * 1024;
    private static final double SECOND_NS = 1e9;
    private static final long MS = 1_000_000L;
    private static final long HIGHEST_NS = 300_000_000_000L;

    private final OutputStream out;
    private final LoadPlan plan;
    private final long offsetNs;
    private final Histogram lateness = new Histogram(HIGHEST_NS, 3);
    private final byte[] chunk = new byte[CHUNK_LENGTH];
    private volatile LoadFrames[] streams;
    private volatile boolean ended;
    private volatile long sent;
    private long count;
    private int length;
    private int turn;
    private long lastId;
    private long clockMs;

    /**
     * Of a socket whose handshake is done.
     *
     * @param out      of the socket; locked while something is written
     * @param plan     how fast
     * @param offsetNs taken off the time of sending to make an id
     * @param streams  sent in turn
     */
    LoadSender(OutputStream out, LoadPlan plan, long offsetNs, LoadFrames[] streams) {
        this.out = out;
        this.plan = plan;
        this.offsetNs = offsetNs;
        this.streams = streams;
    }

    /** Sends these from now on. */
    void send(LoadFrames[] more) {
        streams = more;
    }

    /** Stops soon. */
    void end() {
        ended = true;
    }

    /** How many messages were written. */
    long sent() {
        return sent;
    }

    /** How late messages were written; once it has ended. */
    Histogram lateness() {
        return lateness;
    }

    @Override
    public void run() {
        try {
            long startNs = System.nanoTime();
            // Venue time and monotonic time go together from here on.
            clockMs = System.currentTimeMillis() - startNs / MS;
            phase(plan.warmUpRate(), startNs, startNs + plan.warmUpNs());
            phase(plan.rate(), startNs + plan.warmUpNs(), Long.MAX_VALUE);
        } catch (IOException gone) {
            // A client that has enough just leaves.
            ended = true;
        }
    }

    private void phase(long rate, long fromNs, long untilNs) throws IOException {
        long done = 0;
        while (!ended) {
            long nowNs = System.nanoTime();
            if (nowNs >= untilNs) {
                return;
            }
            if (rate == LoadPlan.FLAT_OUT) {
                flatOut(nowNs);
            } else {
                long due = (long) ((nowNs - fromNs) * (rate / SECOND_NS));
                if (done < due) {
                    done = paced(fromNs, rate, done, due, nowNs);
                } else {
                    LockSupport.parkNanos(timeOf(fromNs, rate, done + 1) - nowNs);
                }
            }
        }
    }

    private static long timeOf(long fromNs, long rate, long number) {
        return fromNs + (long) (number * (SECOND_NS / rate));
    }

    private void flatOut(long nowNs) throws IOException {
        LoadFrames[] all = streams;
        int room = all[0].longest() * 2;
        while (length + room <= CHUNK_LENGTH) {
            append(all, nowNs);
        }
        write(nowNs, nowNs);
    }

    private long paced(long fromNs, long rate, long before, long due, long nowNs)
        throws IOException {
        LoadFrames[] all = streams;
        int room = all[0].longest() * 2;
        long done = before;
        while (done < due && length + room <= CHUNK_LENGTH) {
            done++;
            append(all, timeOf(fromNs, rate, done));
        }
        write(timeOf(fromNs, rate, before + 1), nowNs);
        return done;
    }

    private void append(LoadFrames[] all, long intendedNs) {
        // Of a symbol each id is above the one before.
        lastId = Math.max(lastId + 1, intendedNs - offsetNs);
        turn = turn + 1 >= all.length ? 0 : turn + 1;
        count++;
        length += all[turn].write(chunk, length, lastId, clockMs + intendedNs / MS,
            LoadFrames.FIRST_SEQUENCE + count);
    }

    private void write(long firstNs, long nowNs) throws IOException {
        lateness.recordValue(Math.min(HIGHEST_NS, Math.max(0, nowNs - firstNs)));
        synchronized (out) {
            out.write(chunk, 0, length);
            out.flush();
        }
        length = 0;
        sent = count;
    }
}
