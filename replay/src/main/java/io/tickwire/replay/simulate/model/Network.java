package io.tickwire.replay.simulate.model;

import io.tickwire.engine.event.StreamKind;
import java.util.Arrays;

/**
 * The way between the venue's sockets and us: latency, order, loss, and what becomes of an attempt
 * to connect. Knows the sockets of all connections. Long because each of these is a rule of its
 * own, and all of them are about the same sockets.
 */
final class Network {
    /** TCP, TLS and upgrade: one way each. */
    private static final int HANDSHAKE_WAYS = 6;
    private static final long LOCAL_NS = 200_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int BANNED = 418;

    private final Scenario scenario;
    private final TaskQueue tasks;
    private final SeededRandom random;
    private final Faults faults;
    private final StreamTruth[] truths;
    private final Socket[] connections = new Socket[ModelConnections.LINKS + 1];
    private Delivery[] pool = new Delivery[64];
    private int pooled;
    private Io io;

    Network(Scenario scenario, TaskQueue tasks, SeededRandom random, Faults faults,
        StreamTruth[] truths) {
        this.scenario = scenario;
        this.tasks = tasks;
        this.random = random;
        this.faults = faults;
        this.truths = truths;
    }

    void io(Io publisher) {
        io = publisher;
    }

    private long latencyNs() {
        return scenario.latencyNs() + random.between(0, scenario.jitterNs());
    }

    /** Something of ours that happens later. */
    private void ours(long dueNs, Runnable what) {
        tasks.at(dueNs, new TaskQueue.Task() {
            @Override
            protected boolean isOurs() {
                return true;
            }

            @Override
            protected void run(long nowNs) {
                what.run();
            }
        });
    }

    void connect(int link, long attempt, long nowNs) {
        Socket socket = new Socket(link, attempt);
        connections[link] = socket;
        int group = socket.group();
        long answerNs = nowNs + HANDSHAKE_WAYS * latencyNs();
        if (nowNs < faults.blackHoleUntilNs[group]) {
            faults.hit(FaultKind.BLACK_HOLE);
            ours(nowNs + Scenario.CONNECT_TIMEOUT_NS, () -> failed(socket, "connect timed out"));
        } else if (nowNs < faults.refusedUntilNs[group]) {
            refuse(socket, group, answerNs);
        } else {
            ours(answerNs, () -> opened(socket));
        }
    }

    private void refuse(Socket socket, int group, long answerNs) {
        FaultKind kind = faults.refusedBy[group];
        int status = kind.code();
        long leftNs = faults.refusedUntilNs[group] - answerNs;
        // A ban says when it ends, or nothing; anything else asks for the same wait each time.
        long waitNs = faults.refusedWaitNs[group] == 0 || status != BANNED
            ? faults.refusedWaitNs[group] : Math.max(1, leftNs / SECOND_NS + 1) * SECOND_NS;
        faults.hit(kind);
        ours(answerNs, () -> {
            if (socket.phase == Socket.Phase.CONNECTING) {
                leave(socket);
                if (status == BANNED) {
                    faults.banReported(waitNs, io.nowNs());
                }
                faults.notWellUntil(io.nowNs() + waitNs);
                io.refused(socket.link, socket.attempt, status, waitNs);
            }
        });
    }

    private void failed(Socket socket, String reason) {
        if (socket.phase == Socket.Phase.CONNECTING) {
            leave(socket);
            io.failed(socket.link, socket.attempt, reason);
        }
    }

    private void opened(Socket socket) {
        if (socket.phase != Socket.Phase.CONNECTING) {
            return;
        }
        long nowNs = io.nowNs();
        socket.phase = Socket.Phase.OPEN;
        socket.openedNs = nowNs;
        socket.silent = nowNs < faults.silentUntilNs[socket.group()];
        tasks.at(nowNs + scenario.ageLimitNs(), new TaskQueue.Task() {
            @Override
            protected void run(long cutNs) {
                cutForAge(socket, cutNs);
            }
        });
        io.opened(socket.link, socket.attempt);
    }

    private void cutForAge(Socket socket, long nowNs) {
        if (socket.isOpen()) {
            faults.draw(FaultKind.AGE);
            faults.hit(FaultKind.AGE);
            closeByVenue(socket, 1001, nowNs);
        }
    }

    void subscribe(int link, long attempt, long nowNs) {
        Socket socket = connections[link];
        if (socket == null || socket.attempt != attempt || !socket.isOpen()) {
            return;
        }
        tasks.at(nowNs + latencyNs(), new TaskQueue.Task() {
            @Override
            protected void run(long thereNs) {
                if (socket.isOpen() && !socket.closing) {
                    socket.subscribed = true;
                    for (StreamKind kind : ModelConnections.STREAMS) {
                        if (ModelConnections.of(kind) == socket.group()) {
                            truths[kind.ordinal()].subscribed(thereNs);
                        }
                    }
                    long backNs = arrivalNs(socket, thereNs);
                    ours(backNs, () -> subscribed(socket));
                }
            }
        });
    }

    private void subscribed(Socket socket) {
        if (socket.isOpen()) {
            io.subscribed(socket.link, socket.attempt);
        }
    }

    /** We close: certain and at once, whatever is under way. */
    void close(int link, long attempt, long nowNs) {
        Socket socket = connections[link];
        if (socket == null || socket.attempt != attempt || socket.phase == Socket.Phase.GONE) {
            return;
        }
        if (socket.phase == Socket.Phase.CONNECTING) {
            leave(socket);
            ours(nowNs + LOCAL_NS, () -> io.failed(link, attempt, "given up"));
        } else {
            if (nowNs - socket.openedNs >= scenario.ageLimitNs() * 20 / 21) {
                faults.draw(FaultKind.AGE);
                faults.hit(FaultKind.AGE);
            }
            leave(socket);
            ours(nowNs + LOCAL_NS, () -> io.closed(link, attempt, 1006));
        }
    }

    private void leave(Socket socket) {
        socket.phase = Socket.Phase.GONE;
        if (connections[socket.link] == socket) {
            connections[socket.link] = null;
        }
    }

    /** The venue closes: behind what it has sent. */
    void closeByVenue(Socket socket, int code, long nowNs) {
        if (!socket.closing) {
            socket.closing = true;
            ours(arrivalNs(socket, nowNs), () -> lost(socket, code));
        }
    }

    /** The connection is torn: what was under way is lost. */
    void reset(Socket socket, long nowNs) {
        if (!socket.closing) {
            socket.closing = true;
            socket.subscribed = false;
            leave(socket);
            ours(nowNs + latencyNs(), () -> io.closed(socket.link, socket.attempt, 1006));
        }
    }

    private void lost(Socket socket, int code) {
        if (socket.isOpen()) {
            leave(socket);
            io.closed(socket.link, socket.attempt, code);
        }
    }

    /** The venue announces that it will close a socket. */
    void announceShutdown(Socket socket, long nowNs) {
        ours(arrivalNs(socket, nowNs), () -> {
            if (socket.isOpen()) {
                io.closeAnnounced(socket.link);
            }
        });
    }

    /** The open socket of a connection, null if there is none. */
    Socket open(int link) {
        Socket socket = connections[link];
        return socket != null && socket.isOpen() && !socket.closing ? socket : null;
    }

    /** Whether a connection has a socket or an attempt under way. */
    boolean isBusy(int link) {
        return connections[link] != null;
    }

    private long arrivalNs(Socket socket, long nowNs) {
        long lagNs = faults.lagNs(socket.group(), nowNs);
        if (lagNs > 0) {
            faults.hit(FaultKind.LAG);
        }
        long atNs = Math.max(socket.lastArrivalNs + 1, nowNs + latencyNs() + lagNs);
        socket.lastArrivalNs = atNs;
        return atNs;
    }

    /** The venue sends a tick to all who have subscribed to it. */
    void send(Delivery tick, boolean skipped, long nowNs) {
        int first = ModelConnections.firstLink(ModelConnections.of(tick.kind));
        for (int link = first; link < first + 2; link++) {
            Socket socket = connections[link];
            if (socket != null && socket.subscribed && !socket.closing && !skipped) {
                send(socket, tick, nowNs);
            }
        }
    }

    private void send(Socket socket, Delivery tick, long nowNs) {
        StreamKind kind = tick.kind;
        if (socket.silent) {
            faults.hit(FaultKind.SILENT_SUBSCRIPTION);
            return;
        }
        if (faults.isMuted(kind, nowNs)) {
            faults.hit(FaultKind.MUTE_STREAM);
            return;
        }
        if (socket.isMuted(kind)) {
            return;
        }
        Delivery copy = take();
        copy.copy(tick);
        copy.socket = socket;
        int group = socket.group();
        Delivery held = socket.held[kind.ordinal()];
        if (held == null && faults.swapsLeft[group] > 0) {
            faults.swapsLeft[group]--;
            socket.held[kind.ordinal()] = copy;
            return;
        }
        tasks.at(arrivalNs(socket, nowNs), copy);
        if (held != null) {
            faults.hit(FaultKind.REORDERED);
            socket.held[kind.ordinal()] = null;
            tasks.at(arrivalNs(socket, nowNs), held);
        }
        if (faults.duplicatesLeft[group] > 0) {
            faults.duplicatesLeft[group]--;
            faults.hit(FaultKind.DUPLICATED);
            Delivery again = take();
            again.copy(copy);
            again.socket = socket;
            tasks.at(arrivalNs(socket, nowNs), again);
        }
    }

    /** A tick has come to us. */
    void arrived(Delivery tick, long nowNs) {
        Socket socket = tick.socket;
        if (socket.isOpen()) {
            StreamTruth truth = truths[tick.kind.ordinal()];
            if (tick.absurd && tick.kind == StreamKind.MARK) {
                // Nothing tells whether it is new, so it counts for nothing.
                truth.unsound(socket.link);
            } else if (tick.absurd || tick.honest && !faults.isNumberedLower(tick.kind)) {
                truth.brought(tick.version, tick.content(), tick.madeNs, nowNs);
                truth.sound(socket.link, tick.version, nowNs - tick.madeNs, nowNs);
            } else {
                truth.broughtFrozen(tick.version, nowNs);
                truth.unsound(socket.link);
            }
            io.tick(tick, socket.link, nowNs);
        }
        give(tick);
    }

    /** A tick to fill. */
    Delivery take() {
        return pooled == 0 ? new Delivery(this) : pool[--pooled];
    }

    private void give(Delivery tick) {
        tick.socket = null;
        if (pooled == pool.length) {
            pool = Arrays.copyOf(pool, pooled * 2);
        }
        pool[pooled++] = tick;
    }
}
