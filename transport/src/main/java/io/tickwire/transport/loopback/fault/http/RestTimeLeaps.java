package io.tickwire.transport.loopback.fault.http;

import io.tickwire.engine.config.Durations;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.rest.RestReply;
import io.tickwire.transport.loopback.wire.HttpCall;
import io.tickwire.transport.loopback.wire.HttpFault;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The call for the venue's time is answered with another one; all else has the true time. */
final class RestTimeLeaps implements HttpFault {
    /** Name in scenario files. */
    static final String NAME = "rest-time-leaps";

    private static final Pattern TIME = Pattern.compile("\"serverTime\":([0-9]{13})");
    private static final int ALL = 0;
    private static final int MAX_TIMES = 1_000_000;
    private static final String BEHIND = "behind";
    private static final long MS = 1_000_000L;

    private final long shiftMs;
    private final int times;
    private int done;

    RestTimeLeaps(long shiftMs, int times) {
        this.shiftMs = shiftMs;
        this.times = times;
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        long byMs = entry.durationNs("by", "1ms", FaultEntry.LONGEST) / MS;
        String to = entry.word("to", BEHIND, Set.of(BEHIND, "ahead")::contains, "behind or ahead");
        int times = entry.whole("times", ALL, one -> one >= 1 && one <= MAX_TIMES,
            "allowed are 1 to " + MAX_TIMES);
        return new GateFault((times == ALL ? "every answer" : "the next " + times + " answers")
            + " of REST's time is " + to + " by " + Durations.format(Math.max(0, byMs * MS)),
            controls -> new RestTimeLeaps(to.equals(BEHIND) ? -byMs : byMs, times));
    }

    @Override
    public boolean onCall(HttpCall call, Supplier<RestReply> usual) {
        if (!call.uri().startsWith("/fapi/v1/time") || times != ALL && done == times) {
            return false;
        }
        done++;
        RestReply reply = usual.get();
        Matcher time = TIME.matcher(reply.body());
        call.answer(new RestReply(reply.status(), time.replaceFirst(found ->
            "\"serverTime\":" + (Long.parseLong(found.group(1)) + shiftMs)),
            reply.usedWeight(), reply.retryAfterS()));
        return true;
    }
}
