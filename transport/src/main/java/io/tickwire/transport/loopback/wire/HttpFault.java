package io.tickwire.transport.loopback.wire;

import io.tickwire.transport.loopback.rest.RestReply;
import java.util.function.Supplier;

/** What happens to requests while a fault lasts. Event loop only. */
public interface HttpFault {
    /**
     * A REST call.
     *
     * @param call  to answer, now, later or never
     * @param usual makes the usual answer and charges its weight
     * @return whether it is dealt with; false = it is answered as usual
     */
    default boolean onCall(HttpCall call, Supplier<RestReply> usual) {
        return false;
    }

    /**
     * A handshake.
     *
     * @param call to refuse, now, later or never
     * @return whether it is dealt with; false = it goes on as usual
     */
    default boolean onUpgrade(HttpCall call) {
        return false;
    }

    /** Is over: deals with what it still holds. */
    default void release() {
        // Most hold nothing.
    }
}
