package io.tickwire.transport.loopback.fault.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.message.Payload;
import io.tickwire.transport.loopback.wire.Impairment;
import io.tickwire.transport.loopback.wire.OpenSocket;
import io.tickwire.transport.loopback.wire.Outlet;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Each socket once gets a message in a frame that is longer than a client takes. */
final class Oversized implements Impairment {
    /** Name in scenario files. */
    static final String NAME = "oversized";

    private static final int DEFAULT_BYTES = 3 << 20;
    /** With more, too much would wait in the socket, and it would be cut off. */
    private static final int MAX_BYTES = 6 << 20;

    private final byte[] padding;
    private final Set<OpenSocket> done = new HashSet<>();

    Oversized(int bytes) {
        padding = new byte[bytes];
        Arrays.fill(padding, (byte) ' ');
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        int bytes = entry.whole("bytes", DEFAULT_BYTES, one -> one >= 1 && one <= MAX_BYTES,
            "allowed are 1 to " + MAX_BYTES);
        return new StreamFault(StreamScope.read(entry, ""),
            "one frame of " + bytes + " bytes to each socket", controls -> new Oversized(bytes));
    }

    @Override
    public void pass(OpenSocket socket, Payload payload, Outlet next) {
        next.send(socket, done.add(socket) ? payload.as(this::pad) : payload);
    }

    /** Blanks behind the JSON, so that whoever takes it all can also read it. */
    private void pad(ByteBuf text, Consumer<WebSocketFrame> frames) {
        int blanks = Math.max(0, padding.length - text.readableBytes());
        frames.accept(new TextWebSocketFrame(
            Unpooled.wrappedBuffer(text, Unpooled.wrappedBuffer(padding, 0, blanks))));
    }
}
