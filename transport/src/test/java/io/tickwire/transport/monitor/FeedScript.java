package io.tickwire.transport.monitor;

import io.tickwire.engine.event.BudgetUsedFields;
import io.tickwire.engine.event.BudgetWindowFields;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedState;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.event.RejectedFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradingStatus;
import io.tickwire.engine.event.TradingStatusFields;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/** A feed told by hand: each {@link #at} is one input, what follows belongs to it. */
public final class FeedScript {
    private final Consumer<Event> into;
    private double seconds;
    private long sequence;

    public FeedScript(Consumer<Event> into) {
        this.into = into;
    }

    /** Engine time of a second, ns. */
    public static long ns(double seconds) {
        return Records.record(EventType.TIMER, 0, 0, seconds).engineNs();
    }

    /** A TIMER at a second. */
    public FeedScript at(double second) {
        seconds = second;
        sequence++;
        return put(Records.record(EventType.TIMER, 0, 0, seconds));
    }

    public FeedScript put(Event record) {
        record.buffer().putLong(
            record.offset() + Header.SEQUENCE, sequence, ByteOrder.LITTLE_ENDIAN);
        into.accept(record);
        return this;
    }

    public FeedScript instrument(int id, String symbol) {
        return put(Records.withText(
            Records.record(EventType.INSTRUMENT, 0, id, seconds).exponents(-2, -3), symbol));
    }

    /** The venue's list says that a symbol is not traded. */
    public FeedScript notTraded(int id, TradingStatus status, String name) {
        return put(Records.withText(Records.record(EventType.TRADING_STATUS, 0, id, seconds)
            .set(TradingStatusFields.STATUS, status.ordinal()), name));
    }

    public FeedScript ended() {
        return put(Records.record(EventType.END, 0, 0, seconds));
    }

    public FeedScript fact(int link, LinkFact fact, long code, String text) {
        return put(Records.fact(link, fact, 1, code, seconds, text));
    }

    public FeedScript carries(int link, int id, StreamKind kind) {
        return put(Records.fact(link, LinkFact.CARRIES, 0, 0, seconds, "").instrument(id)
            .set(LinkFields.KIND, kind.ordinal()));
    }

    public FeedScript call(CallOutcome outcome, long status, String text) {
        return put(Records.call(outcome, status, seconds, text));
    }

    public FeedScript clock(long offsetNs) {
        return put(Records.venueClock(offsetNs, seconds));
    }

    /** Limit of the first window. */
    public FeedScript limit(long limit) {
        return put(Records.record(EventType.BUDGET_WINDOW, 0, 0, seconds)
            .set(BudgetWindowFields.WINDOW, 0).set(BudgetWindowFields.LIMIT, limit));
    }

    /** Used of the first window, and an answer behind it. */
    public FeedScript used(long used) {
        put(Records.record(EventType.BUDGET_USED, 0, 0, seconds)
            .set(BudgetUsedFields.WINDOW, 0).set(BudgetUsedFields.USED, used));
        return call(CallOutcome.ANSWERED, 200, "");
    }

    public FeedScript tick(EventType type, int id, Source source) {
        Event tick = Records.record(type, 1, id, seconds);
        tick.buffer().putByte(tick.offset() + Header.SOURCE, (byte) source.ordinal());
        return put(tick);
    }

    public FeedScript venue(FeedFlag flag, StatusReason reason, FeedState state) {
        return venue(flag, reason, state, seconds);
    }

    public FeedScript venue(FeedFlag flag, StatusReason reason, FeedState state, double since) {
        return put(row(0, StreamKind.NONE, flag, reason)
            .set(FeedStatusFields.STATE, state.ordinal())
            .set(FeedStatusFields.SINCE_NS, ns(since)));
    }

    public FeedScript clockTold(StatusReason reason, long lagMs) {
        return put(row(0, StreamKind.NONE, FeedFlag.GREEN, reason)
            .set(FeedStatusFields.LAG_MS, lagMs));
    }

    public FeedScript symbol(int id, FeedFlag flag, StatusReason reason) {
        return put(row(id, StreamKind.NONE, flag, reason));
    }

    public FeedScript stream(int id, StreamKind kind, FeedFlag flag, StatusReason reason,
        Source fedBy, double silentFor) {
        return put(row(id, kind, flag, reason).set(FeedStatusFields.FED_BY, fedBy.ordinal())
            .set(FeedStatusFields.SILENCE_MS, (long) (silentFor * 1e3)));
    }

    public FeedScript rejected(int link, RejectReason reason, String message) {
        return put(Records.withText(Records.record(EventType.REJECTED, link, 0, seconds)
            .set(RejectedFields.REASON, reason.ordinal()), message));
    }

    public FeedScript hole(int id, long first, long last) {
        return put(row(id, StreamKind.TRADE, FeedFlag.YELLOW, StatusReason.HOLE)
            .set(FeedStatusFields.GAP_MESSAGES, last - first + 1)
            .set(FeedStatusFields.FIRST_MISSING_ID, first)
            .set(FeedStatusFields.LAST_MISSING_ID, last));
    }

    private Event row(int id, StreamKind kind, FeedFlag flag, StatusReason reason) {
        return Records.record(EventType.FEED_STATUS, 0, id, seconds)
            .set(FeedStatusFields.KIND, kind.ordinal()).set(FeedStatusFields.FLAG, flag.ordinal())
            .set(FeedStatusFields.REASON, reason.ordinal());
    }

    /** Two symbols with a quote and a trade stream each, on one group of two connections. */
    public FeedScript plan() {
        at(0).instrument(1, "BTCUSDT").instrument(2, "ETHUSDT")
            .fact(1, LinkFact.PLANNED, 1, "public").fact(2, LinkFact.PLANNED, 1, "public");
        for (int id = 1; id <= 2; id++) {
            carries(1, id, StreamKind.QUOTE).carries(1, id, StreamKind.TRADE);
        }
        return venue(FeedFlag.YELLOW, StatusReason.STARTING, FeedState.STARTING);
    }

    /** All of the plan from its sockets. */
    public FeedScript green(double second) {
        at(second).fact(1, LinkFact.OPENED, 0, "");
        for (int id = 1; id <= 2; id++) {
            for (StreamKind kind : new StreamKind[] {StreamKind.QUOTE, StreamKind.TRADE}) {
                stream(id, kind, FeedFlag.GREEN, StatusReason.FRESH, Source.SOCKET, 0);
            }
            symbol(id, FeedFlag.GREEN, StatusReason.FRESH);
            tick(EventType.QUOTE, id, Source.SOCKET);
        }
        return venue(FeedFlag.GREEN, StatusReason.FRESH, FeedState.STREAMING);
    }

    /** Trades of the first symbol are silent and polled. */
    public FeedScript yellow(double second, double silentFor) {
        return at(second)
            .stream(1, StreamKind.TRADE, FeedFlag.YELLOW, StatusReason.SILENT, Source.POLL,
                silentFor)
            .symbol(1, FeedFlag.YELLOW, StatusReason.SILENT)
            .venue(FeedFlag.YELLOW, StatusReason.SILENT, FeedState.POLLING);
    }
}
