package io.tickwire.replay;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Field;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.journal.JournalWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** A session folder whose records are written one by one, whatever an engine would have done. */
final class JournalBuilder implements AutoCloseable {
    static final String CONFIG = "venue: {name: loopback}\nsymbols: [BTCUSDT]\n";
    private static final int SEGMENT = 1 << 20;

    private final JournalWriter writer;
    private final UnsafeBuffer slot =
        new UnsafeBuffer(ByteBuffer.allocateDirect(Header.SLOT_LENGTH));
    private final UnsafeBuffer arena = new UnsafeBuffer(ByteBuffer.allocateDirect(4096));
    private final Event event = new Event().wrapSlot(slot, 0, arena);
    private long sequence;
    private int ordinal;

    JournalBuilder(Path session) throws IOException {
        Path journal = Files.createDirectories(session.resolve("journal"));
        writer = JournalWriter.open(new JournalWriter.Settings(
            journal, "by-hand", 1, 1, CONFIG, SEGMENT, 0, 10_000_000_000L));
    }

    /** The next input, every field absent; {@link #append} writes it. */
    Event input(EventType type, Source source, int instrumentId, int link, String message) {
        sequence++;
        ordinal = 0;
        event.header(type, source.ordinal(), 0, instrumentId, sequence, engineNs(),
            engineNs() - 77, link);
        clear(event, type);
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        arena.putBytes(0, bytes);
        if (bytes.length > 0) {
            event.varInArena(0, bytes.length);
        }
        return event;
    }

    /** A record that repeats state; {@link #append} writes it. */
    Event head(EventType type, int instrumentId, String message) {
        sequence--;
        return input(type, Source.ENGINE, instrumentId, 0, message).flags(Flags.HEAD);
    }

    void append() {
        writer.append(event);
    }

    /** An output of that input; {@link #commit} writes it. */
    Event output(EventType type, int instrumentId) {
        Event output = writer.claim().header(type, Source.ENGINE.ordinal(), ++ordinal,
            instrumentId, sequence, engineNs(), engineNs() - 77, 0);
        clear(output, type);
        return output;
    }

    void commit() {
        writer.commit();
    }

    private long engineNs() {
        return 1_700_000_000_000_000_000L + sequence * 1_000;
    }

    private static void clear(Event event, EventType type) {
        for (Field field : type.fields()) {
            event.set(field.offset(), Event.ABSENT);
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
