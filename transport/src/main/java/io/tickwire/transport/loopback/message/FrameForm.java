package io.tickwire.transport.loopback.message;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.function.Consumer;

/** How the text of a message becomes frames. */
@FunctionalInterface
public interface FrameForm {
    /** One text frame, as it should be. */
    FrameForm TEXT = (text, frames) -> frames.accept(new TextWebSocketFrame(text));

    /**
     * Makes the frames of one message.
     *
     * @param text   as it should be, with or without envelope; the form owns it
     * @param frames takes each, in order
     */
    void write(ByteBuf text, Consumer<WebSocketFrame> frames);
}
