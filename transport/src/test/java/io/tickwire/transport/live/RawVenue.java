package io.tickwire.transport.live;

import io.tickwire.transport.venue.VenueRoots;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A venue of plain sockets with nothing of ours in it: answers the REST calls of a start, and does
 * on each WebSocket connection what one script says and on each other call what another says. One
 * symbol, BTCUSDT; invented messages.
 */
final class RawVenue implements Closeable {
    private static final Pattern KEY =
        Pattern.compile("(?im)^sec-websocket-key:\\s*(\\S+)\\s*$");
    private static final int TICK_EVERY_MS = 10;
    static final String SYMBOLS = "{\"symbols\":[{\"symbol\":\"BTCUSDT\",\"filters\":["
        + "{\"filterType\":\"PRICE_FILTER\",\"tickSize\":\"0.10\"},"
        + "{\"filterType\":\"LOT_SIZE\",\"stepSize\":\"0.001\"}]}]}";

    private final ServerSocket server;
    private final Script sockets;
    private final Script calls;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger upgradeCount = new AtomicInteger();
    private final AtomicInteger callCount = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    private RawVenue(ServerSocket server, Script sockets, Script calls) {
        this.server = server;
        this.sockets = sockets;
        this.calls = calls;
    }

    /** What happens on a connection; it is closed afterwards. */
    interface Script {
        /** The request is read and not yet answered; numbers begin with 1. */
        void serve(Peer peer, int number) throws IOException;
    }

    /** One that knows no calls but those of a start. */
    static RawVenue start(Script sockets) throws IOException {
        return start(sockets, (peer, number) -> peer.answer("404 Not Found", "", "{}"));
    }

    static RawVenue start(Script sockets, Script calls) throws IOException {
        return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), sockets, calls);
    }

    /** On a socket that is bound already, with TLS for instance. */
    static RawVenue start(ServerSocket bound, Script sockets, Script calls) {
        RawVenue venue = new RawVenue(bound, sockets, calls);
        venue.thread(venue::accept);
        return venue;
    }

    private void thread(Runnable task) {
        Thread thread = new Thread(task, "raw-venue");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                thread(() -> serve(socket));
            }
        } catch (IOException closed) {
            open.clear();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Peer peer = new Peer(socket);
            String head = peer.readHead();
            if (head.startsWith("GET /fapi/v1/time ")) {
                peer.answer("200 OK", "", "{\"serverTime\":1700000000000}");
            } else if (head.startsWith("GET /fapi/v1/exchangeInfo ")) {
                peer.answer("200 OK", "", SYMBOLS);
            } else if (KEY.matcher(head).find()) {
                sockets.serve(peer, upgradeCount.incrementAndGet());
            } else {
                calls.serve(peer, callCount.incrementAndGet());
            }
        } catch (IOException gone) {
            // The client may leave at any time; what matters is what it says about it.
            open.remove(socket);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    VenueRoots roots() {
        String address = "://127.0.0.1:" + server.getLocalPort();
        return new VenueRoots("ws" + address, "http" + address);
    }

    @Override
    public void close() throws IOException {
        server.close();
        closed.countDown();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** The venue's end of a connection. */
    final class Peer {
        private final Socket socket;
        private final InputStream in;
        private String head;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
        }

        private String readHead() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int octet = in.read();
                if (octet < 0) {
                    throw new IOException("no whole request");
                }
                bytes.write(octet);
            }
            head = bytes.toString(StandardCharsets.ISO_8859_1);
            return head;
        }

        /** Path and query of the request. */
        String target() {
            return head.split(" ", 3)[1];
        }

        void answer(String status, String headers, String body) throws IOException {
            write(("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n" + headers
                + "\r\n" + body).getBytes(StandardCharsets.UTF_8));
        }

        void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        void upgrade() throws IOException {
            upgrade("");
        }

        void upgrade(String moreHeaders) throws IOException {
            Matcher key = KEY.matcher(head);
            if (!key.find()) {
                throw new IOException("no key in " + head);
            }
            try {
                String accept = Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-1").digest(
                        (key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                            .getBytes(StandardCharsets.US_ASCII)));
                write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Accept: " + accept + "\r\n"
                    + moreHeaders + "\r\n").getBytes(StandardCharsets.US_ASCII));
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        }

        /** Reads the client's SUBSCRIBE, whatever it holds, and acknowledges it. */
        void acknowledge() throws IOException {
            byte[] frame = new byte[4096];
            if (in.read(frame) < 0) {
                throw new IOException("no SUBSCRIBE");
            }
            text("{\"result\":null,\"id\":1}");
        }

        /** Waits until the client has sent something more. */
        void awaitFrame() throws IOException {
            if (in.read() < 0) {
                throw new IOException("the client is gone");
            }
        }

        /** One whole short frame of the client: its first octet in hex and the text in it. */
        String readFrame() throws IOException {
            DataInputStream data = new DataInputStream(in);
            String first = Integer.toHexString(data.readUnsignedByte());
            byte[] key = new byte[4];
            byte[] payload = new byte[data.readUnsignedByte() & 0x7f];
            data.readFully(key);
            data.readFully(payload);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= key[i % key.length];
            }
            return first + " " + new String(payload, StandardCharsets.UTF_8);
        }

        /** Ends the connection by a reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Neither reads nor writes any more until the venue is closed. */
        void pause() throws IOException {
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }

        void text(String text) throws IOException {
            frame(0x81, text.getBytes(StandardCharsets.UTF_8));
        }

        void frame(int firstOctet, byte[] payload) throws IOException {
            write(frameOf(firstOctet, payload.length, payload));
        }

        /** A frame that claims a length of its own. */
        byte[] frameOf(int firstOctet, long length, byte[] payload) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(firstOctet);
            if (length < 126) {
                out.writeByte((int) length);
            } else if (length < 65536) {
                out.writeByte(126);
                out.writeShort((int) length);
            } else {
                out.writeByte(127);
                out.writeLong(length);
            }
            out.write(payload);
            return bytes.toByteArray();
        }

        void tick() throws IOException {
            int id = ids.incrementAndGet();
            text("{\"stream\":\"btcusdt@markPrice@1s\",\"data\":{\"e\":\"markPriceUpdate\",\"E\":"
                + (1_700_000_000_000L + id) + ",\"s\":\"BTCUSDT\",\"p\":\"67234." + (100 + id)
                + "\",\"i\":\"67230.1\",\"P\":\"67000.0\",\"r\":\"0.0001\","
                + "\"T\":1700006400000}}");
        }

        /** Ticks until the client is gone. */
        void ticksForEver() throws IOException {
            socket.setSoTimeout(TICK_EVERY_MS);
            byte[] ignored = new byte[4096];
            int read = 0;
            while (read >= 0) {
                tick();
                try {
                    read = in.read(ignored);
                } catch (SocketTimeoutException time) {
                    read = 0;
                }
            }
        }

        /** Quotes until the client is gone, their time the client's. */
        void quotesForEver() throws IOException {
            while (true) {
                text("{\"stream\":\"btcusdt@bookTicker\",\"data\":{\"e\":\"bookTicker\",\"u\":"
                    + ids.incrementAndGet() + ",\"s\":\"BTCUSDT\",\"b\":\"100.10\",\"B\":\"5.000\","
                    + "\"a\":\"100.20\",\"A\":\"5.000\",\"T\":" + System.currentTimeMillis()
                    + ",\"E\":" + System.currentTimeMillis() + "}}");
                socket.setSoTimeout(TICK_EVERY_MS);
                try {
                    if (in.read() < 0) {
                        return;
                    }
                } catch (SocketTimeoutException time) {
                    continue;
                }
            }
        }

        /** Says nothing until the client is gone. */
        void silence() throws IOException {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }

        /** As a venue should be. */
        void healthy() throws IOException {
            upgrade();
            acknowledge();
            ticksForEver();
        }
    }
}
