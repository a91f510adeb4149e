package io.tickwire.transport.venue;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Everything that can happen, by name, each with the reader of its own keys. */
final class FaultKinds {
    private static final Map<String, Function<FaultEntry, FaultAction>> READERS =
        new TreeMap<>(Map.ofEntries(
            Map.entry(AcceptStalled.NAME, AcceptStalled::read),
            Map.entry(BinaryFrames.NAME, BinaryFrames::read),
            Map.entry(ControlLimit.NAME, ControlLimit::read),
            Map.entry(Delay.NAME, Delay::read),
            Map.entry(DnsFailure.NAME, DnsFailure::read),
            Map.entry(Duplicate.NAME, Duplicate::read),
            Map.entry(Fragmented.NAME, Fragmented::read),
            Map.entry(FrozenTime.NAME, FrozenTime::read),
            Map.entry(HalfOpen.NAME, HalfOpen::read),
            Map.entry(Lifetime.NAME, Lifetime::read),
            Map.entry(Malformed.NAME, Malformed::read),
            Map.entry(Mute.NAME, Mute::read),
            Map.entry(Oversized.NAME, Oversized::read),
            Map.entry(Pings.NAME, Pings::read),
            Map.entry(Reorder.NAME, Reorder::read),
            Map.entry(RestDelay.NAME, RestDelay::read),
            Map.entry(RestFailing.NAME, RestFailing::read),
            Map.entry(RestLimited.NAME, RestLimited::read),
            Map.entry(Silence.OF_CALLS, Silence::readOfCalls),
            Map.entry(Silence.OF_UPGRADES, Silence::readOfUpgrades),
            Map.entry(SkipIds.NAME, SkipIds::read),
            Map.entry(SocketsClosed.NAME, SocketsClosed::read),
            Map.entry(SocketsCut.NAME, SocketsCut::read),
            Map.entry(TlsCertificate.NAME, TlsCertificate::read),
            Map.entry(UpgradeRefused.NAME, UpgradeRefused::read),
            Map.entry(WrongRoute.NAME, WrongRoute::read)));

    private FaultKinds() {
    }

    /** Reads the keyword {@code fault} and the keys that are its own; null where it is wrong. */
    static Named read(FaultEntry entry) {
        String name = entry.name("fault", READERS.keySet());
        if (name == null) {
            return null;
        }
        FaultAction action = READERS.get(name).apply(entry);
        entry.rejectUnknown();
        return new Named(name, action);
    }

    /** @return all names, in the order of the alphabet */
    static Iterable<String> names() {
        return READERS.keySet();
    }

    /**
     * A fault without its time.
     *
     * @param name   of its kind
     * @param action what happens
     */
    record Named(String name, FaultAction action) {
    }
}
