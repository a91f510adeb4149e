package io.tickwire.engine.event;

/** Offsets of {@link EventType#CALL}. */
public final class CallFields {
    public static final int OUTCOME = EventType.CALL.offset("outcome");
    public static final int REQUEST = EventType.CALL.offset("request");
    public static final int CALL = EventType.CALL.offset("call");
    public static final int HTTP_STATUS = EventType.CALL.offset("http_status");
    public static final int DURATION_NS = EventType.CALL.offset("duration_ns");
    public static final int WAIT_NS = EventType.CALL.offset("wait_ns");

    private CallFields() {
    }
}
