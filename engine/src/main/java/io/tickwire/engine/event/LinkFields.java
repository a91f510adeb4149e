package io.tickwire.engine.event;

/** Offsets of {@link EventType#LINK}. */
public final class LinkFields {
    public static final int FACT = EventType.LINK.offset("fact");
    public static final int ATTEMPT = EventType.LINK.offset("attempt");
    public static final int CODE = EventType.LINK.offset("code");
    public static final int KIND = EventType.LINK.offset("kind");
    public static final int VALUE_NS = EventType.LINK.offset("value_ns");
    public static final int WAIT_NS = EventType.LINK.offset("wait_ns");
    public static final int WEIGHT = EventType.LINK.offset("weight");
    public static final int CALL = EventType.LINK.offset("call");

    private LinkFields() {
    }
}
