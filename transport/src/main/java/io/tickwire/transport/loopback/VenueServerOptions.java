package io.tickwire.transport.loopback;

import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.transport.loopback.account.AccountSpec;
import io.tickwire.transport.loopback.fault.VenueFeatures;
import io.tickwire.transport.loopback.feed.CapturePlayer;
import io.tickwire.transport.loopback.rest.RequestWeightMeter;
import io.tickwire.transport.loopback.scenario.FaultPlan;
import io.tickwire.transport.loopback.wire.Keepalive;
import java.nio.file.Path;
import java.util.List;

/**
 * How a venue is run.
 *
 * @param port            0 for any free one
 * @param tls             whether it speaks wss and https
 * @param symbols         of the seeded market
 * @param eventsPerSecond of the seeded market
 * @param seed            of the seeded market
 * @param captures        played instead of the market where there are any
 * @param speed           of the captures, see {@link CapturePlayer}
 * @param keepTimes       whether captures have the times that were recorded, not those of now
 * @param pingEveryNs     between two pings of the venue
 * @param pongWithinNs    without an answer for so long a socket is cut
 * @param weightPerMinute of REST calls before they are refused
 * @param faults          when it misbehaves, and how
 * @param hosts           file to make, in which clients find its name; null = none
 * @param accounts        of the seeded market
 */
public record VenueServerOptions(
    int port, boolean tls, List<MarketSymbol> symbols, int eventsPerSecond, long seed,
    List<Path> captures, double speed, boolean keepTimes, long pingEveryNs, long pongWithinNs,
    int weightPerMinute, FaultPlan faults, Path hosts, List<AccountSpec> accounts) {
    /** The venue's own (protocols A2). */
    public static final long PING_EVERY_NS = Keepalive.USUAL.pingEveryNs();
    /** The venue's own (protocols A2). */
    public static final long PONG_WITHIN_NS = Keepalive.USUAL.pongWithinNs();

    /** A venue that makes no hosts file. */
    public VenueServerOptions(int port, boolean tls, List<MarketSymbol> symbols,
        int eventsPerSecond,
        long seed, List<Path> captures, double speed, long pingEveryNs, long pongWithinNs,
        int weightPerMinute, FaultPlan faults) {
        this(port, tls, symbols, eventsPerSecond, seed, captures, speed, false, pingEveryNs,
            pongWithinNs, weightPerMinute, faults, null, AccountSpec.DEFAULTS);
    }

    /** A venue with the usual limit of weight and without faults. */
    public VenueServerOptions(int port, boolean tls, List<MarketSymbol> symbols,
        int eventsPerSecond,
        long seed, List<Path> captures, double speed, long pingEveryNs, long pongWithinNs) {
        this(port, tls, symbols, eventsPerSecond, seed, captures, speed, pingEveryNs,
            pongWithinNs, RequestWeightMeter.DEFAULT_LIMIT, FaultPlan.NONE);
    }

    /** @return the same, but captures keep the times that were recorded */
    public VenueServerOptions withKeptTimes() {
        return new VenueServerOptions(port, tls, symbols, eventsPerSecond, seed, captures, speed,
            true, pingEveryNs, pongWithinNs, weightPerMinute, faults, hosts, accounts);
    }

    /** @return the same with other accounts */
    public VenueServerOptions withAccounts(List<AccountSpec> others) {
        return new VenueServerOptions(port, tls, symbols, eventsPerSecond, seed, captures, speed,
            keepTimes, pingEveryNs, pongWithinNs, weightPerMinute, faults, hosts, others);
    }

    /** @return what it has of that not every venue has */
    VenueFeatures features() {
        return new VenueFeatures(tls, hosts != null, captures.isEmpty());
    }
}
