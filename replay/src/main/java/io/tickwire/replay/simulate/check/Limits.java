package io.tickwire.replay.simulate.check;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.replay.simulate.model.Scenario;

/**
 * What the rules allow, derived from the nominal configuration; all in ns.
 *
 * @param timerNs     between two TIMERs
 * @param pollNs      between two polls
 * @param stableNs    stableAfter
 * @param storm       attempts of a group in a minute
 * @param recoveryNs  from all is well to GREEN
 * @param slackNs     there and back
 * @param feed        for limits by kind
 */
record Limits(long timerNs, long pollNs, long stableNs, int storm, long recoveryNs, long slackNs,
    Config.Feed feed) {

    private static final long MINUTE_NS = 60_000_000_000L;
    /** Connecting and subscribing, one way each. */
    private static final int HANDSHAKE_WAYS = 8;

    static Limits of(Config config, Scenario scenario) {
        Config.Feed feed = config.feed();
        long longestSilenceNs = 0;
        for (long silenceNs : feed.silenceNs()) {
            longestSilenceNs = Math.max(longestSilenceNs, silenceNs);
        }
        long timerNs = config.timer().everyNs();
        long wayNs = scenario.latencyNs() + scenario.jitterNs();
        return new Limits(timerNs, feed.pollEveryNs(), feed.stableAfterNs(),
            config.reconnect().stormPerMinute(),
            recoveryNs(config, longestSilenceNs) + HANDSHAKE_WAYS * wayNs + 6 * timerNs,
            2 * wayNs, feed);
    }

    /**
     * A dead socket must be noticed, silence and probe; the storm limit or the back-off waited
     * for; an attempt that was under way fails first; the next one connects, brings its first
     * ticks or is proved quiet, and stays well for stableAfter.
     */
    private static long recoveryNs(Config config, long longestSilenceNs) {
        Config.Feed feed = config.feed();
        return longestSilenceNs + Scenario.REST_TIMEOUT_NS
            + Math.max(MINUTE_NS, config.reconnect().maxNs()) + Scenario.CONNECT_TIMEOUT_NS
            + feed.firstTickWithinNs() + Scenario.REST_TIMEOUT_NS + feed.stableAfterNs();
    }

    long silenceNs(StreamKind kind) {
        return feed.silenceNs(kind);
    }

    /** Whether silence of a kind can be honest. */
    static boolean mayBeQuiet(StreamKind kind) {
        return kind == StreamKind.QUOTE || kind == StreamKind.TRADE;
    }
}
