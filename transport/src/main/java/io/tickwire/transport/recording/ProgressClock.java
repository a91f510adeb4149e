package io.tickwire.transport.recording;

/** Tells a long job when to report progress: every two seconds. */
final class ProgressClock {
    private static final long EVERY_NS = 2_000_000_000L;

    private long nextNs = System.nanoTime() + EVERY_NS;

    boolean isDue() {
        long nowNs = System.nanoTime();
        if (nowNs - nextNs < 0) {
            return false;
        }
        nextNs = nowNs + EVERY_NS;
        return true;
    }
}
