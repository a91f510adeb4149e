package io.tickwire.transport.page;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Serves the page to browsers on this machine, on two daemon threads of its own. A slow or hostile
 * client holds a thread for as long as the JVM flags of {@code run.sh} allow, and never the engine.
 */
public final class PageServer implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int MAX_WAITING = 64;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    private PageServer(HttpServer server, ThreadPoolExecutor threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Takes the port; whoever connects waits until {@link #serve}.
     *
     * @param port on 127.0.0.1, 0 = any free one
     * @return holds it until it is closed
     * @throws IOException if it is in use or not allowed
     */
    public static PageServer bind(int port) throws IOException {
        // By its numbers, so that no resolver has a say.
        InetSocketAddress address =
            new InetSocketAddress(InetAddress.getByAddress("127.0.0.1", LOOPBACK), port);
        HttpServer server = HttpServer.create(address, 0);
        // One exchange too many is forgotten; its connection is closed when its time is over.
        ThreadPoolExecutor threads = new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING), PageServer::thread,
            new ThreadPoolExecutor.DiscardPolicy());
        server.setExecutor(threads);
        return new PageServer(server, threads);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "tickwire-page");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Answers from now on.
     *
     * @param feed what to show
     * @throws IOException if the page itself cannot be read
     */
    public void serve(PageFeed feed) throws IOException {
        server.createContext("/", PageHandler.of(feed));
        server.start();
    }

    /** @return where the page is, for people */
    public String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /** @return that it listens on */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
