package io.tickwire.perf.micro;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How many processors were busy with what is neither this process nor an ended child of it, between
 * two moments. Where the system does not tell (it is Linux that does) that is not known.
 */
final class OtherLoad {
    private static final Path SYSTEM = Path.of("/proc/stat");
    private static final Path SELF = Path.of("/proc/self/stat");
    private static final double TICKS_A_SECOND = 100;
    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;
    /** Of the columns of a processor; guests are in the first ones. */
    private static final int LAST = 8;
    /** Behind the name of the process. */
    private static final int FIRST_OWN = 11;
    private static final int LAST_OWN = 14;

    private final long busy;
    private final long own;
    private final long atNs;

    private OtherLoad(long busy, long own, long atNs) {
        this.busy = busy;
        this.own = own;
        this.atNs = atNs;
    }

    /** A moment. */
    static OtherLoad now() {
        try {
            return new OtherLoad(busy(Files.readString(SYSTEM, StandardCharsets.US_ASCII)),
                own(Files.readString(SELF, StandardCharsets.UTF_8)), System.nanoTime());
        } catch (IOException untold) {
            return new OtherLoad(0, Long.MAX_VALUE, System.nanoTime());
        }
    }

    /** All that is not idle, the time that a hypervisor took away included. */
    static long busy(String stat) {
        String[] columns = stat.substring(0, stat.indexOf('\n')).split(" +");
        long sum = 0;
        for (int i = 1; i <= Math.min(LAST, columns.length - 1); i++) {
            sum += i == IDLE || i == IO_WAIT ? 0 : Long.parseLong(columns[i]);
        }
        return sum;
    }

    /** Of this process and of its children that have ended. */
    static long own(String stat) {
        String[] columns = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long sum = 0;
        for (int i = FIRST_OWN; i <= LAST_OWN; i++) {
            sum += Long.parseLong(columns[i]);
        }
        return sum;
    }

    /**
     * Since an earlier moment.
     *
     * @param before that moment
     * @return processors on average, NaN where it is not known
     */
    double since(OtherLoad before) {
        if (own == Long.MAX_VALUE) {
            return Double.NaN;
        }
        double seconds = (atNs - before.atNs) / 1e9;
        long ticks = busy - before.busy - (own - before.own);
        return Math.max(0, ticks / TICKS_A_SECOND / seconds);
    }
}
