package io.tickwire.transport.loopback.fault.stream;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import java.util.Map;
import java.util.function.Function;

/** What can happen to the messages of streams. */
public final class StreamFaults {
    /** By name, each with the reader of its own keys. */
    public static final Map<String, Function<FaultEntry, FaultAction>> READERS = Map.ofEntries(
        Map.entry(BinaryFrames.NAME, BinaryFrames::read),
        Map.entry(Delay.NAME, Delay::read),
        Map.entry(Duplicate.NAME, Duplicate::read),
        Map.entry(Fragmented.NAME, Fragmented::read),
        Map.entry(FrozenTime.NAME, FrozenTime::read),
        Map.entry(Malformed.NAME, Malformed::read),
        Map.entry(Mute.NAME, Mute::read),
        Map.entry(Oversized.NAME, Oversized::read),
        Map.entry(Reorder.NAME, Reorder::read),
        Map.entry(SkipIds.NAME, SkipIds::read),
        Map.entry(WrongRoute.NAME, WrongRoute::read),
        Map.entry(WrongTime.AHEAD, WrongTime::readAhead),
        Map.entry(WrongTime.IN_MICROSECONDS, WrongTime::readInMicroseconds));

    private StreamFaults() {
    }
}
