package io.tickwire.transport.netty;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one I/O thread and the cold threads that keep blocking work off it. Epoll where its native
 * library loads, NIO elsewhere.
 */
public final class EventLoops implements AutoCloseable {
    // A name server that does not answer holds a thread for many seconds.
    private static final int DNS_THREADS = 4;
    private static final int TLS_THREADS = 2;
    private static final int IDLE_SECONDS = 10;
    private static final long CLOSE_MS = 1000;

    private final MultiThreadIoEventLoopGroup group;
    private final Class<? extends SocketChannel> channelType;
    private final ExecutorService dns;
    private final ExecutorService tls;

    private EventLoops(
            MultiThreadIoEventLoopGroup group, Class<? extends SocketChannel> channelType,
            ExecutorService dns, ExecutorService tls) {
        this.group = group;
        this.channelType = channelType;
        this.dns = dns;
        this.tls = tls;
    }

    /**
     * Makes the event loop; its thread starts with its first task.
     *
     * @param threadName of the I/O thread, and beginning of the cold threads' names
     * @return to be closed
     */
    public static EventLoops open(String threadName) {
        return open(threadName, Epoll.isAvailable());
    }

    static EventLoops open(String threadName, boolean epoll) {
        IoHandlerFactory handlers =
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        ThreadFactory threads = task -> new FastThreadLocalThread(task, threadName);
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, threads, handlers);
        return new EventLoops(
            group, epoll ? EpollSocketChannel.class : NioSocketChannel.class,
            coldThreads(threadName + "-dns", DNS_THREADS),
            coldThreads(threadName + "-tls", TLS_THREADS));
    }

    /** @return the I/O thread's loop */
    public EventLoop loop() {
        return (EventLoop) group.next();
    }

    Class<? extends SocketChannel> channelType() {
        return channelType;
    }

    Executor dns() {
        return dns;
    }

    Executor tls() {
        return tls;
    }

    /** Closes every connection and ends the threads; waits for at most a second. */
    @Override
    public void close() {
        group.shutdownGracefully(0, CLOSE_MS, TimeUnit.MILLISECONDS)
            .awaitUninterruptibly(CLOSE_MS);
        dns.shutdownNow();
        tls.shutdownNow();
    }

    private static ExecutorService coldThreads(String name, int count) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
            count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, name);
                thread.setDaemon(true);
                return thread;
            });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
