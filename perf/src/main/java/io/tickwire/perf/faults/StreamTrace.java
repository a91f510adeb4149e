package io.tickwire.perf.faults;

import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a journal says of one stream. Times are engine time, ns since the epoch. */
final class StreamTrace {
    final int instrument;
    final String symbol;
    final StreamKind kind;
    /** Lowest link of the group that carries it. */
    final int group;
    /** What a socket brought that was new by it, its time moved, and not late. */
    final List<GoodTick> goodTicks = new ArrayList<>();
    /** When REST brought something of it, new or not. */
    final List<Long> polledTicks = new ArrayList<>();
    final List<Status> statuses = new ArrayList<>();
    /** Every aggregate trade, when it first came by whatever source. */
    final List<SeenTrade> trades = new ArrayList<>();
    /** Their ids. */
    final IdRanges tradeIds = new IdRanges();

    /**
     * A tick that proves its socket alive.
     *
     * @param ns   when it came
     * @param link of its socket
     */
    record GoodTick(long ns, int link) {
    }

    /**
     * A trade and when it was first seen.
     *
     * @param id      as the venue counts them
     * @param ns      when it came
     * @param venueNs when it was made, by our clock as far as that is known
     */
    record SeenTrade(long id, long ns, long venueNs) {
    }

    /**
     * A published status of the stream, in force until the next.
     *
     * @param ns     since when
     * @param flag   of the stream
     * @param reason of the flag
     * @param fedBy  SOCKET or POLL
     */
    record Status(long ns, FeedFlag flag, StatusReason reason, Source fedBy) {
        boolean isWhole() {
            return flag == FeedFlag.GREEN && fedBy == Source.SOCKET;
        }

        /** Whether its socket is no good or has not yet proved itself; a hole is neither. */
        boolean isLoss() {
            return !isWhole() && reason != StatusReason.FILLING;
        }
    }

    StreamTrace(int instrument, String symbol, StreamKind kind, int group) {
        this.instrument = instrument;
        this.symbol = symbol;
        this.kind = kind;
        this.group = group;
    }

    String name() {
        return symbol + " " + kind.label();
    }

    /** The first status from a time on that is as wanted, null if there is none. */
    Status firstFrom(long fromNs, Predicate<Status> condition) {
        return statuses.stream().filter(s -> s.ns() >= fromNs && condition.test(s))
            .findFirst().orElse(null);
    }

    /** How it stood at a time, null before its first status. */
    Status at(long ns) {
        Status last = null;
        for (Status status : statuses) {
            if (status.ns() > ns) {
                break;
            }
            last = status;
        }
        return last;
    }

    /**
     * When the last good tick before a time came, by the socket that brought it before another; 0 =
     * none. What a new socket brings does not make the old one live longer.
     */
    long lastGoodBefore(long ns, long ofSocketAtNs) {
        long lastNs = 0;
        int link = 0;
        for (GoodTick good : goodTicks) {
            if (good.ns() >= ns) {
                break;
            }
            if (good.ns() < ofSocketAtNs) {
                link = good.link();
            }
            if (good.link() == link) {
                lastNs = good.ns();
            }
        }
        return lastNs;
    }

    /**
     * Good ticks from the last one before a time to the first one behind another. Where there is
     * none, that time and the end of everything stand in: a stream that dies for ever is silent
     * until then.
     */
    List<Long> goodAround(long fromNs, long untilNs, long endNs) {
        List<Long> around = new ArrayList<>(List.of(fromNs));
        for (GoodTick good : goodTicks) {
            if (good.ns() < fromNs) {
                around.clear();
            }
            around.add(good.ns());
            if (good.ns() > untilNs) {
                return around;
            }
        }
        around.add(endNs);
        return around;
    }

    /** When polls first brought it from a time on; 0 = never. */
    long firstPolledFrom(long ns) {
        return polledTicks.stream().filter(at -> at >= ns).findFirst().orElse(0L);
    }

    /** When the first trade was made that nobody had brought by a time; the end of time = never. */
    long firstTradeNotBroughtBy(long ns) {
        return trades.stream().filter(trade -> trade.ns() > ns)
            .mapToLong(SeenTrade::venueNs).min().orElse(Long.MAX_VALUE);
    }

    /** Whether REST has shown that there is nothing newer than what its socket brought. */
    boolean isQuiet(long ns) {
        Status status = at(ns);
        return status != null && status.reason() == StatusReason.QUIET;
    }

    /** When its socket was lost from a time on, each time. */
    List<Long> losses(long fromNs) {
        List<Long> times = new ArrayList<>();
        boolean lost = false;
        for (Status status : statuses) {
            if (status.isLoss() && !lost && status.ns() >= fromNs) {
                times.add(status.ns());
            }
            lost = status.isLoss();
        }
        return times;
    }

    /** When it went back from polls to its socket, each time. */
    List<Long> switchBacks() {
        List<Long> times = new ArrayList<>();
        Status before = null;
        for (Status status : statuses) {
            if (before != null && before.fedBy() == Source.POLL
                && status.fedBy() == Source.SOCKET) {
                times.add(status.ns());
            }
            before = status;
        }
        return times;
    }
}
