package io.tickwire.transport.binance;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.text.ForeignText;
import io.tickwire.transport.json.IntegerText;
import io.tickwire.transport.json.JsonScanner;
import io.tickwire.transport.json.JsonType;
import io.tickwire.transport.venue.NoticeListener;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Replies to control messages: {@code {"result":..,"id":..}}, {@code {"error":{"code":..},"id":..}}
 * and the older {@code {"code":..,"msg":..,"id":..}}.
 */
final class ControlReplies {
    private static final int E = RowFields.slot('e');

    private final UnsafeBuffer buffer;
    private final NoticeListener listener;
    private final JsonScanner scanner = new JsonScanner();

    /**
     * Nothing seen yet.
     *
     * @param buffer   holds the messages
     * @param listener is told
     */
    ControlReplies(UnsafeBuffer buffer, NoticeListener listener) {
        this.buffer = buffer;
        this.listener = listener;
    }

    static boolean isReply(RowFields message) {
        return !message.has(E) && (message.has(RowFields.RESULT) || message.has(RowFields.ERROR)
            || message.has(RowFields.CODE));
    }

    void onReply(int link, RowFields message) {
        long code = NoticeListener.NO_ERROR;
        // JSON-RPC has both members, of which one is null.
        if (message.has(RowFields.ERROR) && message.type(RowFields.ERROR) != JsonType.NULL) {
            code = message.type(RowFields.ERROR) == JsonType.OBJECT
                ? nestedCode(message.start(RowFields.ERROR), message.length(RowFields.ERROR))
                : NoticeListener.ERROR_WITHOUT_CODE;
        } else if (message.has(RowFields.CODE) && !message.has(RowFields.ERROR)) {
            code = errorCode(message.type(RowFields.CODE), message.start(RowFields.CODE),
                message.length(RowFields.CODE));
        }
        if (code != NoticeListener.NO_ERROR) {
            listener.onRefusal(link, ForeignText.words(
                buffer.getStringWithoutLengthUtf8(message.start(), message.length())));
        }
        listener.onAck(link, id(message), code);
    }

    private long id(RowFields message) {
        return message.type(RowFields.ID) == JsonType.INTEGER
            ? IntegerText.parse(
                buffer, message.start(RowFields.ID), message.length(RowFields.ID))
            : Event.ABSENT;
    }

    private long nestedCode(int start, int length) {
        long code = NoticeListener.ERROR_WITHOUT_CODE;
        scanner.wrap(buffer, start, length);
        scanner.enter();
        while (scanner.nextMember()) {
            int slot = RowFields.slot(buffer, scanner.keyStart(), scanner.keyLength());
            scanner.skip();
            if (slot == RowFields.CODE) {
                code = errorCode(scanner.type(), scanner.start(), scanner.length());
            }
        }
        return code;
    }

    private long errorCode(int type, int start, int length) {
        long code = type == JsonType.INTEGER
            ? IntegerText.parse(buffer, start, length) : Event.ABSENT;
        return code == Event.ABSENT || code == NoticeListener.NO_ERROR
            ? NoticeListener.ERROR_WITHOUT_CODE : code;
    }
}
