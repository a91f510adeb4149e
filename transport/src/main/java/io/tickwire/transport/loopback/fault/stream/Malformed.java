package io.tickwire.transport.loopback.fault.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.message.FrameForm;
import io.tickwire.transport.loopback.message.Payload;
import io.tickwire.transport.loopback.wire.Impairment;
import io.tickwire.transport.loopback.wire.OpenSocket;
import io.tickwire.transport.loopback.wire.Outlet;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Messages that are not what they should be, in frames that are. */
final class Malformed implements Impairment {
    /** Name in scenario files. */
    static final String NAME = "malformed";

    /** What a message looks like, by name in scenario files. */
    private static final Map<String, FrameForm> FORMS = new TreeMap<>(Map.of(
        "truncated", Malformed::truncated,
        "not-json", (text, frames) -> instead(text, "<html>Bad Gateway</html>", frames),
        "no-fields", (text, frames) -> instead(text, "{}", frames),
        "invalid-utf-8", Malformed::invalidUtf8));
    private static final int MAX_EVERY = 1_000_000;
    /** Never part of UTF-8. */
    private static final int NO_UTF8 = 0xFF;

    private final FrameForm form;
    private final int every;
    private final OncePerMessage<Boolean> hit = new OncePerMessage<>(payload -> isNext());
    private int seen;

    Malformed(FrameForm form, int every) {
        this.form = form;
        this.every = every;
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        String how = entry.word("how", "truncated", FORMS::containsKey,
            String.join(", ", FORMS.keySet()));
        int every = entry.whole("every", 1, one -> one >= 1 && one <= MAX_EVERY,
            "allowed are 1 to " + MAX_EVERY);
        return new StreamFault(StreamScope.read(entry, ""), how + ", one message of " + every,
            controls -> new Malformed(FORMS.get(how), every));
    }

    @Override
    public void pass(OpenSocket socket, Payload payload, Outlet next) {
        next.send(socket, hit.of(payload) ? payload.as(form) : payload);
    }

    private boolean isNext() {
        return seen++ % every == 0;
    }

    private static void truncated(ByteBuf text, Consumer<WebSocketFrame> frames) {
        frames.accept(new TextWebSocketFrame(text.readSlice(text.readableBytes() / 2)));
    }

    private static void instead(ByteBuf text, String other, Consumer<WebSocketFrame> frames) {
        text.release();
        frames.accept(new TextWebSocketFrame(
            Unpooled.copiedBuffer(other, StandardCharsets.UTF_8)));
    }

    private static void invalidUtf8(ByteBuf text, Consumer<WebSocketFrame> frames) {
        ByteBuf copy = Unpooled.copiedBuffer(text);
        text.release();
        copy.setByte(copy.readableBytes() / 2, NO_UTF8);
        frames.accept(new TextWebSocketFrame(copy));
    }
}
