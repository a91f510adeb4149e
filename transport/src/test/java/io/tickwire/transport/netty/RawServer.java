package io.tickwire.transport.netty;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that writes hand-made bytes, on each connection what its script says, one script for
 * each in the order in which they come; nothing of ours is in it.
 */
final class RawServer implements Closeable {
    private static final int DEADLINE_MS = 10_000;
    private static final Pattern KEY =
        Pattern.compile("(?im)^sec-websocket-key:\\s*(\\S+)\\s*$");

    private final ServerSocket socket;
    private final List<CompletableFuture<Void>> done = new ArrayList<>();

    private RawServer(ServerSocket socket) {
        this.socket = socket;
    }

    static RawServer start(Script... scripts) {
        try {
            return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), scripts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RawServer start(ServerSocket bound, Script... scripts) {
        RawServer server = new RawServer(bound);
        for (Script script : scripts) {
            server.done.add(new CompletableFuture<>());
        }
        thread(() -> server.accept(scripts));
        return server;
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Waits for the end of all scripts; what one threw is thrown here. */
    void join() throws Exception {
        try {
            CompletableFuture.allOf(done.toArray(CompletableFuture[]::new))
                .get(DEADLINE_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the server's scripts have not ended: " + done, e);
        }
    }

    /** Whoever connects from now on is refused. */
    void stopListening() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        stopListening();
    }

    private void accept(Script[] scripts) {
        for (int i = 0; i < scripts.length; i++) {
            Script script = scripts[i];
            CompletableFuture<Void> end = done.get(i);
            try {
                Socket accepted = socket.accept();
                thread(() -> serve(accepted, script, end));
            } catch (IOException e) {
                end.completeExceptionally(e);
            }
        }
    }

    private static void serve(Socket accepted, Script script, CompletableFuture<Void> end) {
        try (accepted) {
            accepted.setSoTimeout(DEADLINE_MS);
            accepted.setTcpNoDelay(true);
            script.serve(new Peer(accepted));
            end.complete(null);
        } catch (Throwable e) {
            end.completeExceptionally(e);
        }
    }

    /** What the server does with its connection; it is closed afterwards. */
    interface Script {
        void serve(Peer peer) throws Exception;
    }

    /** The server's end of the connection. */
    static final class Peer {
        private final Socket socket;
        private final InputStream in;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
        }

        String readHead() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int octet = in.read();
                if (octet < 0) {
                    throw new IOException("no whole request: " + head);
                }
                head.write(octet);
            }
            return head.toString(StandardCharsets.ISO_8859_1);
        }

        Socket socket() {
            return socket;
        }

        byte[] read(int count) throws IOException {
            return in.readNBytes(count);
        }

        /** One masked client frame: first octet, then the payload unmasked. */
        byte[] readFrame() throws IOException {
            byte[] head = in.readNBytes(2);
            if (head.length < 2 || (head[1] & 0x80) == 0) {
                throw new IOException("no masked frame");
            }
            int length = head[1] & 0x7f;
            if (length == 126) {
                byte[] extended = in.readNBytes(2);
                length = (extended[0] & 0xff) << 8 | extended[1] & 0xff;
            }
            byte[] mask = in.readNBytes(4);
            byte[] frame = new byte[1 + length];
            frame[0] = head[0];
            byte[] payload = in.readNBytes(length);
            for (int i = 0; i < length; i++) {
                frame[i + 1] = (byte) (payload[i] ^ mask[i & 3]);
            }
            return frame;
        }

        /** Ends the connection by a reset, whatever is on its way. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Ends our direction of the connection, as a server does that has closed. */
        void end() throws IOException {
            socket.shutdownOutput();
        }

        int readToEnd() throws IOException {
            return in.readAllBytes().length;
        }

        void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Reads the upgrade request and accepts it, the frames in the same segment. */
        String accept(byte[]... frames) throws IOException {
            String head = readHead();
            write(ServerFrames.join(ServerFrames.utf8(switching(head, "")),
                ServerFrames.join(frames)));
            return head;
        }

        static String switching(String requestHead, String moreHeaders) {
            return "HTTP/1.1 101 Switching Protocols\r\nuPGRADE: WebSocket\r\n"
                + "connection: keep-alive, UPGRADE\r\nSec-WebSocket-Accept: "
                + acceptOf(requestHead) + "\r\n" + moreHeaders + "\r\n";
        }

        static String acceptOf(String requestHead) {
            Matcher key = KEY.matcher(requestHead);
            if (!key.find() || Base64.getDecoder().decode(key.group(1)).length != 16) {
                throw new AssertionError("no key in " + requestHead);
            }
            try {
                return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1")
                    .digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                        .getBytes(StandardCharsets.US_ASCII)));
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }
}
