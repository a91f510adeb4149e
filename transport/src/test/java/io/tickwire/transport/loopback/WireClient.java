package io.tickwire.transport.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A WebSocket client that shows each frame as it came, and knows none of our code. */
public final class WireClient implements AutoCloseable {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;
    public static final int WITHIN_MS = 30_000;

    private static final int LAST = 0x80;
    private static final int LENGTH_16 = 126;

    private final Socket socket;
    private final DataInputStream input;

    private WireClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(WITHIN_MS);
        input = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Connects and asks for the upgrade; the answer is still to be read. */
    public static WireClient ask(VenueServer venue, String path) throws IOException {
        WireClient client =
            new WireClient(new Socket(InetAddress.getLoopbackAddress(), venue.port()));
        client.socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: venue\r\n"
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    public static WireClient open(VenueServer venue, String path) throws IOException {
        WireClient client = ask(venue, path);
        assertThat(client.head()).startsWith("HTTP/1.1 101 ");
        return client;
    }

    public Socket socket() {
        return socket;
    }

    /** Status line and headers of an answer. */
    public String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(input.readByte());
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    public Frame frame() throws IOException {
        int first = input.readUnsignedByte();
        int length = input.readUnsignedByte();
        assertThat(length).as("frames of a server are not masked").isLessThan(LAST);
        if (length == LENGTH_16) {
            length = input.readUnsignedShort();
        } else if (length > LENGTH_16) {
            length = Math.toIntExact(input.readLong());
        }
        byte[] payload = new byte[length];
        input.readFully(payload);
        return new Frame((first & LAST) != 0, first & ~LAST, payload);
    }

    /** The next frame, which must be a whole text. */
    public JsonNode next() throws IOException {
        Frame frame = frame();
        assertThat(frame.opcode()).as(frame.text()).isEqualTo(TEXT);
        assertThat(frame.last()).isTrue();
        return Client.json(frame.text());
    }

    /** The next frame that is no tick, ticks are dropped. */
    public Frame nextOther() throws IOException {
        for (;;) {
            Frame frame = frame();
            if (frame.opcode() != TEXT || !Client.json(frame.text()).has("e")) {
                return frame;
            }
        }
    }

    /** Whether a byte has come and waits to be read. */
    public boolean hasInput() throws IOException {
        return input.available() > 0;
    }

    /** The next byte, -1 where the stream ends in order. */
    public int read() throws IOException {
        return input.read();
    }

    public void send(String text) throws IOException {
        send(TEXT, text);
    }

    /** Masked with zeros, so that payloads of up to 125 bytes stay as they are. */
    public void send(int opcode, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(LAST | opcode);
        frame.write(LAST | payload.length);
        frame.write(new byte[4]);
        frame.write(payload);
        socket.getOutputStream().write(frame.toByteArray());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** As it came. */
    public record Frame(boolean last, int opcode, byte[] payload) {
        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        public int closeCode() {
            assertThat(opcode).isEqualTo(CLOSE);
            return (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        }
    }
}
