package io.tickwire.replay.simulate.model;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import java.util.Arrays;

/**
 * The venue's REST side and the way there and back: weight, refusals, replies. A call that is
 * counted beyond the limit gets 429; who does not stop then is banned.
 */
final class Rest {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int BANNED = 418;
    private static final int FORBIDDEN = 403;
    private static final int CALLS_TO_BAN = 5;
    private static final long BAN_NS = 120_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MINUTE_NS = 60_000_000_000L;

    private final Scenario scenario;
    private final TaskQueue tasks;
    private final SeededRandom random;
    private final Faults faults;
    private final VenueTime time;
    private final ModelWeightMeter meter;
    private final Venue venue;
    private Io io;

    private long bannedUntilNs;
    private long limitedMinute;
    private int callsWhileLimited;

    // The fault of 429 and then 418.
    private boolean limitDrawn;
    private boolean limitReported;
    private long limitDrawnWaitNs;
    private long limitDrawnBanNs;

    /** What goes back. */
    private static final class Reply {
        long request;
        FeedCall call;
        int instrument;
        boolean fills;
        int status = 200;
        long askedNs;
        long waitNs;
        long weight = Event.ABSENT;
        long offsetNs;
        boolean timeIsWrong;
        Venue.Rows rows;
    }

    /** By call, the body that a cache answers with, and what was asked for it. */
    private static final class Cached {
        final long fromId;
        final long count;
        final Venue.Rows rows;
        final long offsetNs;

        Cached(long fromId, long count, Venue.Rows rows, long offsetNs) {
            this.fromId = fromId;
            this.count = count;
            this.rows = rows;
            this.offsetNs = offsetNs;
        }
    }

    private final Cached[] cache = new Cached[FeedCall.values().length];

    Rest(Scenario scenario, TaskQueue tasks, SeededRandom random, Faults faults, VenueTime time,
        ModelWeightMeter meter, Venue venue) {
        this.scenario = scenario;
        this.tasks = tasks;
        this.random = random;
        this.faults = faults;
        this.time = time;
        this.meter = meter;
        this.venue = venue;
    }

    void io(Io publisher) {
        io = publisher;
    }

    long limit() {
        return meter.limit();
    }

    /** What a call costs, 0 where there is no such call. */
    static int weight(FeedCall call, boolean all) {
        switch (call) {
            case QUOTE:
                return all ? 5 : 2;
            case PRICE:
                return all ? 2 : 1;
            case STATS:
                return all ? 40 : 1;
            case MARK:
                return all ? 10 : 1;
            case TRADE:
                return all ? 0 : 20;
            case CLOCK:
                return all ? 0 : 1;
            default:
                return 0;
        }
    }

    /** The next call gets 429, the one after it a ban. */
    void limitNext(long waitNs, long banNs) {
        limitDrawn = true;
        limitReported = false;
        limitDrawnWaitNs = waitNs;
        limitDrawnBanNs = banNs;
    }

    void limitNoMore() {
        limitDrawn = false;
    }

    /** Our address is banned until then. */
    void ban(long untilNs) {
        bannedUntilNs = Math.max(bannedUntilNs, untilNs);
        faults.restFaultyUntil(bannedUntilNs + SECOND_NS);
    }

    /** We ask. */
    void ask(Event asked, long nowNs) {
        Reply reply = new Reply();
        reply.request = asked.get(FeedRequestFields.REQUEST);
        reply.call = FeedCall.of(asked.get(FeedRequestFields.CALL));
        reply.instrument = asked.instrument();
        reply.fills = asked.get(FeedRequestFields.REASON) == RequestReason.FILL.ordinal();
        reply.askedNs = nowNs;
        long fromId = asked.get(FeedRequestFields.FROM_ID);
        long count = asked.get(FeedRequestFields.ROWS);
        if (nowNs < faults.restSilentUntilNs) {
            faults.hit(FaultKind.REST_SILENT);
            back(faults.restRefuses ? nowNs + wayNs() : nowNs + Scenario.REST_TIMEOUT_NS,
                () -> io.unanswered(
                    reply.request, reply.call, reply.instrument, io.nowNs() - nowNs));
            return;
        }
        tasks.at(nowNs + wayNs(), new TaskQueue.Task() {
            @Override
            protected void run(long thereNs) {
                answer(reply, fromId, count, thereNs);
            }
        });
    }

    private long wayNs() {
        return scenario.latencyNs() + random.between(0, scenario.jitterNs() * 3);
    }

    private void back(long dueNs, Runnable what) {
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

    /** At the venue. */
    private void answer(Reply reply, long fromId, long count, long nowNs) {
        if (nowNs < faults.restErrorsUntilNs) {
            faults.hit(FaultKind.REST_ERRORS);
            reply.status = faults.restErrorStatus;
            reply.waitNs = faults.restErrorWaitNs;
            faults.restFaultyUntil(nowNs + reply.waitNs);
        } else if (nowNs < faults.restForbiddenUntilNs) {
            faults.hit(FaultKind.REST_FORBIDDEN);
            reply.status = FORBIDDEN;
        } else if (!refuses(reply, nowNs)) {
            read(reply, fromId, count, nowNs);
        }
        long arrivesNs = nowNs + wayNs();
        back(arrivesNs, () -> publish(reply));
    }

    /** Another cache begins, with what is asked next. */
    void emptyCache() {
        Arrays.fill(cache, null);
    }

    private void read(Reply reply, long fromId, long count, long nowNs) {
        int at = reply.call.ordinal();
        boolean cached = nowNs < faults.restCachedUntilNs;
        Cached kept = cached ? cache[at] : null;
        if (kept == null || kept.fromId != fromId || kept.count != count) {
            kept = new Cached(fromId, count,
                venue.read(reply.call, fromId, count, nowNs), time.offsetNs(nowNs));
        } else {
            faults.hit(FaultKind.REST_CACHED);
        }
        cache[at] = cached ? kept : null;
        reply.rows = kept.rows;
        reply.offsetNs = kept.offsetNs;
        reply.timeIsWrong = cached;
        if (reply.call == FeedCall.CLOCK && !cached) {
            mistake(reply, nowNs);
        }
    }

    /** The time call may show another time than the venue's clock. */
    private void mistake(Reply reply, long nowNs) {
        if (faults.timeLeapNs != 0) {
            faults.hit(FaultKind.TIME_LEAPS);
            reply.offsetNs += faults.timeLeapNs;
            reply.timeIsWrong = true;
            faults.timeLeapNs = 0;
        } else if (nowNs < faults.timeAheadUntilNs) {
            faults.hit(FaultKind.TIME_AHEAD);
            reply.offsetNs += faults.timeAheadNs;
            reply.timeIsWrong = true;
        }
    }

    private boolean refuses(Reply reply, long nowNs) {
        if (nowNs < bannedUntilNs) {
            return refuse(reply, BANNED, bannedUntilNs - nowNs, nowNs);
        }
        meter.spend(weight(reply.call, reply.instrument == 0), nowNs);
        reply.weight = meter.used(nowNs);
        if (reply.weight > meter.ours(nowNs)) {
            faults.hit(FaultKind.SHARED_ADDRESS);
        }
        if (limitDrawn) {
            if (!limitReported) {
                limitReported = true;
                return refuse(reply, TOO_MANY_REQUESTS, limitDrawnWaitNs, nowNs);
            }
            limitDrawn = false;
            faults.hit(FaultKind.REST_BAN);
            bannedUntilNs = nowNs + limitDrawnBanNs;
            return refuse(reply, BANNED, limitDrawnBanNs, nowNs);
        }
        if (reply.weight <= meter.limit()) {
            return false;
        }
        long minute = time.minute(nowNs);
        callsWhileLimited = minute == limitedMinute ? callsWhileLimited + 1 : 0;
        limitedMinute = minute;
        if (callsWhileLimited >= CALLS_TO_BAN) {
            bannedUntilNs = nowNs + BAN_NS;
            return refuse(reply, BANNED, BAN_NS, nowNs);
        }
        return refuse(reply, TOO_MANY_REQUESTS, time.restOfMinuteNs(nowNs), nowNs);
    }

    /** Waits are said in whole seconds, those of a ban rounded up. */
    private boolean refuse(Reply reply, int status, long waitNs, long nowNs) {
        reply.status = status;
        reply.waitNs = (waitNs + SECOND_NS - 1) / SECOND_NS * SECOND_NS;
        // Who is not told how long waits for a minute.
        faults.restFaultyUntil(nowNs + (waitNs == 0 ? MINUTE_NS : reply.waitNs) + SECOND_NS);
        return true;
    }

    /** At our end: what the reply brings, then that it came. */
    private void publish(Reply reply) {
        long nowNs = io.nowNs();
        if (reply.rows != null && reply.call.kind() != StreamKind.NONE) {
            io.beginReply(reply.fills ? Source.BACKFILL : Source.POLL, nowNs);
            venue.publish(reply.rows, reply.fills, io);
            io.endReply();
        }
        if (reply.call == FeedCall.CLOCK && reply.status == 200) {
            // The venue's time was read on the way; when exactly, we cannot know.
            long readNs = reply.askedNs + (nowNs - reply.askedNs) / 2;
            io.clock(reply.rows.readNs() + reply.offsetNs - readNs);
            if (!reply.timeIsWrong) {
                faults.clockReported(nowNs);
            }
        }
        io.answered(reply.request, reply.call, reply.instrument, reply.status,
            nowNs - reply.askedNs, reply.waitNs, reply.weight);
    }
}
