package io.tickwire.transport.binance;

import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.transport.json.JsonFault;
import io.tickwire.transport.json.JsonScanner;
import io.tickwire.transport.json.JsonType;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Parses a message in place in the arena: it is validated to its end before any row is read, so
 * that nothing of a malformed one is ever published. I/O thread only.
 */
final class MessageReader {
    private final UnsafeBuffer buffer;
    private final JsonScanner scanner = new JsonScanner();
    private final RowReader reader;
    private final BinanceCounters counters;
    private final Rejections rejections;
    private int type;
    private int start;
    private int length;

    MessageReader(
        EventSink sink, RowKeys keys, BinanceCounters counters, Rejections rejections) {
        this.buffer = sink.arena().buffer();
        this.reader = new RowReader(scanner, sink.arena(), keys);
        this.counters = counters;
        this.rejections = rejections;
    }

    /**
     * Checks a message; one that is not well-formed is rejected.
     *
     * @param position of its first byte in the arena
     * @param bytes    of it
     * @param message  gets its members if it is an object
     * @param nested   gets those of a {@code data} object inside, null = take it as a value
     * @return whether it is well-formed
     */
    boolean read(int position, int bytes, RowFields message, RowFields nested) {
        scanner.wrap(buffer, position, bytes);
        type = scanner.atObject() ? JsonType.OBJECT
            : scanner.atArray() ? JsonType.ARRAY : JsonType.NONE;
        start = scanner.position();
        if (type == JsonType.OBJECT) {
            reader.read(message, nested);
        } else {
            scanner.skip();
        }
        length = scanner.position() - start;
        if (scanner.finish()) {
            return true;
        }
        rejections.publish(scanner.fault() == JsonFault.TOO_DEEP
            ? RejectReason.TOO_DEEP : RejectReason.NOT_JSON, position, bytes);
        return false;
    }

    /** @return whether the message is one object */
    boolean isObject() {
        return type == JsonType.OBJECT;
    }

    /** @return whether the message is an array */
    boolean isArray() {
        return type == JsonType.ARRAY;
    }

    /** Hands on the rows of a message that is an array. */
    void rows(RowFields row, Consumer<RowFields> each) {
        rows(start, length, row, each);
    }

    /**
     * The second walk over an array, now that all of the message is known to be well-formed.
     *
     * @param arrayStart  offset of its bracket
     * @param arrayLength bytes
     * @param row         gets the members of one row after the other
     * @param each        is run for each
     */
    void rows(int arrayStart, int arrayLength, RowFields row, Consumer<RowFields> each) {
        scanner.wrap(buffer, arrayStart, arrayLength);
        scanner.enter();
        boolean empty = true;
        while (scanner.nextElement()) {
            empty = false;
            if (scanner.atObject()) {
                reader.read(row, null);
                each.accept(row);
            } else {
                scanner.skip();
                counters.others++;
            }
        }
        if (empty) {
            counters.others++;
        }
    }
}
