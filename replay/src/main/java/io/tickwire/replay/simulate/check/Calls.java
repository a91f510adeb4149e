package io.tickwire.replay.simulate.check;

import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.StreamKind;

/** REST requests and their answers by kind of stream; shared by several rules. */
final class Calls extends Check {
    private static final int KINDS = StreamKind.values().length;

    /** When a kind was last asked for, ns. */
    final long[] askedNs = new long[KINDS];
    /** When the last two answers of a kind came that were well, ns. */
    final long[] answeredNs = new long[KINDS];
    final long[] answeredBeforeNs = new long[KINDS];
    private final long[] call = new long[KINDS];
    private final long[] callAskedNs = new long[KINDS];
    private final long[] tookNs = new long[KINDS];
    // Numbers of the last calls that fill holes.
    private final long[] fills = new long[16];
    private int fillCount;

    static boolean isPoll(Event event) {
        return event.type() == EventType.FEED_REQUEST
            && event.get(FeedRequestFields.ACTION) == FeedAction.POLL.ordinal();
    }

    static boolean isReply(Event event) {
        return event.type() == EventType.CALL;
    }

    @Override
    void onRecord(Event event) {
        if (isPoll(event) && event.get(FeedRequestFields.REASON) == RequestReason.FILL.ordinal()) {
            fills[fillCount++ % fills.length] = event.get(FeedRequestFields.REQUEST);
        } else if (isPoll(event)) {
            int kind = FeedCall.of(event.get(FeedRequestFields.CALL)).kind().ordinal();
            askedNs[kind] = event.engineNs();
            if (call[kind] == 0) {
                call[kind] = event.get(FeedRequestFields.REQUEST);
                callAskedNs[kind] = event.engineNs();
            }
        } else if (isReply(event) && !isOfFill(event)) {
            int kind = FeedCall.of(event.get(CallFields.CALL)).kind().ordinal();
            if (event.get(CallFields.REQUEST) == call[kind]) {
                call[kind] = 0;
                tookNs[kind] = event.engineNs() - callAskedNs[kind];
            }
            if (event.get(CallFields.OUTCOME) == CallOutcome.ANSWERED.ordinal()
                && event.get(CallFields.HTTP_STATUS) == 200) {
                answeredBeforeNs[kind] = answeredNs[kind];
                answeredNs[kind] = event.engineNs();
            }
        }
    }

    /** Whether a reply is to a call that filled a hole, so that it tells nothing of the present. */
    boolean isOfFill(Event reply) {
        for (long number : fills) {
            if (number == reply.get(CallFields.REQUEST)) {
                return true;
            }
        }
        return false;
    }

    /** How long the last answer took, and how long the next one has been waited for. */
    long waitedNs(StreamKind kind, long nowNs) {
        int at = kind.ordinal();
        return tookNs[at] + (call[at] == 0 ? 0 : nowNs - callAskedNs[at]);
    }
}
