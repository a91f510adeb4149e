package io.tickwire.perf.load;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One client of the load server, on a thread of its own: calls until it wants a WebSocket, then
 * that, whose streams a {@link LoadSender} feeds. Any path that has an {@code Upgrade} header is a
 * WebSocket; all streams come in the envelope.
 */
final class LoadConnection implements Runnable {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern STREAM = Pattern.compile("[a-z0-9]+@[A-Za-z]+");
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\"[^\"]*\"|\\d+)");
    private static final Pattern KEY =
        Pattern.compile("(?im)^Sec-WebSocket-Key:\\s*(\\S+)\\s*$");
    private static final int MAX_HEAD = 16 * 1024;
    private static final int MAX_MESSAGE = 64 * 1024;
    private static final int OUT_LENGTH = 64 * 1024;
    private static final int LONG_FRAME = 126;
    private static final int TOO_LONG_FRAME = 127;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FINAL = 0x80;

    private final Socket socket;
    private final LoadServer server;
    private final Set<String> names = new LinkedHashSet<>();
    private DataInputStream in;
    private OutputStream out;
    private LoadSender sender;

    LoadConnection(Socket socket, LoadServer server) {
        this.socket = socket;
        this.server = server;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            out = new BufferedOutputStream(socket.getOutputStream(), OUT_LENGTH);
            String head;
            while ((head = head()) != null) {
                String target = head.split(" ", 3)[1];
                Matcher key = KEY.matcher(head);
                if (key.find()) {
                    upgrade(key.group(1));
                    // Some clients escape the signs in names.
                    subscribe(URLDecoder.decode(target, StandardCharsets.UTF_8));
                    frames();
                    return;
                }
                answer(target);
            }
            end();
        } catch (IOException gone) {
            // Clients leave as they like; what they are sent ends.
            end();
        }
    }

    private void end() {
        server.left(socket);
        if (sender != null) {
            sender.end();
        }
    }

    /** Request line and headers; null at the end of the connection. No call here has a body. */
    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < MAX_HEAD) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
            if (next == '\n' && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
                return head.toString();
            }
        }
        throw new IOException("a head of more than " + MAX_HEAD + " bytes");
    }

    private void answer(String target) throws IOException {
        byte[] body = server.reply(target).getBytes(StandardCharsets.UTF_8);
        out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    private void upgrade(String key) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    /** Whatever looks like a stream's name is one, in a path and in a message. */
    private void subscribe(String text) {
        Matcher stream = STREAM.matcher(text);
        boolean more = false;
        while (stream.find()) {
            more |= names.add(stream.group());
        }
        if (!more) {
            return;
        }
        List<LoadFrames> frames = new ArrayList<>();
        for (String name : names) {
            frames.add(new LoadFrames(name, name.hashCode()));
        }
        LoadFrames[] all = frames.toArray(new LoadFrames[0]);
        if (sender != null) {
            sender.send(all);
            return;
        }
        sender = server.sender(out, all);
        Thread thread = new Thread(sender, "load-sender");
        thread.setDaemon(true);
        thread.start();
    }

    /** What the client sends, until it closes. */
    private void frames() throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & 0xf;
            int length = in.readUnsignedByte() & 0x7f;
            if (length == LONG_FRAME) {
                length = in.readUnsignedShort();
            }
            if (length == TOO_LONG_FRAME || length > MAX_MESSAGE) {
                throw new IOException("too long a message");
            }
            byte[] mask = new byte[4];
            in.readFully(mask);
            byte[] payload = new byte[length];
            in.readFully(payload);
            for (int i = 0; i < length; i++) {
                payload[i] ^= mask[i & 3];
            }
            if (!take(opcode, payload)) {
                throw new EOFException("closed");
            }
        }
    }

    /** False for a close, which is echoed. */
    private boolean take(int opcode, byte[] payload) throws IOException {
        if (opcode == CLOSE) {
            send(CLOSE, payload);
            return false;
        }
        if (opcode == PING) {
            send(PONG, payload);
        } else if (opcode == TEXT) {
            String text = new String(payload, StandardCharsets.UTF_8);
            Matcher id = ID.matcher(text);
            send(TEXT, String.format(Locale.ROOT, "{\"result\":null,\"id\":%s}",
                id.find() ? id.group(1) : "null").getBytes(StandardCharsets.UTF_8));
            subscribe(text);
        }
        return true;
    }

    /** Control frames and replies, which are short. */
    private void send(int opcode, byte[] payload) throws IOException {
        synchronized (out) {
            out.write(FINAL | opcode);
            out.write(payload.length);
            out.write(payload);
            out.flush();
        }
    }
}
