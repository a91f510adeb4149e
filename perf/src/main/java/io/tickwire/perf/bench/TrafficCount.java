package io.tickwire.perf.bench;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Source;
import java.util.function.Consumer;

/**
 * Counts messages and socket reads by the journaled frames, so that the threads measured have
 * nothing more to do. All messages of one read pass have the same receive time. The observer's
 * thread counts; the bench sets the span while it runs and asks when it has ended.
 */
final class TrafficCount implements Consumer<Event> {
    private volatile long fromNs = Long.MAX_VALUE;
    private volatile long untilNs = Long.MAX_VALUE;
    private volatile boolean complete;
    private long messages;
    private long bytes;
    private long reads;
    private long lastReceiveNs;
    private int lastLink;

    TrafficCount() {
    }

    /**
     * Counts what is received from now on. The observer is behind by less than it counts: nothing
     * of the span may have been read before this is called.
     *
     * @param nowNs since the epoch
     */
    void begin(long nowNs) {
        fromNs = nowNs;
    }

    /**
     * Counts nothing that is received from now on.
     *
     * @param nowNs since the epoch
     */
    void end(long nowNs) {
        untilNs = nowNs;
    }

    @Override
    public void accept(Event event) {
        long receiveNs = event.receiveNs();
        if (event.type() == EventType.END) {
            complete = true;
        } else if (event.type() == EventType.FRAME
            && event.sourceCode() == Source.SOCKET.ordinal()
            && receiveNs >= fromNs && receiveNs < untilNs) {
            messages++;
            bytes += event.varLength();
            if (receiveNs != lastReceiveNs || event.link() != lastLink) {
                lastReceiveNs = receiveNs;
                lastLink = event.link();
                reads++;
            }
        }
    }

    /** Whether the journal was counted to its end. */
    boolean isComplete() {
        return complete;
    }

    long messages() {
        return messages;
    }

    /** Of the messages, without their frame headers. */
    long bytes() {
        return bytes;
    }

    long reads() {
        return reads;
    }
}
