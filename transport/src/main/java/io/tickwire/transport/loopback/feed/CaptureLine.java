package io.tickwire.transport.loopback.feed;

import io.tickwire.transport.loopback.message.Payload;
import io.tickwire.transport.recording.RecordedLine;
import java.nio.charset.StandardCharsets;

/**
 * A recorded frame: receive time and envelope, the bytes of which are kept exactly.
 *
 * @param receiveNs  when the recorder received it, by its clock
 * @param stream     name in the envelope
 * @param frame      the envelope
 * @param dataOffset of the payload in it
 * @param dataLength of the payload
 */
record CaptureLine(long receiveNs, String stream, byte[] frame, int dataOffset, int dataLength) {
    private static final byte[] HEAD = ascii("{\"stream\":\"");
    private static final byte[] DATA = ascii("\",\"data\":");

    /**
     * Takes the frame out of a line.
     *
     * @param recorded the line
     * @return the frame; null where it is none, such as a reply, a request or an empty line
     */
    static CaptureLine of(RecordedLine recorded) {
        if (recorded.kind() != RecordedLine.Kind.FRAME) {
            return null;
        }
        byte[] line = recorded.bytes();
        int length = recorded.length();
        int start = recorded.frameOffset();
        if (!matches(line, start, length, HEAD) || line[length - 1] != '}') {
            return null;
        }
        int nameStart = start + HEAD.length;
        int nameEnd = nameStart;
        while (nameEnd < length && line[nameEnd] != '"') {
            nameEnd++;
        }
        if (!matches(line, nameEnd, length, DATA)) {
            return null;
        }
        byte[] frame = new byte[length - start];
        System.arraycopy(line, start, frame, 0, frame.length);
        int dataOffset = nameEnd + DATA.length - start;
        return new CaptureLine(recorded.receiveNs(),
            new String(line, nameStart, nameEnd - nameStart, StandardCharsets.UTF_8), frame,
            dataOffset, frame.length - dataOffset - 1);
    }

    /** Shares the bytes. */
    Payload payload() {
        return Payload.of(stream, frame, dataOffset, dataLength);
    }

    String data() {
        return new String(frame, dataOffset, dataLength, StandardCharsets.UTF_8);
    }

    private static boolean matches(byte[] line, int offset, int length, byte[] expected) {
        if (offset + expected.length > length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (line[offset + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
