package io.tickwire.replay.simulate.model;

/**
 * What a run is like, drawn from its seed.
 *
 * @param startNs          begin, ns since the epoch
 * @param endNs            end, ns since the epoch
 * @param latencyNs        of a message from the venue to us at least, ns
 * @param jitterNs         how much longer it may take, ns
 * @param eventsPerSecond  rate of the market
 * @param weightLimit      REST weight in a minute
 * @param stampsReadTime   whether REST stamps quotes and marks with the time they were read, not
 *                         that of their last change
 * @param ageLimitNs       age at which the venue cuts a socket, ns
 * @param clockOffsetNs    of the venue's clock at the begin, ns
 * @param clockDriftPpm    of the venue's clock
 * @param faults           how many are drawn
 */
public record Scenario(
    long startNs, long endNs, long latencyNs, long jitterNs, int eventsPerSecond, long weightLimit,
    boolean stampsReadTime, long ageLimitNs, long clockOffsetNs, long clockDriftPpm, int faults) {

    /** A REST call without answer is given up after this, ns. */
    public static final long REST_TIMEOUT_NS = 5_000_000_000L;
    /** An attempt to connect is given up after this, ns. */
    public static final long CONNECT_TIMEOUT_NS = 10_000_000_000L;
    /** Begin of every run, ns since the epoch. */
    public static final long START_NS = 1_760_000_000_000_000_000L;

    private static final long MS = 1_000_000L;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final int FAULTS_A_DAY = 60;
    private static final int MORE_FAULTS_A_DAY = 40;

    /**
     * Draws a scenario.
     *
     * @param random        of this run
     * @param hours         length
     * @param rotateAfterNs age at which the engine is configured to replace a socket, ns
     * @return the scenario
     */
    static Scenario draw(SeededRandom random, int hours, long rotateAfterNs) {
        int faults = (FAULTS_A_DAY * hours + 23) / 24
            + random.below(MORE_FAULTS_A_DAY * hours / 24 + 1);
        return new Scenario(START_NS, START_NS + hours * HOUR_NS,
            random.spread(1, 60) * MS, random.spread(1, 40) * MS,
            7, random.percent(75) ? 2400 : 1200, random.percent(50),
            rotateAfterNs + rotateAfterNs / 20, random.between(-1_500, 1_500) * MS,
            random.between(-50, 50), faults);
    }
}
