package io.tickwire.perf.load;

import io.tickwire.perf.process.Children;
import io.tickwire.transport.venue.VenueRoots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program that takes the load, in a process of its own, and notes what a meter notes. */
public interface LoadClient {
    /** @return as it stands in tables */
    String name();

    /**
     * Starts it.
     *
     * @param children that it becomes one of
     * @param folder   empty; for whatever it writes
     * @param target   what it takes and how long
     * @return running
     * @throws IOException          if it cannot be started
     * @throws InterruptedException if the thread is interrupted
     */
    Running start(Children children, Path folder, Target target)
        throws IOException, InterruptedException;

    /**
     * What a client takes.
     *
     * @param roots       of the load server
     * @param certificate PEM to trust, null without TLS
     * @param kind        {@code bookTicker} or {@code ticker}
     * @param symbols     of each of which it takes one stream
     * @param offsetNs    what ids lack to be times
     * @param warmUpNs    from the first message on, not measured
     * @param measureNs   how long it measures
     * @param file        that it makes
     */
    record Target(
        VenueRoots roots, String certificate, String kind, List<String> symbols, long offsetNs,
        long warmUpNs, long measureNs, Path file) {
    }

    /** One that was started. */
    interface Running extends AutoCloseable {
        /** @return id of its process */
        long pid();

        /** @return whether it runs */
        boolean isAlive();

        /**
         * Ends it, once its file is there.
         *
         * @return null where it ended well, else how, in words
         * @throws IOException          if its last words cannot be read
         * @throws InterruptedException if the thread is interrupted
         */
        String end() throws IOException, InterruptedException;

        @Override
        void close();
    }
}
