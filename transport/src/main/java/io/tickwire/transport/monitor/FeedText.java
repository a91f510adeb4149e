package io.tickwire.transport.monitor;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedState;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatusReason;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Formats the state of a feed as text for people. */
final class FeedText {
    private static final double SECOND_NS = 1e9;
    private static final double MS_NS = 1e6;
    private static final long MINUTE_S = 60;
    private static final long HOUR_S = 3_600;
    private static final long DAY_S = 86_400;
    private static final int MAX_SYMBOLS = 10;
    private static final DateTimeFormatter TODAY =
        DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter EARLIER =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private FeedText() {
    }

    /** Such as {@code 10.2 s}, {@code 3 m 12 s}, {@code 2 h 5 m}, {@code 1 d 3 h}. */
    static String span(long ns) {
        long s = Math.round(ns / SECOND_NS);
        if (s < MINUTE_S) {
            return String.format(Locale.ROOT, "%.1f s", ns / SECOND_NS);
        }
        if (s < HOUR_S) {
            return s / MINUTE_S + " m " + s % MINUTE_S + " s";
        }
        if (s < DAY_S) {
            return s / HOUR_S + " h " + s % HOUR_S / MINUTE_S + " m";
        }
        return s / DAY_S + " d " + s % DAY_S / HOUR_S + " h";
    }

    static Instant instant(long engineNs) {
        return Instant.EPOCH.plusNanos(engineNs);
    }

    /** Why the venue's flag is what it is, and how ticks come in meanwhile. */
    static String reason(FeedWatch watch) {
        VenueWatch venue = watch.venue();
        if (venue.flag() == null) {
            return "nothing known of the feed yet";
        }
        if (venue.flag() == FeedFlag.GREEN) {
            return "every stream fresh from its socket"
                + (venue.state() == FeedState.ROTATING ? ", one socket being replaced" : "")
                + gone(watch);
        }
        if (venue.reason() == StatusReason.BANNED) {
            // Of polling there can be no word.
            return "the venue has banned us"
                + (venue.state() == FeedState.DOWN ? state(FeedState.DOWN) : "");
        }
        if (venue.state() == FeedState.STARTING) {
            return starting(watch);
        }
        String rest = watch.groups().reason(0);
        return culprit(watch) + (rest.isEmpty() ? "" : ", REST " + rest) + state(venue.state())
            + (venue.flag() == FeedFlag.RED ? "; " + tried(venue.reason()) : "");
    }

    /** What is done about it. */
    private static String tried(StatusReason reason) {
        return reason == StatusReason.NOT_TRADING || reason == StatusReason.GONE
            ? "the venue's list is looked at again from time to time"
            : "sockets and REST are tried again";
    }

    /** Symbols that count no more, for those who wonder. */
    private static String gone(FeedWatch watch) {
        String names = watch.symbols().stream()
            .filter(symbol -> symbol.streams().stream().anyMatch(FeedText::isGone))
            .map(symbol -> symbol.name).limit(MAX_SYMBOLS).collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "; gone: " + names;
    }

    private static boolean isGone(StreamWatch stream) {
        return stream.reason == StatusReason.GONE;
    }

    private static String starting(FeedWatch watch) {
        long all = watch.symbols().stream().mapToLong(one -> one.streams().size()).sum();
        long here = watch.symbols().stream().flatMap(one -> one.streams().stream())
            .filter(stream -> stream.flag == FeedFlag.GREEN).count();
        return all == 0 ? "starting" : "starting, " + here + " of " + all + " streams here";
    }

    private static String state(FeedState state) {
        switch (state) {
            case POLLING:
                return ", polling";
            case RECOVERING:
                return ", polling while its socket recovers";
            case DOWN:
                return ", no fresh ticks from any source";
            default:
                return "";
        }
    }

    /** The stream that is to blame: the worst flag, then the reason told, then the silence. */
    private static String culprit(FeedWatch watch) {
        SymbolWatch symbol = null;
        StreamWatch worst = null;
        int problems = 0;
        for (SymbolWatch one : watch.symbols()) {
            for (StreamWatch stream : one.streams()) {
                if (stream.isDegraded() && (!isGone(stream)
                    || watch.venue().reason() == StatusReason.GONE)) {
                    problems++;
                    if (worst == null || rank(stream, watch) > rank(worst, watch)
                        || rank(stream, watch) == rank(worst, watch)
                        && stream.silenceNs(watch.nowNs()) > worst.silenceNs(watch.nowNs())) {
                        symbol = one;
                        worst = stream;
                    }
                }
            }
        }
        if (worst == null) {
            return watch.venue().reason().label();
        }
        boolean isNotTraded = (worst.reason == StatusReason.NOT_TRADING || isGone(worst))
            && !symbol.notTraded.isEmpty();
        return symbol.name + " "
            + (isNotTraded ? symbol.notTraded : worst.kind.label() + " " + stream(worst, watch))
            + (problems > 1 ? " (and " + (problems - 1) + " more)" : "");
    }

    private static int rank(StreamWatch stream, FeedWatch watch) {
        return stream.flag.ordinal() * 2 + (stream.reason == watch.venue().reason() ? 1 : 0);
    }

    /** What is wrong with a stream, in words that go behind its name. */
    static String stream(StreamWatch stream, FeedWatch watch) {
        String silence = span(stream.silenceNs(watch.nowNs()));
        switch (stream.reason) {
            case SILENT:
                return "silent for " + silence;
            case NO_FIRST_TICK:
                return "without a first tick for " + silence + ": "
                    + watch.groups().diagnosis(stream.link, stream.kind, false);
            case FROZEN:
                return "frozen: the venue's time in it stands still";
            case LAGGING:
                return stream.lagMs == Event.ABSENT ? "late"
                    : String.format(Locale.ROOT, "late by %.1f s", stream.lagMs / 1e3);
            case LINK_DOWN:
                String reason = watch.groups().reason(stream.link);
                return "without its socket" + (reason.isEmpty() ? "" : ": " + reason);
            case OLDER_IDS:
                return "useless for " + silence + ": its ids are older than those before";
            case NOT_UNDERSTOOD:
                String rejected = watch.groups().rejected(stream.link);
                return rejected.isEmpty() ? stream.reason.label() : rejected;
            case REST_REPEATS:
                return "without its socket, and REST repeats the same answers";
            case UNWITNESSED:
                if (stream.fedBy == Source.SOCKET) {
                    return "silent for " + silence + ", and REST, which shows nothing newer, may"
                        + " answer out of a cache";
                }
                return "without its socket, and nothing moves in what REST answers: a quiet"
                    + " market, or a cache";
            case NOT_TRADING:
                return "not traded by the venue";
            case STARTING:
                String refused = watch.groups().reason(stream.link);
                return refused.isEmpty() ? stream.reason.label()
                    : "without a first tick: " + refused;
            case AGE_UNKNOWN:
                return "of unknown age: its times are late, or the venue's clock is wrong"
                    + (stream.lagMs == Event.ABSENT ? ""
                        : String.format(Locale.ROOT, ", by %.1f s", stream.lagMs / 1e3));
            case STALE:
                return stale(stream, watch);
            case PROVING:
                return "back on its socket, not yet trusted";
            default:
                return stream.reason.label();
        }
    }

    /** By the older of what it last brought and when that was. */
    private static String stale(StreamWatch stream, FeedWatch watch) {
        long lagNs = stream.lagMs == Event.ABSENT ? 0 : stream.lagMs * 1_000_000;
        return span(Math.max(lagNs, stream.silenceNs(watch.nowNs()))) + " old"
            + (watch.stallNs() == 0 ? "" : " after a stall of " + span(watch.stallNs()));
    }

    /** Where the streams come from by now, empty while unknown. */
    static String source(FeedWatch watch) {
        boolean socket = false;
        boolean polled = false;
        for (SymbolWatch symbol : watch.symbols()) {
            for (StreamWatch stream : symbol.streams()) {
                socket |= stream.fedBy == Source.SOCKET;
                polled |= stream.fedBy == Source.POLL;
            }
        }
        return socket && polled ? "socket and polling"
            : socket ? "socket" : polled ? "polling" : "";
    }

    /**
     * The feed in one line.
     *
     * @param watch    up to now
     * @param silentNs how long the engine has been silent if that is too long, else 0
     * @return for people
     */
    static String statusLine(FeedWatch watch, long silentNs) {
        VenueWatch venue = watch.venue();
        List<String> parts = new ArrayList<>();
        if (silentNs > 0) {
            parts.add("feed RED: engine silent for " + span(silentNs));
        } else if (venue.flag() == null) {
            parts.add("feed unknown: " + reason(watch));
        } else {
            parts.add("feed " + venue.flag().label() + " " + venue.state().label() + " since "
                + since(watch)
                + (venue.flag() == FeedFlag.GREEN ? "" : ": " + reason(watch)));
        }
        parts.add(String.format(Locale.ROOT, "%.0f ticks/s", watch.ticksPerSecond()));
        String symbols = symbols(watch);
        if (!symbols.isEmpty()) {
            parts.add(symbols);
        }
        if (watch.clockOffsetNs() != Event.ABSENT) {
            parts.add(String.format(
                Locale.ROOT, "clock %+.1f ms", watch.clockOffsetNs() / MS_NS));
        }
        if (watch.weightUsed() != Event.ABSENT) {
            parts.add("weight " + watch.weightUsed()
                + (watch.weightLimit() == Event.ABSENT ? "" : "/" + watch.weightLimit()));
        }
        return String.join(" | ", parts);
    }

    private static String since(FeedWatch watch) {
        Instant since = instant(watch.sinceNs());
        boolean today = since.truncatedTo(ChronoUnit.DAYS)
            .equals(instant(watch.nowNs()).truncatedTo(ChronoUnit.DAYS));
        return (today ? TODAY : EARLIER).format(since);
    }

    private static String symbols(FeedWatch watch) {
        List<String> ages = new ArrayList<>();
        for (SymbolWatch symbol : watch.symbols()) {
            if (ages.size() == MAX_SYMBOLS) {
                ages.add("and " + (watch.symbols().size() - MAX_SYMBOLS) + " more");
                break;
            }
            ages.add(symbol.name + " " + age(symbol.whole, watch.nowNs()));
        }
        return String.join(" ", ages);
    }

    private static String age(StreamWatch whole, long nowNs) {
        return whole.lastTickNs == 0 ? "never" : span(nowNs - whole.lastTickNs)
            + (whole.lastSource == Source.POLL ? " polled" : "");
    }

    /** What the feed was over all that was seen, in one line. */
    static String summary(FeedWatch watch) {
        VenueWatch venue = watch.venue();
        long all = 0;
        for (FeedFlag flag : FeedFlag.values()) {
            all += venue.spentNs(flag);
        }
        StringBuilder line = new StringBuilder("feed: ");
        for (FeedFlag flag : FeedFlag.values()) {
            long spent = venue.spentNs(flag);
            line.append(String.format(Locale.ROOT, "%s %.1f %% (%s) | ", flag.label(),
                all == 0 ? 0.0 : spent * 100.0 / all, span(spent)));
        }
        return line.append(count(venue.changes(), "change")).append(" | ")
            .append(count(watch.missingIds(), "id")).append(" missing, ")
            .append(watch.filledIds()).append(" filled, ")
            .append(watch.lostIds()).append(" lost").toString();
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
