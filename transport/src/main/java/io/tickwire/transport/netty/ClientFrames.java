package io.tickwire.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Writes client frames: whole messages, masked, with the shortest length encoding. */
final class ClientFrames {
    private static final int MAX_HEADER = 14;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;

    private ClientFrames() {
    }

    /**
     * Builds one frame.
     *
     * @param allocator of the result, which the caller owns
     * @param opcode    of the frame
     * @param key       masking key, its first byte in the highest bits
     * @param payload   not masked, not changed
     * @param offset    of its first byte
     * @param length    of it, bytes
     */
    static ByteBuf encode(
            ByteBufAllocator allocator, int opcode, int key, DirectBuffer payload, int offset,
            int length) {
        ByteBuf frame = allocator.directBuffer(MAX_HEADER + length);
        frame.writeByte(FIN | opcode);
        if (length < LENGTH_IN_2_BYTES) {
            frame.writeByte(MASKED | length);
        } else if (length < 1 << Short.SIZE) {
            frame.writeByte(MASKED | LENGTH_IN_2_BYTES).writeShort(length);
        } else {
            frame.writeByte(MASKED | LENGTH_IN_8_BYTES).writeLong(length);
        }
        frame.writeInt(key);
        int position = offset;
        int end = offset + length;
        for (; position + Integer.BYTES <= end; position += Integer.BYTES) {
            frame.writeInt(payload.getInt(position, ByteOrder.BIG_ENDIAN) ^ key);
        }
        for (int shift = 24; position < end; position++, shift -= Byte.SIZE) {
            frame.writeByte(payload.getByte(position) ^ key >>> shift);
        }
        return frame;
    }
}
