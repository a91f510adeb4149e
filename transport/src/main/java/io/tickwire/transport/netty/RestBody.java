package io.tickwire.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;

/** Body of a response, decompressed; valid only during the call that passes it. */
public final class RestBody {
    private final ByteBuf content;

    RestBody(ByteBuf content) {
        this.content = content;
    }

    /** @return bytes */
    public int length() {
        return content.readableBytes();
    }

    /**
     * Copies it whole, once, in however many pieces it came.
     *
     * @param target gets {@link #length()} bytes
     * @param offset of the first of them
     */
    public void copyTo(MutableDirectBuffer target, int offset) {
        int at = offset;
        for (ByteBuffer piece
                : content.nioBuffers(content.readerIndex(), content.readableBytes())) {
            int count = piece.remaining();
            target.putBytes(at, piece, count);
            at += count;
        }
    }

    /** @return a copy */
    public byte[] bytes() {
        return ByteBufUtil.getBytes(content);
    }
}
