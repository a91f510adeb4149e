package io.tickwire.engine.event;

/** Offsets of {@link EventType#LINK}. */
public final class LinkFields {
    public static final int FACT = EventType.LINK.offset("fact");
    public static final int ATTEMPT = EventType.LINK.offset("attempt");
    public static final int GROUP = EventType.LINK.offset("group");
    public static final int KIND = EventType.LINK.offset("kind");
    public static final int CLOSE_CODE = EventType.LINK.offset("close_code");
    public static final int HTTP_STATUS = EventType.LINK.offset("http_status");
    public static final int ERROR_CODE = EventType.LINK.offset("error_code");
    public static final int WAIT_NS = EventType.LINK.offset("wait_ns");
    public static final int KEEP_ALIVE_NS = EventType.LINK.offset("keep_alive_ns");

    private LinkFields() {
    }
}
