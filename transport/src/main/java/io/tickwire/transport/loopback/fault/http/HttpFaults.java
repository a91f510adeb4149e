package io.tickwire.transport.loopback.fault.http;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import java.util.Map;
import java.util.function.Function;

/** What can happen to REST calls and handshakes. */
public final class HttpFaults {
    /** By name, each with the reader of its own keys. */
    public static final Map<String, Function<FaultEntry, FaultAction>> READERS = Map.ofEntries(
        Map.entry(HtmlAnswers.NAME, HtmlAnswers::read),
        Map.entry(LargeHeads.NAME, LargeHeads::read),
        Map.entry(RestCached.NAME, RestCached::read),
        Map.entry(RestDelay.NAME, RestDelay::read),
        Map.entry(RestFailing.NAME, RestFailing::read),
        Map.entry(RestLimited.NAME, RestLimited::read),
        Map.entry(RestTimeLeaps.NAME, RestTimeLeaps::read),
        Map.entry(Silence.OF_CALLS, Silence::readOfCalls),
        Map.entry(Silence.OF_UPGRADES, Silence::readOfUpgrades),
        Map.entry(UpgradeRefused.NAME, UpgradeRefused::read));

    private HttpFaults() {
    }
}
