package io.tickwire.transport.netty;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Frames of a server, made by plain Java from the tables of RFC 6455. */
final class ServerFrames {
    private ServerFrames() {
    }

    static byte[] hex(String spaced) {
        return HexFormat.of().parseHex(spaced.replace(" ", ""));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] frame(int firstOctet, byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(firstOctet);
            if (payload.length <= 125) {
                out.writeByte(payload.length);
            } else if (payload.length <= 65535) {
                out.writeByte(126);
                out.writeShort(payload.length);
            } else {
                out.writeByte(127);
                out.writeLong(payload.length);
            }
            out.write(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] text(String text) {
        return frame(0x81, utf8(text));
    }

    static byte[] close(int code, String reason) {
        return frame(0x88, join(new byte[] {(byte) (code >> 8), (byte) code}, utf8(reason)));
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
