package io.tickwire.replay.simulate.model;

import io.tickwire.engine.event.StreamKind;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Draws faults and applies them: spread over the run at random, some right after another, and one
 * long stretch without any. Long because each kind of fault has a method that applies it.
 */
final class RandomFaults {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MINUTE_NS = 60 * SECOND_NS;
    private static final int ON_THE_HEELS_PERCENT = 20;
    private static final int STRETCH_PARTS = 10;
    private static final long LOWER_BY = 5_000_000_000L;
    /** Lower numbers are believed after a minute of nothing else. */
    private static final long RENUMBERED_NS = 75 * SECOND_NS;
    private static final List<FaultKind> DRAWN = Arrays.stream(FaultKind.values())
        .filter(kind -> kind != FaultKind.AGE).toList();

    private final Scenario scenario;
    private final TaskQueue tasks;
    private final SeededRandom random;
    private final Faults faults;
    private final Network network;
    private final Rest rest;
    private final RestFaults restFaults;
    private final Venue venue;
    private final VenueTime time;
    private final IoStall stall;
    /** True time of the fault that is being done. */
    private long nowNs;

    /** Makes our I/O thread stand still. */
    interface IoStall {
        /** It does nothing until then; whether its timer is the first thing it does then. */
        void until(long untilNs, boolean timerFirst);
    }

    RandomFaults(Scenario scenario, TaskQueue tasks, SeededRandom random, Faults faults,
        Network network, Rest rest, Venue venue, VenueTime time, ModelWeightMeter meter,
        IoStall stall) {
        this.scenario = scenario;
        this.tasks = tasks;
        this.random = random;
        this.faults = faults;
        this.network = network;
        this.rest = rest;
        this.restFaults = new RestFaults(tasks, random, faults, rest, time, meter);
        this.venue = venue;
        this.time = time;
        this.stall = stall;
    }

    /** Draws the whole run. */
    void draw() {
        long lengthNs = scenario.endNs() - scenario.startNs();
        long stretchNs = lengthNs / STRETCH_PARTS;
        long stretchAtNs = random.between(0, lengthNs - stretchNs);
        long lastNs = 0;
        for (int i = 0; i < scenario.faults(); i++) {
            long atNs = i > 0 && random.percent(ON_THE_HEELS_PERCENT)
                ? lastNs + random.between(0, 90 * SECOND_NS)
                : random.between(0, lengthNs - stretchNs);
            lastNs = atNs;
            long dueNs = scenario.startNs() + (atNs < stretchAtNs ? atNs : atNs + stretchNs);
            FaultKind kind = DRAWN.get(random.below(DRAWN.size()));
            tasks.at(dueNs, task(() -> strike(kind)));
        }
        if (random.percent(20)) {
            FaultKind first = random.percent(50) ? FaultKind.REFUSED_503 : FaultKind.REST_SILENT;
            tasks.at(scenario.startNs(), task(() -> strike(first)));
        }
    }

    private TaskQueue.Task task(Runnable what) {
        return new TaskQueue.Task() {
            @Override
            protected void run(long dueNs) {
                nowNs = dueNs;
                what.run();
            }
        };
    }

    private void strike(FaultKind kind) {
        faults.draw(kind);
        faults.notWellUntil(nowNs);
        int group = random.below(ModelConnections.COUNT);
        switch (kind) {
            case CLOSE_1000:
            case CLOSE_1001:
            case CLOSE_1006:
            case CLOSE_1008:
                cut(group, kind);
                break;
            case RESET:
                reset(group, kind);
                break;
            case HALF_OPEN:
                halfOpen(group, kind);
                break;
            case REFUSED_403:
            case REFUSED_418:
            case REFUSED_429:
            case REFUSED_503:
                refuse(group, kind);
                break;
            case BLACK_HOLE:
                blackHole(group);
                break;
            case SILENT_SUBSCRIPTION:
                silence(group);
                break;
            case SHUTDOWN:
                shutDown(group);
                break;
            default:
                strikeTicks(kind, group);
                break;
        }
    }

    private void strikeTicks(FaultKind kind, int group) {
        switch (kind) {
            case MUTE_STREAM:
                muteStream();
                break;
            case LAG:
                lag(group);
                break;
            case SKIPPED_IDS:
                faults.skipsLeft += 1 + random.below(5);
                break;
            case LOST_IDS:
                faults.lossesLeft += 1 + random.below(5);
                break;
            case DUPLICATED:
                faults.duplicatesLeft[group] += 1 + random.below(10);
                break;
            case REORDERED:
                faults.swapsLeft[group] += 1 + random.below(5);
                break;
            case FROZEN_TIME:
                faults.frozenUntilNs[anyStream().ordinal()] = windowNs();
                break;
            case QUIET_MARKET:
                faults.hit(kind);
                venue.rest(nowNs + random.spread(10 * SECOND_NS, 15 * MINUTE_NS));
                break;
            default:
                strikeOthers(kind);
                break;
        }
    }

    private void strikeOthers(FaultKind kind) {
        switch (kind) {
            case STALL:
                stand();
                break;
            case CLOCK_STEP:
                setClock();
                break;
            case MICROSECONDS:
                Arrays.fill(faults.microsecondsNext, true);
                break;
            case OLDER_IDS:
                faults.hit(kind);
                faults.lowerIds(LOWER_BY);
                faults.notWellUntil(nowNs + RENUMBERED_NS);
                break;
            case REST_CACHED:
                for (int group = 0; group < ModelConnections.COUNT; group++) {
                    halfOpen(group, kind);
                    faults.blackHoleUntilNs[group] = restFaults.cache(nowNs);
                }
                break;
            default:
                restFaults.strike(kind, nowNs);
                break;
        }
    }

    private long windowNs() {
        return faults.window(random, nowNs);
    }

    private void cut(int group, FaultKind kind) {
        forEach(group, socket -> {
            faults.hit(kind);
            network.closeByVenue(socket, kind.code(), nowNs);
        });
    }

    private void reset(int group, FaultKind kind) {
        forEach(group, socket -> {
            faults.hit(kind);
            network.reset(socket, nowNs);
        });
    }

    private void halfOpen(int group, FaultKind kind) {
        forEach(group, socket -> {
            faults.hit(kind);
            ModelConnections.STREAMS.forEach(socket::mute);
        });
    }

    private void forEach(int group, Consumer<Socket> what) {
        int first = ModelConnections.firstLink(group);
        for (int link = first; link < first + 2; link++) {
            Socket socket = network.open(link);
            if (socket != null) {
                what.accept(socket);
            }
        }
    }

    private StreamKind anyStream() {
        return restFaults.anyStream();
    }

    private void muteStream() {
        StreamKind kind = anyStream();
        if (random.percent(50)) {
            faults.mutedUntilNs[kind.ordinal()] = windowNs();
        } else {
            forEach(ModelConnections.of(kind), socket -> {
                faults.hit(FaultKind.MUTE_STREAM);
                socket.mute(kind);
            });
        }
    }

    private void refuse(int group, FaultKind kind) {
        long untilNs = windowNs();
        long waitNs = random.percent(50) ? 0 : random.between(5, 90) * SECOND_NS;
        boolean banned = kind == FaultKind.REFUSED_418;
        if (banned) {
            rest.ban(untilNs);
        }
        boolean both = banned || random.percent(30);
        for (int i = 0; i < ModelConnections.COUNT; i++) {
            if (both || i == group) {
                faults.refusedUntilNs[i] = untilNs;
                faults.refusedBy[i] = kind;
                faults.refusedWaitNs[i] = waitNs;
                lose(i);
            }
        }
    }

    /** Sockets of a group end somehow. */
    private void lose(int group) {
        forEach(group, socket -> {
            if (random.percent(50)) {
                network.reset(socket, nowNs);
            } else {
                network.closeByVenue(socket, 1006, nowNs);
            }
        });
    }

    private void blackHole(int group) {
        long untilNs = windowNs();
        boolean both = random.percent(30);
        for (int i = 0; i < ModelConnections.COUNT; i++) {
            if (both || i == group) {
                faults.blackHoleUntilNs[i] = untilNs;
                lose(i);
            }
        }
    }

    private void silence(int group) {
        faults.silentUntilNs[group] = windowNs();
        lose(group);
    }

    private void lag(int group) {
        long untilNs = windowNs();
        faults.lagFromNs[group] = nowNs;
        faults.lagUntilNs[group] = untilNs;
        faults.lagNs[group] = random.spread(300_000_000L, 20 * SECOND_NS);
        faults.lagRampNs[group] = random.percent(50) ? 1 : random.between(1, 60) * SECOND_NS;
        // What was sent last still comes late.
        faults.notWellUntil(untilNs + faults.lagNs[group]);
    }

    private void stand() {
        faults.hit(FaultKind.STALL);
        long untilNs = nowNs + (random.percent(5)
            ? random.between(20, 90) * SECOND_NS : random.spread(600_000_000L, 15 * SECOND_NS));
        faults.restFaultyUntil(untilNs);
        stall.until(untilNs, random.percent(50));
    }

    private void setClock() {
        faults.hit(FaultKind.CLOCK_STEP);
        long stepNs = random.spread(200_000_000L, 12 * SECOND_NS)
            * (random.percent(50) ? 1 : -1);
        time.step(stepNs);
        faults.clockSet(stepNs, nowNs);
    }

    private void shutDown(int group) {
        long cutNs = nowNs + random.between(5, 60) * SECOND_NS;
        forEach(group, socket -> {
            faults.hit(FaultKind.SHUTDOWN);
            network.announceShutdown(socket, nowNs);
            faults.notWellUntil(cutNs);
            tasks.at(cutNs, task(() -> {
                if (socket.isOpen()) {
                    network.closeByVenue(socket, 1001, nowNs);
                }
            }));
        });
    }
}
