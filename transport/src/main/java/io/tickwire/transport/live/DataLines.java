package io.tickwire.transport.live;

import java.io.PrintStream;
import java.util.function.Consumer;

/**
 * Lines of data on stdout. A reader that goes away, or a full disk, must not end an engine that may
 * have orders, so that is said once and the engine goes on.
 */
public final class DataLines implements Consumer<String> {
    private final PrintStream out;
    private final Consumer<String> log;
    private boolean gone;

    /**
     * Prints nothing yet.
     *
     * @param out stdout
     * @param log is told when it takes no more
     */
    public DataLines(PrintStream out, Consumer<String> log) {
        this.out = out;
        this.log = log;
    }

    @Override
    public synchronized void accept(String line) {
        if (gone) {
            return;
        }
        out.println(line);
        if (out.checkError()) {
            gone = true;
            log.accept("stdout takes no more; going on without it");
        }
    }
}
