package io.tickwire.transport.loopback.fault.http;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.rest.RestReply;
import io.tickwire.transport.loopback.wire.HttpCall;
import io.tickwire.transport.loopback.wire.HttpFault;

/**
 * Handshakes are refused; sockets that are open stay.
 *
 * @param status      of HTTP
 * @param retryAfterS told in the header of that name; {@link RestReply#ABSENT} = not told
 */
record UpgradeRefused(int status, int retryAfterS) implements HttpFault {
    /** Name in scenario files. */
    static final String NAME = "upgrade-refused";

    private static final int DEFAULT_STATUS = 503;
    private static final int MIN = 400;
    private static final int MAX = 599;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long NO_RETRY_AFTER = RestReply.ABSENT * SECOND_NS;

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        int status = entry.whole("status", DEFAULT_STATUS, one -> one >= MIN && one <= MAX,
            "allowed are " + MIN + " to " + MAX);
        int retryAfterS =
            (int) (entry.durationNs("retry", NO_RETRY_AFTER, "1s", FaultEntry.LONGEST) / SECOND_NS);
        return new GateFault("handshakes are refused with " + status
            + (retryAfterS == RestReply.ABSENT ? "" : ", to be tried again in " + retryAfterS
                + " s"), controls -> new UpgradeRefused(status, retryAfterS));
    }

    @Override
    public boolean onUpgrade(HttpCall call) {
        call.answer(new RestReply(status, RestReply.error(-1000, "Handshake refused."),
            RestReply.ABSENT, retryAfterS));
        return true;
    }
}
