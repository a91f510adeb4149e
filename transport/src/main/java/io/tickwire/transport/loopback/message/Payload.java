package io.tickwire.transport.loopback.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * One message of a stream, encoded once for all sockets, with and without envelope. The arrays are
 * shared by every buffer and never written again.
 */
public final class Payload {
    private final String stream;
    private final byte[] frame;
    private final int dataOffset;
    private final int dataLength;
    private final FrameForm form;
    /** Of an account's event, its type; else empty. */
    private final String event;
    /** The message as the feed made it; null = this. */
    private final Payload origin;

    private Payload(String stream, byte[] frame, int dataOffset, int dataLength, FrameForm form,
        String event, Payload origin) {
        this.stream = stream;
        this.form = form;
        this.event = event;
        this.origin = origin;
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
    public static Payload of(String stream, CharSequence data) {
        return of(stream, "", data);
    }

    /**
     * Wraps an account's event in an envelope.
     *
     * @param stream listen key
     * @param event  its type, by which clients may choose
     * @param data   JSON
     * @return the payload
     */
    public static Payload of(String stream, String event, CharSequence data) {
        byte[] head = ("{\"stream\":\"" + stream + "\",\"data\":").getBytes(StandardCharsets.UTF_8);
        byte[] body = data.toString().getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[head.length + body.length + 1];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(body, 0, frame, head.length, body.length);
        frame[frame.length - 1] = '}';
        return new Payload(stream, frame, head.length, body.length, FrameForm.TEXT, event, null);
    }

    /**
     * Takes an envelope as it is.
     *
     * @param stream     name in it
     * @param frame      the envelope, never written again
     * @param dataOffset of the JSON in it
     * @param dataLength of the JSON
     * @return the payload, sharing its bytes
     */
    public static Payload of(String stream, byte[] frame, int dataOffset, int dataLength) {
        return new Payload(stream, frame, dataOffset, dataLength, FrameForm.TEXT, "", null);
    }

    /** @return name of its stream */
    public String stream() {
        return stream;
    }

    /** @return of an account's event, its type; else empty */
    public String event() {
        return event;
    }

    /** @return the same text in other frames */
    public Payload as(FrameForm other) {
        return new Payload(stream, frame, dataOffset, dataLength, other, event, origin());
    }

    /** @return the same message with other JSON */
    public Payload withData(String data) {
        Payload other = of(stream, data);
        return new Payload(stream, other.frame, other.dataOffset, other.dataLength, form, event,
            origin());
    }

    /** @return whether both come from one message of the feed, whatever became of it since */
    public boolean isSameMessage(Payload other) {
        return origin() == other.origin();
    }

    private Payload origin() {
        return origin == null ? this : origin;
    }

    /** @return the JSON without envelope */
    public String data() {
        return new String(frame, dataOffset, dataLength, StandardCharsets.UTF_8);
    }

    /**
     * Makes its frames.
     *
     * @param combined whether with envelope
     * @param frames   takes each, in order
     */
    public void write(boolean combined, Consumer<WebSocketFrame> frames) {
        ByteBuf text = combined ? Unpooled.wrappedBuffer(frame)
            : Unpooled.wrappedBuffer(frame, dataOffset, dataLength);
        form.write(text, frames);
    }
}
