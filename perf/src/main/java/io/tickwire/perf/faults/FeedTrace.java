package io.tickwire.perf.faults;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.StatusReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a session's journal says about its feed, as plain facts; made by {@link TraceReader}. It is
 * worked out from records alone and shares no code with the supervision that it judges. Times are
 * engine time, ns since the epoch.
 */
final class FeedTrace {
    final Config config;
    final List<StreamTrace> streams = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();
    final List<Closed> closed = new ArrayList<>();
    final List<Stall> stalls = new ArrayList<>();
    final List<Hold> holds = new ArrayList<>();
    final List<VenueStatus> venue = new ArrayList<>();
    /** When each REST call, by its number, was answered or failed. */
    final Map<Long, Long> endedNs = new TreeMap<>();
    /** Which of them were answered well. */
    final Set<Long> answeredWell = new TreeSet<>();
    /** Trade ids that were said to be missing, by instrument. */
    final Map<Integer, IdRanges> missing = new TreeMap<>();
    /** Trade ids that were said to be lost for ever, by instrument. */
    final Map<Integer, IdRanges> lost = new TreeMap<>();
    /** When ids were said to be missing. */
    final List<Long> holesNs = new ArrayList<>();
    /** Trade ids that were said to have been brought afterwards, by instrument. */
    final Map<Integer, IdRanges> filled = new TreeMap<>();
    /** Trade ids that sockets brought, shown or not, by instrument. */
    final Map<Integer, IdRanges> bySockets = new TreeMap<>();
    /** Lowest link of a group by each of its links. */
    final Map<Integer, Integer> groups = new TreeMap<>();
    /** Sequences of ticks with which the venue began a numbering anew. */
    final Set<Long> renumbered = new TreeSet<>();
    final List<Fill> fills = new ArrayList<>();
    final List<Intent> intents = new ArrayList<>();
    /** When each call ended that was answered with a refusal, in order. */
    final List<Long> refusedNs = new ArrayList<>();
    /** When scale and limits were first known, by instrument. */
    final Map<Integer, Long> limitsKnownNs = new TreeMap<>();
    /** Of the last record. */
    long endNs;

    /** What the supervision asked for; trades from an id on, ABSENT = the newest. */
    record Request(long ns, FeedAction action, RequestReason reason, FeedCall call, int link,
        int instrument, long number, long fromId) {
    }

    /** The connection of an attempt was closed, by whomever. */
    record Closed(long ns, int link, long attempt) {
    }

    /**
     * An order was filled in paper.
     *
     * @param ns    when
     * @param quote the youngest of its instrument that had come; no order had a younger one
     */
    record Fill(long ns, int instrument, YoungestQuote quote) {
        /** How old its quote was by the older of its two times, ns. */
        long quoteAgeNs() {
            return ns - Math.min(quote.receiveNs(), quote.venueNs());
        }
    }

    /**
     * The youngest quote by the venue's time.
     *
     * @param receiveNs when it came
     * @param venueNs   when the venue made it, by our clock as far as that is known
     */
    record YoungestQuote(long receiveNs, long venueNs) {
    }

    /** An order was sent, or filled in paper. */
    record Intent(long ns, int instrument) {
    }

    /** A TIMER came so late that the process stood still. */
    record Stall(long ns, long lateNs) {
    }

    /** The venue said that no call may be made until then, or none at all until one went well. */
    record Hold(long ns, long untilNs) {
    }

    /** How the venue's feed stood from then on. */
    record VenueStatus(long ns, FeedFlag flag, StatusReason reason) {
    }

    FeedTrace(Config config) {
        this.config = config;
    }

    /** The stall that somebody made, null if no TIMER was late by that. */
    Stall stall(FaultTimes times, long slackNs) {
        long lastedNs = times.lastEndedNs() - times.firstBeganNs();
        for (Stall stall : stalls) {
            if (stall.ns() >= times.lastEndedNs() - slackNs
                && stall.lateNs() >= lastedNs - 2 * config.timer().everyNs() - slackNs) {
                return stall;
            }
        }
        return null;
    }

    /** How long the process stood still between two times, ns. */
    long stalledNs(long fromNs, long untilNs) {
        long sum = 0;
        for (Stall stall : stalls) {
            sum += Math.max(0,
                Math.min(untilNs, stall.ns()) - Math.max(fromNs, stall.ns() - stall.lateNs()));
        }
        return sum;
    }

    /** How long the venue forbade all calls between two times, ns. */
    long heldNs(long fromNs, long untilNs) {
        long sum = 0;
        long countedNs = fromNs;
        for (Hold hold : holds) {
            long beganNs = Math.max(countedNs, hold.ns());
            countedNs = Math.max(countedNs, Math.min(untilNs, hold.untilNs()));
            sum += Math.max(0, countedNs - beganNs);
        }
        return sum;
    }

    /** From one time to another without the process's own stalls, ns; at least 0. */
    long tookNs(long fromNs, long untilNs) {
        return Math.max(0, untilNs - fromNs - stalledNs(fromNs, untilNs));
    }

    long longestStallNs() {
        return stalls.stream().mapToLong(Stall::lateNs).max().orElse(0);
    }

    /** The last question about a stream in a span, null if there was none. */
    Request lastProbe(StreamTrace stream, long fromNs, long untilNs) {
        Request last = null;
        for (Request request : requests) {
            if (request.action() == FeedAction.POLL && request.reason() == RequestReason.PROBE
                && request.call().kind() == stream.kind
                && (request.instrument() == 0 || request.instrument() == stream.instrument)
                && request.ns() > fromNs && request.ns() <= untilNs) {
                last = request;
            }
        }
        return last;
    }

    /** Questions for trades of a stream in a span, other than those that fill holes. */
    List<Request> tradePolls(StreamTrace stream, long fromNs, long untilNs) {
        return requests.stream().filter(request -> request.action() == FeedAction.POLL
            && request.call() == FeedCall.TRADE && request.reason() != RequestReason.FILL
            && request.instrument() == stream.instrument
            && request.ns() >= fromNs && request.ns() <= untilNs).toList();
    }

    /** Trade ids between the first and the last that sockets brought, which none of them did. */
    long missedBySockets() {
        return bySockets.values().stream().flatMap(set -> set.holes().stream())
            .mapToLong(IdRanges.Range::count).sum();
    }

    /** Connections that were closed without our asking for it. */
    List<Closed> closedByOthers() {
        return closed.stream().filter(one -> requests.stream().noneMatch(
            request -> request.action() == FeedAction.CLOSE && request.link() == one.link()
                && request.number() == one.attempt() && request.ns() <= one.ns())).toList();
    }

    /** How often a link was asked to connect from a time on. */
    long attempts(long fromNs) {
        return requests.stream()
            .filter(r -> r.action() == FeedAction.CONNECT && r.ns() >= fromNs).count();
    }
}
