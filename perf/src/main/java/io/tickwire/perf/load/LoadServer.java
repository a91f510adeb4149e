package io.tickwire.perf.load;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.net.ServerSocketFactory;

/**
 * A venue that only sends: quotes or 24 hour statistics of whatever symbols are asked for, as fast
 * as the plan says, to each socket. It answers the calls that clients make at their start, and is
 * told the plan by one: {@code /load/plan?WARM-UP RATE,WARM-UP NS,RATE}. Blocking sockets of the
 * JDK, so that it shares nothing with what it measures; on 127.0.0.1 only.
 */
final class LoadServer implements AutoCloseable {
    /** Symbols that it lists. */
    static final List<String> SYMBOLS = List.of("BTCUSDT", "ETHUSDT", "SOLUSDT", "BNBUSDT",
        "XRPUSDT", "ADAUSDT", "DOGEUSDT", "LINKUSDT", "LTCUSDT", "AVAXUSDT");
    private static final int BACKLOG = 50;
    private static final double US = 1_000;
    private static final String PLAN = "/load/plan?";

    private final ServerSocket listener;
    private final ServerKeys keys;
    private final long offsetNs = System.nanoTime() - LoadFrames.FIRST_ID;
    private final List<LoadSender> senders = new ArrayList<>();
    private final List<Socket> open = new ArrayList<>();
    private LoadPlan plan = new LoadPlan(1, 0, 1);

    private LoadServer(ServerSocket listener, ServerKeys keys) {
        this.listener = listener;
        this.keys = keys;
    }

    /**
     * Listens on any free port.
     *
     * @param tls with a certificate made for this run
     */
    static LoadServer start(boolean tls) throws IOException, GeneralSecurityException {
        ServerKeys keys = tls ? ServerKeys.make() : null;
        ServerSocketFactory sockets = keys == null ? ServerSocketFactory.getDefault()
            : keys.context().getServerSocketFactory();
        LoadServer server = new LoadServer(
            sockets.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), keys);
        daemon("load-accept", server::accept);
        return server;
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                synchronized (this) {
                    open.add(socket);
                }
                daemon("load-connection", new LoadConnection(socket, this));
            }
        } catch (IOException ended) {
            if (!listener.isClosed()) {
                throw new UncheckedIOException(ended);
            }
        }
    }

    /** A client has gone. */
    synchronized void left(Socket socket) {
        open.remove(socket);
    }

    /** Of a socket that has subscribed, by the plan of now. */
    synchronized LoadSender sender(OutputStream out, LoadFrames[] streams) {
        LoadSender sender = new LoadSender(out, plan, offsetNs, streams);
        senders.add(sender);
        return sender;
    }

    /** @return port */
    int port() {
        return listener.getLocalPort();
    }

    /** The line that says where it is, as the loopback venue's. */
    String roots() {
        String secure = keys == null ? "" : "s";
        return "venue listening on ws" + secure + "://127.0.0.1:" + port() + " rest http" + secure
            + "://127.0.0.1:" + port() + (keys == null ? "" : " certificate " + keys.pem());
    }

    /** The certificate to trust, null without TLS. */
    Path pem() {
        return keys == null ? null : keys.pem();
    }

    /**
     * Answers a call.
     *
     * @param target path and query
     * @return JSON
     */
    synchronized String reply(String target) {
        if (target.startsWith(PLAN)) {
            plan = LoadPlan.parse(target.substring(PLAN.length()));
            senders.clear();
            return "{\"offsetNs\":" + offsetNs + "}";
        }
        if (target.startsWith("/load/sent")) {
            return sent();
        }
        if (target.contains("/exchangeInfo")) {
            return exchangeInfo();
        }
        return "{\"serverTime\":" + System.currentTimeMillis() + "}";
    }

    /** What was sent since the plan was told, and how late chunks were written. */
    private String sent() {
        long sent = 0;
        double lateUs = 0;
        for (LoadSender sender : senders) {
            sent += sender.sent();
            lateUs = Math.max(lateUs, sender.lateness().getValueAtPercentile(50) / US);
        }
        return String.format(Locale.ROOT, "{\"sent\":%d,\"lateUs\":%.1f}", sent, lateUs);
    }

    private static String exchangeInfo() {
        return SYMBOLS.stream().map(LoadServer::listing).collect(Collectors.joining(",",
            "{\"timezone\":\"UTC\",\"serverTime\":" + System.currentTimeMillis()
                + ",\"rateLimits\":[],\"exchangeFilters\":[],\"assets\":[],\"symbols\":[", "]}"));
    }

    private static String listing(String symbol) {
        String base = symbol.substring(0, symbol.length() - 4);
        return "{\"symbol\":\"" + symbol + "\",\"pair\":\"" + symbol
            + "\",\"contractType\":\"PERPETUAL\",\"status\":\"TRADING\",\"baseAsset\":\"" + base
            + "\",\"quoteAsset\":\"USDT\",\"marginAsset\":\"USDT\",\"pricePrecision\":2"
            + ",\"quantityPrecision\":3,\"baseAssetPrecision\":8,\"quotePrecision\":8"
            + ",\"filters\":[{\"filterType\":\"PRICE_FILTER\",\"minPrice\":\"0.01\""
            + ",\"maxPrice\":\"1000000.00\",\"tickSize\":\"0.01\"},{\"filterType\":\"LOT_SIZE\""
            + ",\"minQty\":\"0.001\",\"maxQty\":\"1000000.000\",\"stepSize\":\"0.001\"}"
            + ",{\"filterType\":\"MIN_NOTIONAL\",\"notional\":\"5\"}]"
            + ",\"orderTypes\":[\"LIMIT\",\"MARKET\"],\"timeInForce\":[\"GTC\",\"IOC\"]}";
    }

    @Override
    public void close() throws IOException {
        listener.close();
        synchronized (this) {
            senders.forEach(LoadSender::end);
            for (Socket socket : open) {
                socket.close();
            }
        }
        if (keys != null) {
            keys.delete();
        }
    }
}
