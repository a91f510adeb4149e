package io.tickwire.perf.load;

import io.tickwire.perf.process.Children;
import io.tickwire.perf.process.Folders;
import io.tickwire.perf.report.Measured;
import io.tickwire.perf.report.OtherLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One client at one rate, from its start to its end.
 *
 * @param client    its name
 * @param kind      of the streams
 * @param tls       whether over TLS
 * @param rate      intended, messages a second; 0 for as many as it takes
 * @param measured  null where it failed
 * @param otherLoad cores that others used meanwhile; {@link OtherLoad#UNKNOWN}
 * @param sent      what the server says of it
 * @param serverCpu cores that the server used meanwhile
 * @param failure   null where there is none
 */
public record LoadRun(
    String client, String kind, boolean tls, long rate, Measured measured, double otherLoad,
    LoadProcess.Sent sent, double serverCpu, String failure) {
    /** At least so many a second while it warms up, or it is not compiled in time. */
    private static final long WARM_UP_RATE = 20_000;
    private static final long END_WITHIN_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_EVERY_MS = 20;
    /** Of the intended messages so many are taken where none are left behind. */
    private static final double LEAST_SHARE = 0.98;
    private static final long GROWTH_NS = TimeUnit.MILLISECONDS.toNanos(20);

    /**
     * What to do.
     *
     * @param kind      {@code bookTicker} or {@code ticker}
     * @param rate      messages a second, 0 for as many as go
     * @param warmUpNs  not measured
     * @param measureNs measured
     */
    public record Plan(String kind, long rate, long warmUpNs, long measureNs) {
    }

    /**
     * Does it; what the client wrote is deleted.
     *
     * @param children that it becomes one of
     * @param folder   absent; made, and deleted in the end
     * @param server   running
     * @param client   to start
     * @param plan     what to do
     * @return what was measured, or why not
     * @throws IOException          if a folder cannot be made or the server does not answer
     * @throws InterruptedException if the thread is interrupted
     */
    public static LoadRun of(
        Children children, Path folder, LoadProcess server, LoadClient client, Plan plan)
        throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try {
            long warmUpRate = plan.rate == LoadPlan.FLAT_OUT ? LoadPlan.FLAT_OUT
                : Math.max(plan.rate, WARM_UP_RATE);
            // What waits at the end of the warm-up is taken before it is measured.
            long offsetNs = server.plan(warmUpRate, plan.warmUpNs * 3 / 4, plan.rate);
            LoadClient.Target target = new LoadClient.Target(server.roots(), server.certificate(),
                plan.kind, LoadServer.SYMBOLS, offsetNs, plan.warmUpNs, plan.measureNs,
                folder.resolve("measured.json"));
            return run(children, folder, server, client, plan, target);
        } finally {
            Folders.delete(folder);
        }
    }

    private static LoadRun run(Children children, Path folder, LoadProcess server,
        LoadClient client, Plan plan, LoadClient.Target target)
        throws IOException, InterruptedException {
        boolean tls = server.certificate() != null;
        OtherLoad load = OtherLoad.begin(server.pid());
        long serverNs = cpuNs(server.pid());
        long beginNs = System.nanoTime();
        try (LoadClient.Running running = client.start(children, folder, target)) {
            String failure = await(target, running);
            double serverCpu = (double) (cpuNs(server.pid()) - serverNs)
                / (System.nanoTime() - beginNs);
            double other = load.cores(server.pid(), running.pid());
            if (failure == null) {
                failure = running.end();
            }
            Measured measured =
                Files.exists(target.file()) ? Measured.read(target.file()) : null;
            return new LoadRun(client.name(), plan.kind, tls, plan.rate, measured, other,
                server.sent(), serverCpu, failure);
        }
    }

    private static String await(LoadClient.Target target, LoadClient.Running running)
        throws IOException, InterruptedException {
        long endNs = System.nanoTime() + target.warmUpNs() + target.measureNs() + END_WITHIN_NS;
        while (!Files.exists(target.file())) {
            boolean ended = !running.isAlive();
            if (ended || System.nanoTime() - endNs > 0) {
                String how = running.end();
                String what =
                    ended ? "it ended before it had measured" : "it has measured nothing in time";
                return how == null || how.isEmpty() ? what : what + ": " + how;
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
        return null;
    }

    private static long cpuNs(long pid) {
        return ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration())
            .map(Duration::toNanos).orElse(0L);
    }

    /** What becomes of messages that wait. */
    public enum Backlog {
        /** None are left behind. */
        NONE,
        /** Fewer are taken than sent, or they get older. */
        GROWS,
        /** What the warm-up has left behind was still being taken, so ages say nothing. */
        DRAINS
    }

    /** @return of what was measured */
    public Backlog backlog() {
        double share = rate == LoadPlan.FLAT_OUT ? 1 : measured.perSecond() / rate;
        if (share < LEAST_SHARE
            || measured.lateP50Ns() > 2 * measured.earlyP50Ns() + GROWTH_NS) {
            return Backlog.GROWS;
        }
        return share > 2 - LEAST_SHARE ? Backlog.DRAINS : Backlog.NONE;
    }
}
