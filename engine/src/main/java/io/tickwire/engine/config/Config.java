package io.tickwire.engine.config;

import io.tickwire.engine.event.StreamKind;
import java.util.List;
import java.util.Map;

/**
 * The frozen configuration of a session. Made by {@code ConfigReader}, which checks it once;
 * written into every journal segment; never changed afterwards. Times are in nanoseconds.
 *
 * @param venue     where ticks come from
 * @param symbols   as the venue writes them; empty = all (imports)
 * @param streams   kinds asked for per symbol
 * @param mode      what orders become
 * @param feed      when a stream counts as silent
 * @param reconnect back-off
 * @param timer     the engine's own pulse
 * @param engine    ring, arena and the engine thread
 * @param journal   what is written and how
 * @param risk      limits; blank ones have their defaults
 * @param paper     the market that paper orders meet
 * @param strategy  which class decides
 * @param http      the page
 */
public record Config(
    Venue venue, List<String> symbols, List<StreamKind> streams, Mode mode, Feed feed,
    Reconnect reconnect, Timer timer, Engine engine, Journal journal, Risk risk, Paper paper,
    Strategy strategy, Http http) {

    /** What happens to orders. */
    public enum Mode {
        /** No orders. */
        MONITOR,
        /** Orders fill against the quote, inside the engine. */
        PAPER
    }

    /** Which frames are journaled. */
    public enum Frames {
        /** All of it, as it was. */
        RAW,
        /** None. */
        NONE
    }

    /** What a symbol means to the feed's flag that the venue trades no more. */
    public enum Delisted {
        /** It is RED until somebody takes it out of the configuration. */
        RED,
        /** Nothing. */
        GONE
    }

    /** How the engine thread waits for events. */
    public enum Wait {
        /** By the number of cores: YIELD where a core can be given away, else BLOCK. */
        AUTO,
        /** Spins: a whole core, always. */
        SPIN,
        /** Spins, giving way to whoever wants the core: a whole core where nobody does. */
        YIELD,
        /** Spins, then sleeps for short times: half a core. */
        SLEEP,
        /** Spins shortly, then sleeps until an event wakes it: next to nothing while idle. */
        BLOCK
    }

    /**
     * The venue that ticks come from.
     *
     * @param name    such as {@code loopback}
     * @param env     {@code demo} or {@code live}
     * @param wsUrl   root of its sockets, blank = the venue's own
     * @param restUrl root of its REST calls, blank = the venue's own
     */
    public record Venue(String name, String env, String wsUrl, String restUrl) {
    }

    /**
     * Limits of the feed supervision.
     *
     * @param firstTickWithinNs deadline of the first tick after subscribing
     * @param silenceNs         longest silence, by the ordinal of the {@link StreamKind}; 0 for
     *                          {@link StreamKind#NONE}
     * @param pollEveryNs       between two polls of the same, while no socket brings it
     * @param stableAfterNs     a socket must stay well for so long before it is trusted again
     * @param openWhilePolling  whether positions may be opened on polled ticks
     * @param rotateAfterNs     age at which a socket is replaced
     * @param delisted          what becomes of a symbol that was traded and is no more
     */
    public record Feed(
        long firstTickWithinNs, List<Long> silenceNs, long pollEveryNs, long stableAfterNs,
        boolean openWhilePolling, long rotateAfterNs, Delisted delisted) {
        /**
         * Longest silence of a kind.
         *
         * @param kind of the stream
         * @return ns
         */
        public long silenceNs(StreamKind kind) {
            return silenceNs.get(kind.ordinal());
        }
    }

    /**
     * Back-off of connection attempts.
     *
     * @param minNs          first delay, before jitter
     * @param maxNs          longest delay, before jitter
     * @param stormPerMinute most attempts of one group in a minute
     */
    public record Reconnect(long minNs, long maxNs, int stormPerMinute) {
    }

    /**
     * The engine's timer.
     *
     * @param everyNs between two TIMERs
     */
    public record Timer(long everyNs) {
    }

    /**
     * Ring, arena and the engine thread.
     *
     * @param waiting   how it waits
     * @param ringSlots a power of two
     * @param arena     bytes, a power of two
     * @param stallNs   without progress for so long, the process ends visibly
     */
    public record Engine(Wait waiting, int ringSlots, int arena, long stallNs) {
    }

    /**
     * What is journaled, and how.
     *
     * @param frames  what of the traffic
     * @param segment bytes of a segment file
     * @param forceNs how often it is forced to the disk, 0 = never
     */
    public record Journal(Frames frames, int segment, long forceNs) {
    }

    /**
     * Order limits; decimals as text, or {@link #NONE}.
     *
     * @param maxOrderQty        largest order, in units of the symbol's quantity
     * @param maxPosition        largest position either way, with all open orders counted in, in
     *                           units of the symbol's quantity
     * @param maxNotional        most that an order which opens a position, or the position with it
     *                           and all open orders, may be worth at the order's price, in the
     *                           quote currency, for each symbol
     * @param collar             how much worse than the price it would meet a limit may be, such as
     *                           {@code 1%}
     * @param maxOpenOrders      most orders in the market or on their way there, over all symbols
     * @param maxOrdersPerSecond most orders and replacements that open; 0 = any
     * @param maxDailyLoss       most that may be lost in a day, by UTC, in the quote currency
     */
    public record Risk(
        String maxOrderQty, String maxPosition, String maxNotional, String collar,
        int maxOpenOrders, int maxOrdersPerSecond, String maxDailyLoss) {
        /** No limit. */
        public static final String NONE = "none";
    }

    /**
     * The market that paper orders meet.
     *
     * @param latencyNs before an order, a cancel or a replace is at the market
     * @param makerFee  of the worth of what rested, a percentage such as {@code 0.02%}
     * @param takerFee  of the worth of what did not, a percentage
     * @param balance   cash at the start, a decimal in the settlement currency
     * @param fillStale whether quotes fill that are polled or not fresh
     */
    public record Paper(
        long latencyNs, String makerFee, String takerFee, String balance, boolean fillStale) {
    }

    /**
     * The page.
     *
     * @param port on 127.0.0.1, 0 = any free one, {@link #OFF} = no page
     */
    public record Http(int port) {
        /** No page. */
        public static final int OFF = -1;
        /** Where nobody says otherwise. */
        public static final int DEFAULT_PORT = 8080;
    }

    /**
     * Which strategy runs.
     *
     * @param className implements {@code io.tickwire.engine.signal.Strategy}; empty = the one that
     *                  the jar names
     * @param jar       path of the jar that it is in, empty = it is the engine's own
     * @param sha256    of the jar, in hexadecimal digits; empty = any
     * @param settings  handed to it
     */
    public record Strategy(
        String className, String jar, String sha256, Map<String, String> settings) {
        /** @return the same with the hash of its jar */
        public Strategy withSha256(String hash) {
            return new Strategy(className, jar, hash, settings);
        }
    }

    /** @return the same with another strategy */
    public Config withStrategy(Strategy other) {
        return new Config(venue, symbols, streams, mode, feed, reconnect, timer, engine, journal,
            risk, paper, other, http);
    }
}
