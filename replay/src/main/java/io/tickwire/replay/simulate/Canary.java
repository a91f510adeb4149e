package io.tickwire.replay.simulate;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.MarkFields;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimerFields;
import io.tickwire.engine.signal.Quote;
import io.tickwire.engine.signal.Tick;
import io.tickwire.replay.simulate.check.Rule;
import io.tickwire.replay.simulate.model.Interceptor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Rules of the engine broken on purpose, by an interceptor between engine and world and never in
 * the product, to prove that each rule is checked. A canary that is not detected shows a rule that
 * nothing checks. Long because there is one for each rule.
 */
enum Canary {
    /** The strategy is shown a tick twice. */
    SHOWS_TWICE(Rule.ORDER, () -> new Interceptor() {
        private long ticks;

        @Override
        public int shows(Tick tick) {
            return ++ticks % 1000 == 0 ? 2 : 1;
        }
    }),
    /** The strategy is shown an older quote after a newer one. */
    SHOWS_OLDER(Rule.ORDER, () -> new Interceptor() {
        private long ticks;
        private boolean quote;

        @Override
        public int shows(Tick tick) {
            quote = tick instanceof Quote && ++ticks % 1000 == 0;
            return 1;
        }

        @Override
        public long showsVersion(long version) {
            return quote ? version - 1000 : version;
        }
    }),
    /** Holes are not declared. */
    HIDES_HOLES(Rule.HOLES, () -> new Interceptor() {
        @Override
        public boolean records(Event event) {
            return event.type() != EventType.FEED_STATUS
                || event.get(FeedStatusFields.REASON) != StatusReason.HOLE.ordinal();
        }
    }),
    /** What is missing comes as backfill again and again. */
    FILLS_TWICE(Rule.ORDER, () -> new Interceptor() {
        @Override
        public int shows(Tick tick) {
            return tick.source() == Source.BACKFILL ? 2 : 1;
        }
    }),
    /** What cannot be filled is not declared lost. */
    FORGETS_THE_LOST(Rule.FILLS, () -> new Interceptor() {
        @Override
        public boolean records(Event event) {
            return event.type() != EventType.FEED_STATUS
                || event.get(FeedStatusFields.REASON) != StatusReason.LOST.ordinal();
        }
    }),
    /** What is missing is asked for one id too far. */
    ASKS_BEHIND_IT(Rule.FILLS, () -> new Interceptor() {
        @Override
        public boolean executes(Event request) {
            if (request.get(FeedRequestFields.REASON) == RequestReason.FILL.ordinal()) {
                request.set(FeedRequestFields.FROM_ID, request.get(FeedRequestFields.FROM_ID) + 1);
            }
            return true;
        }
    }),
    /** Silence is noticed late. */
    WAITS_LONG(Rule.GREEN, () -> new Interceptor() {
        @Override
        public Config config(Config nominal) {
            List<Long> silenceNs = new ArrayList<>();
            nominal.feed().silenceNs().forEach(ns -> silenceNs.add(ns * 10));
            return with(nominal, new Config.Feed(nominal.feed().firstTickWithinNs(), silenceNs,
                nominal.feed().pollEveryNs(), nominal.feed().stableAfterNs(),
                nominal.feed().openWhilePolling(), nominal.feed().rotateAfterNs(),
                nominal.feed().delisted()));
        }
    }),
    /** What waited while the process stood still is as young to the engine as the moment. */
    OPENS_ON_THE_BACKLOG(Rule.STALE, () -> new Interceptor() {
        private long backlogUntilNs;

        @Override
        public boolean records(Event event) {
            if (event.type() == EventType.TIMER && event.get(TimerFields.LATE_NS) > BACKLOG_NS) {
                backlogUntilNs = event.engineNs() + SOON_NS;
            }
            return true;
        }

        @Override
        public void tick(Event tick) {
            if (tick.type() == EventType.QUOTE && tick.engineNs() - backlogUntilNs < 0) {
                tick.set(QuoteFields.TRANSACT_MS, tick.engineNs() / MS)
                    .set(QuoteFields.EVENT_MS, tick.engineNs() / MS);
            }
        }
    }),
    /** Attempts to connect are hours apart. */
    BACKS_OFF_FOR_HOURS(Rule.RECOVERY, () -> new Interceptor() {
        @Override
        public Config config(Config nominal) {
            return with(nominal, new Config.Reconnect(
                7_200_000_000_000L, 7_200_000_000_000L, nominal.reconnect().stormPerMinute()));
        }
    }),
    /** There is neither back-off nor storm limit. */
    STORMS(Rule.STORM, () -> new Interceptor() {
        @Override
        public Config config(Config nominal) {
            return with(nominal, new Config.Reconnect(1, 1, 1000));
        }
    }),
    /** A socket is trusted as soon as it ticks. */
    TRUSTS_AT_ONCE(Rule.SWITCH, () -> new Interceptor() {
        @Override
        public Config config(Config nominal) {
            return with(nominal, new Config.Feed(nominal.feed().firstTickWithinNs(),
                nominal.feed().silenceNs(), nominal.feed().pollEveryNs(), 1,
                nominal.feed().openWhilePolling(), nominal.feed().rotateAfterNs(),
                nominal.feed().delisted()));
        }
    }),
    /** The venue allows less than the engine believes, and does not count aloud. */
    OVERSPENDS(Rule.WEIGHT, () -> new Interceptor() {
        @Override
        public long weight(long weight, boolean counted) {
            return counted ? Event.ABSENT : weight * 3;
        }
    }),
    /** What an answer asks us to wait is taken for a second, but for a ban. */
    WAITS_A_SECOND(Rule.WEIGHT, () -> new Interceptor() {
        private boolean limited;

        @Override
        public int status(int status) {
            limited = status != 418;
            return status;
        }

        @Override
        public int times(LinkFact fact) {
            limited = false;
            return 1;
        }

        @Override
        public long waitNs(long waitNs) {
            return limited ? Math.min(waitNs, 1_000_000_000L) : waitNs;
        }
    }),
    /** Polls are minutes apart. */
    POLLS_RARELY(Rule.POLLING, () -> new Interceptor() {
        @Override
        public Config config(Config nominal) {
            return with(nominal, new Config.Feed(nominal.feed().firstTickWithinNs(),
                nominal.feed().silenceNs(), 180_000_000_000L, nominal.feed().stableAfterNs(),
                nominal.feed().openWhilePolling(), nominal.feed().rotateAfterNs(),
                nominal.feed().delisted()));
        }
    }),
    /** Answers of REST are lost inside. */
    LOSES_ANSWERS(Rule.REQUESTS, () -> new Interceptor() {
        private long answers;

        @Override
        public int times(CallOutcome outcome) {
            return outcome == CallOutcome.ANSWERED && ++answers % 20 == 0 ? 0 : 1;
        }
    }),
    /** A failed attempt is told twice. */
    FAILS_TWICE(Rule.REQUESTS, () -> new Interceptor() {
        @Override
        public int times(LinkFact fact) {
            return fact == LinkFact.REFUSED ? 2 : 1;
        }
    }),
    /** Sockets that were replaced stay open. */
    LEAVES_SOCKETS(Rule.REQUESTS, () -> new Interceptor() {
        @Override
        public boolean executes(Event request) {
            return request.get(FeedRequestFields.ACTION) != FeedAction.CLOSE.ordinal()
                || request.get(FeedRequestFields.REASON) != RequestReason.REPLACED.ordinal();
        }
    }),
    /** The replay hears of a stall that was none. */
    REPLAYS_OTHERWISE(Rule.REPLAY, () -> new Interceptor() {
        @Override
        public void replays(Event event) {
            if (event.type() == EventType.TIMER && event.sequence() % 1000 < 5) {
                event.set(TimerFields.LATE_NS, 10_000_000_000L);
            }
        }
    }),
    /** A ban is taken for an error. */
    OVERHEARS_BANS(Rule.BANNED, () -> new Interceptor() {
        @Override
        public int status(int status) {
            return status == 418 ? 503 : status;
        }
    }),
    /** An error is taken for a ban. */
    FEARS_BANS(Rule.BANNED, () -> new Interceptor() {
        @Override
        public int status(int status) {
            return status >= 500 ? 418 : status;
        }
    }),
    /** The journal's segments are too short for the session. */
    STOPS(Rule.END, () -> new Interceptor() {
        @Override
        public Config config(Config nominal) {
            return new Config(nominal.venue(), nominal.symbols(), nominal.streams(),
                nominal.mode(), nominal.feed(), nominal.reconnect(), nominal.timer(),
                nominal.engine(), new Config.Journal(
                    nominal.journal().frames(), 100 * 1024, nominal.journal().forceNs()),
                nominal.risk(), nominal.paper(), nominal.strategy(), nominal.http());
        }
    }),
    /** Answers that repeat count as news, of which the strategy says nothing. */
    REPEATS_ARE_LIFE(Rule.LIFE, () -> new Interceptor() {
        private long lastMs;
        private long againMs;

        @Override
        public void tick(Event tick) {
            if (tick.type() == EventType.MARK && tick.sourceCode() == Source.POLL.ordinal()) {
                long ms = tick.get(MarkFields.EVENT_MS);
                againMs = ms == lastMs ? againMs + 1 : 0;
                lastMs = ms;
                tick.set(MarkFields.EVENT_MS, ms + againMs);
            }
        }

        @Override
        public int shows(Tick tick) {
            return againMs > 0 && tick.kind() == StreamKind.MARK && tick.source() == Source.POLL
                ? 0 : 1;
        }
    }),
    /** Marks whose times are right are taken for wrong, one minute in ten. */
    BLAMES_THE_SOUND(Rule.BLAME, () -> new Interceptor() {
        @Override
        public void tick(Event tick) {
            if (tick.type() == EventType.MARK && tick.sourceCode() == Source.SOCKET.ordinal()
                && tick.engineNs() / MINUTE_NS % 10 == 0) {
                tick.set(MarkFields.EVENT_MS, 1);
            }
        }
    }),
    /** That the venue wants none of our calls is taken for an error that is soon over. */
    ASKS_ON_AND_ON(Rule.BACKOFF, () -> new Interceptor() {
        @Override
        public int status(int status) {
            return status == 403 ? 500 : status;
        }
    }),
    /** What becomes of the symbol is not always told. */
    HIDES_THE_SYMBOL(Rule.TABLE, () -> new Interceptor() {
        private long rows;

        @Override
        public boolean records(Event event) {
            return event.type() != EventType.FEED_STATUS || event.instrument() == 0
                || event.get(FeedStatusFields.KIND) != StreamKind.NONE.ordinal() || ++rows % 10 > 0;
        }
    });

    private static final long MS = 1_000_000L;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long BACKLOG_NS = 5_000_000_000L;
    private static final long SOON_NS = 100_000_000L;

    private final Rule rule;
    private final Supplier<Interceptor> interceptor;

    Canary(Rule rule, Supplier<Interceptor> interceptor) {
        this.rule = rule;
        this.interceptor = interceptor;
    }

    /** As it stands on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The rule that it breaks; another may be the first to notice. */
    Rule rule() {
        return rule;
    }

    /** For one run. */
    Interceptor interceptor() {
        return interceptor.get();
    }

    /** The one of a name. */
    static Optional<Canary> of(String label) {
        return Arrays.stream(values()).filter(canary -> canary.label().equals(label)).findAny();
    }

    private static Config with(Config config, Config.Feed feed) {
        return new Config(config.venue(), config.symbols(), config.streams(), config.mode(), feed,
            config.reconnect(), config.timer(), config.engine(), config.journal(), config.risk(),
            config.paper(), config.strategy(), config.http());
    }

    private static Config with(Config config, Config.Reconnect reconnect) {
        return new Config(config.venue(), config.symbols(), config.streams(), config.mode(),
            config.feed(), reconnect, config.timer(), config.engine(), config.journal(),
            config.risk(), config.paper(), config.strategy(), config.http());
    }
}
