package io.tickwire.transport.loopback.fault.stream;

import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.message.FrameForm;

/** Messages come in binary frames, their text unchanged. */
final class BinaryFrames {
    /** Name in scenario files. */
    static final String NAME = "binary-frames";

    private static final FrameForm BINARY =
        (text, frames) -> frames.accept(new BinaryWebSocketFrame(text));

    private BinaryFrames() {
    }

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        return new StreamFault(StreamScope.read(entry, ""), "in binary frames",
            controls -> (socket, payload, next) -> next.send(socket, payload.as(BINARY)));
    }
}
