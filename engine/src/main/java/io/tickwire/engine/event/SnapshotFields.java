package io.tickwire.engine.event;

/** Offsets of {@link EventType#SNAPSHOT}. */
public final class SnapshotFields {
    public static final int SEGMENT = EventType.SNAPSHOT.offset("segment");

    private SnapshotFields() {
    }
}
