package io.tickwire.perf.load;

/**
 * How fast each socket is fed: at one rate until it is warm, at another from then on.
 *
 * @param warmUpRate messages per second, {@link #FLAT_OUT} for as many as go
 * @param warmUpNs   how long, from the first message on
 * @param rate       messages per second afterwards
 */
record LoadPlan(long warmUpRate, long warmUpNs, long rate) {
    /** As fast as the client takes them. */
    static final long FLAT_OUT = 0;

    /** In the query of a call: {@code 100000,3000000000,0}. */
    static LoadPlan parse(String text) {
        String[] parts = text.split(",");
        return new LoadPlan(
            Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }

    /** What {@link #parse} reads. */
    String text() {
        return warmUpRate + "," + warmUpNs + "," + rate;
    }
}
