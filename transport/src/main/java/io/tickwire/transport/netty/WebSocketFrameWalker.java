package io.tickwire.transport.netty;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The receiving half of RFC 6455 for a client without extensions: bytes in, whole messages out.
 * A message that lies whole in the bytes of one read is handed over where it lies; one that came
 * in pieces is put together first. Allocates nothing unless a message in pieces needs more room
 * than any before it, or the connection ends. Not thread-safe.
 */
public final class WebSocketFrameWalker implements AutoCloseable {
    /** Opcodes of RFC 6455, section 5.2. */
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xa;
    static final int MAX_CONTROL_PAYLOAD = 125;

    private static final int FIN = 0x80;
    private static final int RSV = 0x70;
    private static final int OPCODE = 0x0f;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;

    private final WebSocketLimits limits;
    private final FrameHandler handler;
    private final AssemblyBuffer message;
    private final UnsafeBuffer control = new UnsafeBuffer(new byte[MAX_CONTROL_PAYLOAD]);

    // The frame that is being read.
    private int headerBytes;
    private int lengthBytesLeft;
    private boolean fin;
    private int opcode;
    private long payloadLength;
    private int payloadBytes;
    private boolean inPayload;

    // The message that its data frames make; opcode 0 = none.
    private int messageOpcode;
    private int fragments;

    private boolean stopped;

    /**
     * At the first byte behind the handshake.
     *
     * @param limits  of the server
     * @param handler told what was found
     */
    public WebSocketFrameWalker(WebSocketLimits limits, FrameHandler handler) {
        this.limits = limits;
        this.handler = handler;
        this.message = new AssemblyBuffer(limits.message());
    }

    /**
     * Takes the next bytes of the connection, all of them unless stopped.
     *
     * @param buffer holds them
     * @param offset of the first
     * @param length bytes
     */
    public void read(DirectBuffer buffer, int offset, int length) {
        int end = offset + length;
        int position = offset;
        while (position < end && !stopped) {
            if (!inPayload) {
                position = readHeader(buffer, position, end);
            }
            // At once, and not with the next bytes: the payload may be empty.
            if (inPayload) {
                position = readPayload(buffer, position, end);
            }
        }
    }

    /** Ignores whatever comes from now on. */
    public void stop() {
        stopped = true;
    }

    /** @return bytes of the message and headers of the frame that have begun, not yet whole */
    public int incompleteBytes() {
        boolean inControl = inPayload && opcode >= CLOSE;
        return message.length() + headerBytes + (inControl ? payloadBytes : 0);
    }

    /** Stops, and gives the memory back; never from within a call of the handler. */
    @Override
    public void close() {
        stopped = true;
        message.close();
    }

    private int readHeader(DirectBuffer buffer, int from, int end) {
        int position = from;
        while (position < end) {
            int octet = buffer.getByte(position++) & 0xff;
            switch (headerBytes++) {
                case 0 -> takeFlags(octet);
                case 1 -> takeShortLength(octet);
                default -> {
                    payloadLength = payloadLength << Byte.SIZE | octet;
                    lengthBytesLeft--;
                }
            }
            if (stopped) {
                return position;
            }
            if (headerBytes >= 2 && lengthBytesLeft == 0) {
                beginPayload();
                return position;
            }
        }
        return position;
    }

    private void takeFlags(int octet) {
        fin = (octet & FIN) != 0;
        opcode = octet & OPCODE;
        if ((octet & RSV) != 0) {
            violation(CloseCode.PROTOCOL_ERROR, "RSV bits without an extension");
        } else if (opcode > PONG || opcode > BINARY && opcode < CLOSE) {
            violation(CloseCode.PROTOCOL_ERROR, "reserved opcode");
        } else if (opcode >= CLOSE && !fin) {
            violation(CloseCode.PROTOCOL_ERROR, "fragmented control frame");
        } else if (opcode == CONTINUATION && messageOpcode == 0) {
            violation(CloseCode.PROTOCOL_ERROR, "continuation of no message");
        } else if ((opcode == TEXT || opcode == BINARY) && messageOpcode != 0) {
            violation(CloseCode.PROTOCOL_ERROR, "new message inside a message");
        }
    }

    private void takeShortLength(int octet) {
        int length = octet & LENGTH;
        if ((octet & MASKED) != 0) {
            violation(CloseCode.PROTOCOL_ERROR, "masked frame from the server");
        } else if (opcode >= CLOSE && length > MAX_CONTROL_PAYLOAD) {
            violation(CloseCode.PROTOCOL_ERROR, "control frame over 125 bytes");
        } else if (length == LENGTH_IN_2_BYTES) {
            payloadLength = 0;
            lengthBytesLeft = Short.BYTES;
        } else if (length == LENGTH_IN_8_BYTES) {
            payloadLength = 0;
            lengthBytesLeft = Long.BYTES;
        } else {
            payloadLength = length;
        }
    }

    private void beginPayload() {
        if (opcode < CLOSE) {
            int minimum = headerBytes == 2 ? 0
                : headerBytes == 2 + Short.BYTES ? LENGTH_IN_2_BYTES : 1 << Short.SIZE;
            if (payloadLength < minimum) {
                violation(CloseCode.PROTOCOL_ERROR, "length not in its shortest form");
                return;
            }
            if (payloadLength > limits.frame()) {
                violation(CloseCode.TOO_BIG, "frame over the limit");
                return;
            }
            if (message.length() + payloadLength > limits.message()) {
                violation(CloseCode.TOO_BIG, "message over the limit");
                return;
            }
            if (fragments == limits.fragments()) {
                violation(CloseCode.TOO_BIG, "too many fragments");
                return;
            }
            fragments++;
            if (opcode != CONTINUATION) {
                messageOpcode = opcode;
            }
        }
        inPayload = true;
    }

    private int readPayload(DirectBuffer buffer, int from, int end) {
        int taken = (int) Math.min(payloadLength - payloadBytes, end - from);
        boolean whole = payloadBytes + taken == payloadLength;
        if (opcode >= CLOSE) {
            readControl(buffer, from, taken, whole);
        } else if (whole && fin && fragments == 1 && payloadBytes == 0) {
            endFrame();
            deliver(buffer, from, taken);
        } else {
            message.append(buffer, from, taken);
            payloadBytes += taken;
            if (whole) {
                endFrame();
                if (fin) {
                    deliver(message.buffer(), 0, message.length());
                    message.clear();
                }
            }
        }
        return from + taken;
    }

    private void readControl(DirectBuffer buffer, int from, int taken, boolean whole) {
        int before = payloadBytes;
        if (whole && before == 0) {
            endFrame();
            control(buffer, from, taken);
            return;
        }
        control.putBytes(before, buffer, from, taken);
        payloadBytes += taken;
        if (whole) {
            endFrame();
            control(control, 0, before + taken);
        }
    }

    private void endFrame() {
        headerBytes = 0;
        payloadBytes = 0;
        inPayload = false;
    }

    private void deliver(DirectBuffer buffer, int offset, int length) {
        boolean text = messageOpcode == TEXT;
        messageOpcode = 0;
        fragments = 0;
        if (text && !Utf8.isValid(buffer, offset, length)) {
            violation(CloseCode.NOT_UTF8, "text is not UTF-8");
        } else {
            handler.message(buffer, offset, length, text);
        }
    }

    private void control(DirectBuffer buffer, int offset, int length) {
        if (opcode == PING) {
            handler.ping(buffer, offset, length);
        } else if (opcode == PONG) {
            handler.pong(buffer, offset, length);
        } else {
            takeClose(buffer, offset, length);
        }
    }

    private void takeClose(DirectBuffer buffer, int offset, int length) {
        if (length == 0) {
            stopped = true;
            handler.closeFrame(CloseCode.NO_CODE, "");
            return;
        }
        if (length == 1) {
            violation(CloseCode.PROTOCOL_ERROR, "close frame with half a code");
            return;
        }
        int code = (buffer.getByte(offset) & 0xff) << Byte.SIZE | buffer.getByte(offset + 1) & 0xff;
        int reasonOffset = offset + Short.BYTES;
        int reasonLength = length - Short.BYTES;
        if (!CloseCode.isValidOnWire(code)) {
            violation(CloseCode.PROTOCOL_ERROR, "close frame with an invalid code");
        } else if (!Utf8.isValid(buffer, reasonOffset, reasonLength)) {
            violation(CloseCode.NOT_UTF8, "close reason is not UTF-8");
        } else {
            stopped = true;
            handler.closeFrame(
                code, buffer.getStringWithoutLengthUtf8(reasonOffset, reasonLength));
        }
    }

    private void violation(int code, String reason) {
        stopped = true;
        handler.violation(code, reason);
    }
}
