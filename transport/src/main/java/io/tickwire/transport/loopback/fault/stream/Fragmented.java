package io.tickwire.transport.loopback.fault.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.message.Payload;
import io.tickwire.transport.loopback.wire.Impairment;
import io.tickwire.transport.loopback.wire.OpenSocket;
import io.tickwire.transport.loopback.wire.Outlet;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Messages come in several frames, which is in order (RFC 6455, 5.4), cut anywhere, also within a
 * character; on request with pings between them.
 */
final class Fragmented implements Impairment {
    /** Name in scenario files. */
    static final String NAME = "fragmented";
    /** Shortest time between two pings of a socket: pongs count against the client's limit. */
    static final long PING_PAUSE_NS = 1_000_000_000L;

    private static final int DEFAULT_PARTS = 3;
    private static final int MIN_PARTS = 2;
    private static final int MAX_PARTS = 10_000;
    private static final long MS = 1_000_000L;

    private final FaultControls controls;
    private final int parts;
    private final boolean pings;
    private final Map<OpenSocket, Long> pingedNs = new HashMap<>();

    Fragmented(FaultControls controls, int parts, boolean pings) {
        this.controls = controls;
        this.parts = parts;
        this.pings = pings;
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        int parts = entry.whole("parts", DEFAULT_PARTS,
            one -> one >= MIN_PARTS && one <= MAX_PARTS,
            "allowed are " + MIN_PARTS + " to " + MAX_PARTS);
        boolean pings = entry.flag("pings", false);
        return new StreamFault(StreamScope.read(entry, ""), "in " + parts + " frames each"
            + (pings ? ", with pings between them" : ""),
            controls -> new Fragmented(controls, parts, pings));
    }

    @Override
    public void pass(OpenSocket socket, Payload payload, Outlet next) {
        boolean ping = pings && mayPing(socket);
        next.send(socket, payload.as((text, frames) -> write(text, ping, frames)));
    }

    private boolean mayPing(OpenSocket socket) {
        long nowNs = controls.clock().nowNs();
        Long lastNs = pingedNs.get(socket);
        if (lastNs != null && nowNs - lastNs < PING_PAUSE_NS) {
            return false;
        }
        pingedNs.put(socket, nowNs);
        return true;
    }

    private void write(ByteBuf text, boolean ping, Consumer<WebSocketFrame> frames) {
        int length = text.readableBytes();
        for (int i = 0; i < parts; i++) {
            int from = (int) ((long) length * i / parts);
            int to = (int) ((long) length * (i + 1) / parts);
            ByteBuf part = text.retainedSlice(text.readerIndex() + from, to - from);
            boolean last = i == parts - 1;
            frames.accept(i == 0 ? new TextWebSocketFrame(last, 0, part)
                : new ContinuationWebSocketFrame(last, 0, part));
            if (ping && i == 0) {
                frames.accept(new PingWebSocketFrame(Unpooled.copiedBuffer(
                    Long.toString(controls.clock().nowNs() / MS), StandardCharsets.US_ASCII)));
            }
        }
        text.release();
    }
}
