package io.tickwire.engine.feed;

import io.tickwire.engine.budget.Budget;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.core.TestConfigs;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.BudgetWindowFields;
import io.tickwire.engine.event.CallCostFields;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.event.TradingStatus;
import io.tickwire.engine.event.WindowKind;
import io.tickwire.engine.stage.Given;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A feed stage, a venue and a network made by hand, in virtual time. Quotes come by the connections
 * 1 and 2, everything else by 3 and 4; limits are the defaults of the configuration. What the stage
 * decides is text, one line each:
 *
 * <pre>
 *   connect @1/2 reconnect       connection 1, attempt 2
 *   poll trade 1 probe from 102  of instrument 1 (0 = all)
 *   poll quote 4+2 poll          of instruments 4 to 6
 *   quote 1 YELLOW silent poll   fed by polls
 *   symbol 1 YELLOW silent
 *   venue YELLOW silent recovering
 *   trade 1 hole 102..104
 * </pre>
 */
final class FeedRig {
    static final long MS = 1_000_000L;
    static final long SECOND = 1_000_000_000L;
    static final long MINUTE = 60 * SECOND;
    static final long TIMER = 50 * MS;
    static final long FIRST_TICK = 10 * SECOND;
    static final long STABLE = 5 * SECOND;
    static final long ROTATE = 23 * 60 * MINUTE;
    static final int LIMIT = 2_400;
    static final StreamKind[] ALL =
        {StreamKind.QUOTE, StreamKind.TRADE, StreamKind.STATS, StreamKind.MARK};

    private static final int CONNECTIONS = 4;
    private static final Map<StreamKind, Long> SILENCE = Map.of(StreamKind.QUOTE, 5 * SECOND,
        StreamKind.TRADE, 10 * SECOND, StreamKind.STATS, 6 * SECOND, StreamKind.MARK, 4 * SECOND);

    /** A request to REST that was not answered yet. */
    record Poll(
        long number, FeedCall call, int instrument, long fromId, long count, boolean fills) {
    }

    /** What a FEED_STATUS says beside its line. */
    record Told(long sinceNs, long silenceMs, long lagMs, long gapMessages, long gapMs) {
    }

    final Given given = new Given();
    private final Config config;
    private final long seed;
    private final long[] attempts = new long[CONNECTIONS + 1];
    private final FeedLines lines = new FeedLines(attempts);
    /** Requests to REST under way, by number. */
    final Map<Long, Poll> polls = lines.polls;
    private final boolean[] carrying = new boolean[CONNECTIONS + 1];
    private boolean answering;
    /** What the time call says, by our time: how far the venue's clock is ahead, ns. */
    private LongUnaryOperator clockAnswers = nowNs -> 0;
    /** The venue's clock is so far ahead of ours, ns. */
    long aheadNs;
    /** The venue has news in {@link #run}, though no connection brings them. */
    boolean restMoves;
    private StreamKind quiet = StreamKind.NONE;
    /** Sockets bring ticks with a time so long ago, ns. */
    long lateNs;
    /** The venue has no such symbol any more, 0 = none. */
    private int delisted;
    private StreamKind[] kinds = ALL;
    private int instruments;
    private long[][] numbers = new long[0][];
    private long[][] movedNs = new long[0][];
    private Budget budget = newBudget();
    private FeedStage feed;
    private Visibility showing;

    FeedRig() {
        this(42, "");
    }

    /** More lines of the configuration; the seed of the jitter. */
    FeedRig(long seed, String more) {
        this.seed = seed;
        this.config = ConfigReader.read(TestConfigs.COUNTING + more);
        this.feed = new FeedStage(config, seed, budget);
    }

    private static Budget newBudget() {
        return new Budget(FeedCall.values().length);
    }

    static long silence(StreamKind kind) {
        return SILENCE.get(kind);
    }

    /** The lowest connection of a connection's group. */
    static int group(int connection) {
        return connection < 3 ? 1 : 3;
    }

    /** The connection that comes first for a kind. */
    static int connection(StreamKind kind) {
        return kind == StreamKind.QUOTE ? 1 : 3;
    }

    // --- plans ---

    /** One instrument with streams of these kinds, all if none is named; REST with its costs. */
    FeedRig plan(StreamKind... wanted) {
        return plan(1, wanted);
    }

    FeedRig plan(int count, StreamKind... wanted) {
        planLinks(count, wanted);
        cost(FeedCall.QUOTE, 2, 5);
        cost(FeedCall.PRICE, 1, 2);
        cost(FeedCall.STATS, 1, 40);
        cost(FeedCall.MARK, 1, 10);
        cost(FeedCall.TRADE, 20, 0);
        cost(FeedCall.CLOCK, 1, 0);
        on(given.budgetWindow(LIMIT));
        return this;
    }

    FeedRig planLinks(int count, StreamKind... wanted) {
        kinds = wanted.length == 0 ? ALL : wanted;
        if (instruments < count) {
            instruments = count;
            numbers = new long[count + 1][ALL.length + 1];
            movedNs = new long[count + 1][ALL.length + 1];
        }
        for (int connection = 1; connection <= CONNECTIONS; connection++) {
            attempts[connection] = 0;
            on(given.link(connection, LinkFact.PLANNED)
                .set(LinkFields.GROUP, group(connection)));
        }
        for (int id = 1; id <= count; id++) {
            for (StreamKind kind : kinds) {
                on(given.carries(connection(kind), id, kind));
            }
        }
        return this;
    }

    FeedRig cost(FeedCall call, long one, long all) {
        on(given.callCost(call, one, all));
        return this;
    }

    /** The venue has a list of symbols, which says that all of them are traded. */
    FeedRig listed(int count) {
        cost(FeedCall.LISTING, 1, 1);
        for (int id = 1; id <= count; id++) {
            trading(id, TradingStatus.TRADING);
        }
        return this;
    }

    /** The list says so of one symbol. */
    List<String> trading(int id, TradingStatus status) {
        return on(given.tradingStatus(id, status));
    }

    /** A call costs so much for up to so many symbols, and cannot ask for all. */
    FeedRig batch(FeedCall call, long cost, long symbols) {
        on(given.callCost(call, cost, 0).set(CallCostFields.BATCH, symbols));
        return this;
    }

    /** The venue allows so much in any second, too, and a call for one symbol costs 1 of it. */
    FeedRig perSecond(FeedCall call, long limit) {
        on(given.budgetWindow(limit).set(BudgetWindowFields.WINDOW, 1)
            .set(BudgetWindowFields.WINDOW_KIND, WindowKind.SLIDING.ordinal())
            .set(BudgetWindowFields.DURATION_NS, SECOND));
        on(given.callCost(call, 1, 0).set(CallCostFields.WINDOW, 1));
        return this;
    }

    /** Planned, connected and fresh: every stream has brought its first tick. */
    FeedRig streaming(StreamKind... wanted) {
        return streaming(1, wanted);
    }

    FeedRig streaming(int count, StreamKind... wanted) {
        plan(count, wanted).timer();
        opened(1);
        opened(3);
        answering = true;
        carrying[1] = true;
        carrying[3] = true;
        // Beyond the time in which everything may still be starting.
        run(FIRST_TICK + SECOND);
        return this;
    }

    // --- time ---

    FeedRig after(long ns) {
        given.after(ns);
        return this;
    }

    List<String> timer() {
        return on(given.timer(0));
    }

    /**
     * Goes on in time, a TIMER every 50 ms. Once a second the venue has news of every stream, which
     * come by the connections that carry; REST answers if it does, before the next TIMER.
     */
    List<String> run(long ns) {
        List<String> decided = new ArrayList<>();
        for (long left = ns; left > 0; left -= TIMER) {
            given.after(Math.min(TIMER, left));
            decided.addAll(pass());
            decided.addAll(timer());
        }
        return decided;
    }

    private List<String> pass() {
        List<String> decided = new ArrayList<>();
        if ((given.nowNs() - Given.START_NS) % SECOND < TIMER
            && (carrying[1] || carrying[2] || carrying[3] || carrying[4] || restMoves)) {
            for (int id = 1; id <= instruments; id++) {
                for (StreamKind kind : kinds) {
                    if (kind == quiet) {
                        continue;
                    }
                    move(kind, id);
                    for (int connection = connection(kind); connection < connection(kind)
                        + 2; connection++) {
                        if (carrying[connection] && id != delisted) {
                            decided.addAll(deliver(connection, kind, id));
                        }
                    }
                }
            }
        }
        if (answering) {
            decided.addAll(answer());
        }
        return decided;
    }

    /** Connections that bring the venue's news in {@link #run}. */
    FeedRig carry(int... connections) {
        for (int connection = 1; connection <= CONNECTIONS; connection++) {
            carrying[connection] = false;
        }
        for (int connection : connections) {
            carrying[connection] = true;
        }
        return this;
    }

    /** A kind of which the venue has no news in {@link #run} any more. */
    FeedRig quiet(StreamKind kind) {
        quiet = kind;
        return this;
    }

    /** Whether REST answers in {@link #run}. */
    FeedRig rest(boolean answers) {
        answering = answers;
        return this;
    }

    /** From now on the venue knows an instrument no more; 0 = it knows all. */
    FeedRig delist(int id) {
        delisted = id;
        return this;
    }

    // --- links ---

    List<String> fact(int connection, LinkFact fact) {
        return on(given.link(connection, fact).set(LinkFields.ATTEMPT, attempts[connection]));
    }

    List<String> opened(int connection) {
        return fact(connection, LinkFact.OPENED);
    }

    List<String> failed(int connection) {
        return fact(connection, LinkFact.FAILED);
    }

    List<String> refused(int connection, long waitNs) {
        return on(given.link(connection, LinkFact.REFUSED)
            .set(LinkFields.ATTEMPT, attempts[connection])
            .set(LinkFields.HTTP_STATUS, 429).set(LinkFields.WAIT_NS, waitNs));
    }

    List<String> closed(int connection) {
        return closed(connection, 1006);
    }

    List<String> closed(int connection, int code) {
        carrying[connection] = false;
        return on(given.link(connection, LinkFact.CLOSED)
            .set(LinkFields.ATTEMPT, attempts[connection])
            .set(LinkFields.CLOSE_CODE, code));
    }

    // --- the venue ---

    /** The venue has news of a stream; nobody brings it yet. */
    FeedRig move(StreamKind kind) {
        return move(kind, 1);
    }

    private FeedRig move(StreamKind kind, int id) {
        boolean byTime = kind == StreamKind.STATS || kind == StreamKind.MARK;
        long number = numbers[id][kind.ordinal()] + 1;
        long nowMs = (given.nowNs() + aheadNs) / MS;
        numbers[id][kind.ordinal()] = byTime ? Math.max(number, nowMs) : number;
        movedNs[id][kind.ordinal()] = given.nowNs();
        return this;
    }

    /** Number of the venue's latest news of a stream. */
    long number(StreamKind kind) {
        return numbers[1][kind.ordinal()];
    }

    /** A connection brings the venue's latest. */
    List<String> deliver(int connection, StreamKind kind) {
        return deliver(connection, kind, 1);
    }

    private List<String> deliver(int connection, StreamKind kind, int id) {
        return on(venueTick(connection, kind, id, numbers[id][kind.ordinal()], lateNs / MS));
    }

    /** The venue has news, and a connection brings it. */
    List<String> tick(int connection, StreamKind kind) {
        return move(kind).deliver(connection, kind);
    }

    List<String> tick(StreamKind kind) {
        return tick(connection(kind), kind);
    }

    private Event venueTick(
        int connection, StreamKind kind, int id, long number, long lateMs) {
        long ms = (movedNs[id][kind.ordinal()] + aheadNs) / MS - lateMs;
        switch (kind) {
            case QUOTE:
                return given.quote(connection, id, number, 10_000 + number, 2_000, 10_010 + number,
                3_000)
                    .set(QuoteFields.EVENT_MS, ms);
            case TRADE:
                return given.aggregate(connection, id, number, 10_000, 1_000)
                .set(TradeFields.TRANSACT_MS, ms);
            default:
                return given.tick(kind, connection, id, number - lateMs);
        }
    }

    /** The same as REST shows it. */
    static Event polled(Event tick) {
        return polled(tick, false);
    }

    /** The same as REST brings it when it is asked for what is missing. */
    static Event filled(Event tick) {
        return polled(tick, true);
    }

    private static Event polled(Event tick, boolean fills) {
        Source source = fills ? Source.BACKFILL : Source.POLL;
        tick.buffer().putByte(tick.offset() + Header.SOURCE, (byte) source.ordinal());
        if (tick.type() == EventType.QUOTE) {
            tick.set(QuoteFields.TRANSACT_MS, tick.get(QuoteFields.EVENT_MS))
                .set(QuoteFields.EVENT_MS, Event.ABSENT).set(QuoteFields.UPDATE_ID, Event.ABSENT);
        }
        return tick.link(0);
    }

    /** REST answers all that is under way: rows of what the venue has, then the fact. */
    List<String> answer() {
        List<String> decided = new ArrayList<>();
        for (Poll poll : List.copyOf(polls.values())) {
            if (poll.instrument != 0 && poll.instrument == delisted) {
                decided.addAll(unknownSymbol(poll));
                continue;
            }
            if (poll.call == FeedCall.LISTING) {
                for (int id = 1; id <= instruments; id++) {
                    decided.addAll(trading(id, id == delisted
                        ? TradingStatus.NOT_LISTED : TradingStatus.TRADING));
                }
            }
            decided.addAll(rows(poll));
            decided.addAll(answered(poll, 200, 0, Event.ABSENT));
            if (poll.call == FeedCall.CLOCK) {
                clock(clockAnswers.applyAsLong(given.nowNs()));
            }
        }
        return decided;
    }

    /** What the time call answers from now on. */
    FeedRig answerClock(LongUnaryOperator aheadOfOurs) {
        clockAnswers = aheadOfOurs;
        return this;
    }

    /** The venue's clock is known to be so far before ours. */
    FeedRig clock(long aheadNs) {
        // Inputs were received a microsecond before their engine time.
        on(given.venueClock(aheadNs + 1_000));
        return this;
    }

    /** REST shows what the venue has; the fact follows. */
    List<String> rows(Poll poll) {
        List<String> decided = new ArrayList<>();
        StreamKind kind = poll.call.kind();
        int first = poll.instrument == 0 ? 1 : poll.instrument;
        boolean batch = kind != StreamKind.TRADE && poll.count != Event.ABSENT;
        int last = poll.instrument == 0 ? instruments
            : batch ? (int) Math.min(instruments, first + poll.count - 1) : first;
        for (int id = first; kind != StreamKind.NONE && id <= last; id++) {
            if (id == delisted) {
                continue;
            }
            long to = numbers[id][kind.ordinal()];
            long from = kind != StreamKind.TRADE ? to
                : poll.fromId == Event.ABSENT ? to - poll.count + 1 : poll.fromId;
            long end = kind != StreamKind.TRADE ? to : Math.min(to, from + poll.count - 1);
            for (long number = Math.max(1, from); number <= end; number++) {
                decided.addAll(on(polled(venueTick(0, kind, id, number, 0), poll.fills)));
            }
        }
        return decided;
    }

    /** A request ends with a fact alone. */
    List<String> answered(Poll poll, int code, long waitNs, long weight) {
        polls.remove(poll.number);
        List<String> decided = new ArrayList<>();
        if (weight != Event.ABSENT) {
            decided.addAll(on(given.budgetUsed(poll.number, weight)));
        }
        decided.addAll(on(given.call(CallOutcome.ANSWERED, poll.number)
            .set(CallFields.CALL, poll.call.ordinal()).set(CallFields.HTTP_STATUS, code)
            .set(CallFields.WAIT_NS, waitNs).instrument(poll.instrument)));
        return decided;
    }

    /** A request is answered that there is no such symbol. */
    List<String> unknownSymbol(Poll poll) {
        polls.remove(poll.number);
        return on(given.call(CallOutcome.UNKNOWN_SYMBOL, poll.number)
            .set(CallFields.CALL, poll.call.ordinal()).set(CallFields.HTTP_STATUS, 400)
            .instrument(poll.instrument));
    }

    /** A request ends without an answer. */
    List<String> unanswered(Poll poll) {
        polls.remove(poll.number);
        return on(given.call(CallOutcome.NO_ANSWER, poll.number)
            .set(CallFields.CALL, poll.call.ordinal()));
    }

    /** All requests under way end so. */
    List<String> answerAll(int code, long waitNs) {
        List<String> decided = new ArrayList<>();
        for (Poll poll : List.copyOf(polls.values())) {
            decided.addAll(answered(poll, code, waitNs, Event.ABSENT));
        }
        return decided;
    }

    // --- the stage ---

    /** What an input makes the stage decide. */
    List<String> on(Event event) {
        lines.begin(event);
        showing = feed.onEvent(event, lines);
        return lines.take();
    }

    /** Whether strategies may see the last input. */
    boolean shown() {
        return showing == Visibility.LIVE;
    }

    Visibility showing() {
        return showing;
    }

    FeedStage feed() {
        return feed;
    }

    Config config() {
        return config;
    }

    /** The last FEED_STATUS about {@code quote 1}, {@code symbol 1}, {@code venue} or the like. */
    Told told(String subject) {
        return lines.told(subject);
    }

    boolean isFresh(StreamKind kind) {
        return feed.isFresh(1, kind);
    }

    byte[] state() {
        StateWriter out = new StateWriter(new UnsafeBuffer(new byte[1 << 20]));
        budget.writeState(out);
        feed.writeState(out);
        byte[] state = new byte[out.length()];
        out.buffer().getBytes(0, state);
        return state;
    }

    /** Goes on with a new stage that has read the state of the old one. */
    FeedRig restore() {
        byte[] state = state();
        budget = newBudget();
        feed = new FeedStage(config, seed, budget);
        StateReader in = new StateReader(new UnsafeBuffer(state), 0, state.length);
        budget.readState(in);
        feed.readState(in);
        if (in.remaining() != 0) {
            throw new AssertionError("bytes left: " + in.remaining());
        }
        return this;
    }

    // --- lines ---

    /** Lines that begin so. */
    static List<String> only(List<String> decided, String... beginnings) {
        return decided.stream().filter(line -> startsWithAny(line, beginnings)).toList();
    }

    private static boolean startsWithAny(String line, String... beginnings) {
        for (String beginning : beginnings) {
            if (line.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /** What is not repeated from time to time, as the venue's flag and its clock are. */
    static List<String> news(List<String> decided) {
        return decided.stream().filter(line -> !startsWithAny(line, "venue", "poll clock"))
            .toList();
    }

    /** What is asked of sockets. */
    static List<String> sockets(List<String> decided) {
        return only(decided, "connect", "subscribe", "close");
    }

    /** What is asked of REST. */
    static List<String> polls(List<String> decided) {
        return only(decided, "poll");
    }
}
