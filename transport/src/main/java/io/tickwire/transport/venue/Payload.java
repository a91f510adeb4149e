package io.tickwire.transport.venue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * One message of a stream, encoded once for all sockets, with and without envelope. The arrays are
 * shared by every buffer and never written again.
 */
final class Payload {
    private final String stream;
    private final Route route;
    private final byte[] frame;
    private final int dataOffset;
    private final int dataLength;

    private Payload(String stream, byte[] frame, int dataOffset, int dataLength) {
        this.stream = stream;
        this.route = Route.ofStream(stream);
        this.frame = frame;
        this.dataOffset = dataOffset;
        this.dataLength = dataLength;
    }

    /**
     * Wraps data in an envelope.
     *
     * @param stream name, without characters that JSON escapes
     * @param data   JSON
     * @return the payload
     */
    static Payload of(String stream, CharSequence data) {
        byte[] head = ("{\"stream\":\"" + stream + "\",\"data\":").getBytes(StandardCharsets.UTF_8);
        byte[] body = data.toString().getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[head.length + body.length + 1];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(body, 0, frame, head.length, body.length);
        frame[frame.length - 1] = '}';
        return new Payload(stream, frame, head.length, body.length);
    }

    /**
     * Takes a recorded envelope as it is.
     *
     * @param line what was recorded
     * @return the payload, sharing its bytes
     */
    static Payload of(CaptureLine line) {
        return new Payload(line.stream(), line.frame(), line.dataOffset(), line.dataLength());
    }

    String stream() {
        return stream;
    }

    Route route() {
        return route;
    }

    ByteBuf buffer(boolean combined) {
        return combined ? Unpooled.wrappedBuffer(frame)
            : Unpooled.wrappedBuffer(frame, dataOffset, dataLength);
    }
}
