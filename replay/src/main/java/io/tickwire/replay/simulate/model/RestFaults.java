package io.tickwire.replay.simulate.model;

import io.tickwire.engine.event.StreamKind;

/** Applies the faults of the venue's REST side. */
final class RestFaults {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MINUTE_NS = 60 * SECOND_NS;
    /** Whoever is refused for so long comes back so late at most. */
    private static final long REFUSED_WAIT_NS = 125 * SECOND_NS;
    private static final long LEAP_NS = 70 * SECOND_NS;
    private static final long AHEAD_NS = 8 * SECOND_NS;
    /** A time in doubt is asked for again within so long. */
    private static final long DOUBT_NS = 35 * SECOND_NS;

    private final TaskQueue tasks;
    private final SeededRandom random;
    private final Faults faults;
    private final Rest rest;
    private final VenueTime time;
    private final ModelWeightMeter meter;

    RestFaults(TaskQueue tasks, SeededRandom random, Faults faults, Rest rest, VenueTime time,
        ModelWeightMeter meter) {
        this.tasks = tasks;
        this.random = random;
        this.faults = faults;
        this.rest = rest;
        this.time = time;
        this.meter = meter;
    }

    void strike(FaultKind kind, long nowNs) {
        switch (kind) {
            case REST_SILENT:
                silent(nowNs);
                break;
            case REST_ERRORS:
                errors(nowNs);
                break;
            case REST_BAN:
                ban(nowNs);
                break;
            case SHARED_ADDRESS:
                share(nowNs);
                break;
            case REST_FORBIDDEN:
                forbid(nowNs);
                break;
            case TIME_LEAPS:
                faults.timeLeapNs = random.percent(50) ? LEAP_NS : -LEAP_NS;
                faults.timeWrongUntil(nowNs);
                break;
            case TIME_AHEAD:
                faults.timeAheadNs = random.percent(75) ? AHEAD_NS : -AHEAD_NS;
                faults.timeAheadUntilNs = faults.window(random, nowNs);
                faults.timeWrongUntil(faults.timeAheadUntilNs + DOUBT_NS);
                break;
            default:
                throw new IllegalArgumentException("not drawn: " + kind);
        }
    }

    StreamKind anyStream() {
        return ModelConnections.STREAMS.get(random.below(ModelConnections.STREAMS.size()));
    }

    /** Every body is the first one of its call again; until when. */
    long cache(long nowNs) {
        if (nowNs >= faults.restCachedUntilNs) {
            rest.emptyCache();
            faults.restCachedUntilNs = faults.window(random, nowNs);
            faults.timeWrongUntil(faults.restCachedUntilNs + DOUBT_NS);
        }
        return faults.restCachedUntilNs;
    }

    private void silent(long nowNs) {
        faults.restSilentUntilNs = faults.window(random, nowNs);
        faults.restRefuses = random.percent(50);
        faults.restFaultyUntil(faults.restSilentUntilNs + Scenario.REST_TIMEOUT_NS);
        needPolls(faults.restSilentUntilNs);
    }

    private void errors(long nowNs) {
        faults.restErrorsUntilNs = faults.window(random, nowNs);
        faults.restErrorStatus = 500 + random.below(5);
        faults.restErrorWaitNs = random.percent(70) ? 0 : random.between(1, 20) * SECOND_NS;
        faults.restFaultyUntil(faults.restErrorsUntilNs + SECOND_NS);
        needPolls(faults.restErrorsUntilNs);
    }

    private void forbid(long nowNs) {
        faults.restForbiddenUntilNs = faults.window(random, nowNs);
        faults.restFaultyUntil(faults.restForbiddenUntilNs + REFUSED_WAIT_NS);
        needPolls(faults.restForbiddenUntilNs);
    }

    private void ban(long nowNs) {
        long untilNs = nowNs + 3 * MINUTE_NS;
        rest.limitNext(random.percent(50) ? 0 : random.between(1, 30) * SECOND_NS,
            random.between(20, 180) * SECOND_NS);
        faults.restFaultyUntil(untilNs);
        tasks.at(untilNs, new TaskQueue.Task() {
            @Override
            protected void run(long dueNs) {
                rest.limitNoMore();
            }
        });
        needPolls(untilNs);
    }

    private void share(long nowNs) {
        long untilNs = nowNs + random.between(1, 5) * MINUTE_NS;
        meter.shared(meter.limit() * random.between(30, 120) / 100, nowNs, untilNs);
        // What they spent counts until the venue's minute is over.
        faults.restFaultyUntil(untilNs + time.restOfMinuteNs(untilNs) + SECOND_NS);
        needPolls(untilNs);
    }

    /** REST matters only where no socket brings it: often there is such a stream as well. */
    private void needPolls(long untilNs) {
        if (random.percent(60)) {
            faults.mutedUntilNs[anyStream().ordinal()] = untilNs;
        }
    }
}
