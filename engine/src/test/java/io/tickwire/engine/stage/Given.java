package io.tickwire.engine.stage;

import io.tickwire.engine.event.BudgetUsedFields;
import io.tickwire.engine.event.BudgetWindowFields;
import io.tickwire.engine.event.CallCostFields;
import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.InstrumentFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.MarkFields;
import io.tickwire.engine.event.OrderKeyFields;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.event.RejectedFields;
import io.tickwire.engine.event.ResumedFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatsFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimerFields;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.event.TradingStatus;
import io.tickwire.engine.event.TradingStatusFields;
import io.tickwire.engine.event.VenueClockFields;
import io.tickwire.engine.event.WindowKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Inputs made by hand, numbered in order, in virtual time. Each is valid until the next one.
 * Prices have two decimals, quantities three.
 */
public final class Given {
    /** Engine time of the beginning, ns. */
    public static final long START_NS = 1_700_000_000_000_000_000L;

    private final Event event = new Event().wrapRecord(
        new UnsafeBuffer(ByteBuffer.allocateDirect(Header.SLOT_LENGTH * 2)), 0);
    private long sequence;
    private long nowNs = START_NS;

    /** Goes on in time. */
    public Given after(long ns) {
        nowNs += ns;
        return this;
    }

    /** Engine time of the inputs to come, ns. */
    public long nowNs() {
        return nowNs;
    }

    private Event input(EventType type, Source source, int link, int instrumentId) {
        event.buffer().setMemory(0, event.buffer().capacity(), (byte) 0);
        event.header(
            type, source.ordinal(), 0, instrumentId, ++sequence, nowNs, nowNs - 1_000, link);
        int end = Header.LENGTH + type.bodyLength();
        for (int at = Header.LENGTH; at < end; at += Long.BYTES) {
            event.set(at, Event.ABSENT);
        }
        return event;
    }

    /** An instrument; limits other than the lot are unknown. */
    public Event instrument(int id, String symbol, int quantityExponent, long lot) {
        return input(EventType.INSTRUMENT, Source.REST, 0, id)
            .exponents(-2, quantityExponent).set(InstrumentFields.LOT_SIZE, lot)
            .appendVar(symbol.getBytes(StandardCharsets.UTF_8));
    }

    /** An instrument whose scale and limits are not known yet. */
    public Event provisional(int id, String symbol) {
        return input(EventType.INSTRUMENT, Source.REST, 0, id).flags(Flags.PROVISIONAL)
            .appendVar(symbol.getBytes(StandardCharsets.UTF_8));
    }

    /** The venue's list says whether it trades a symbol. */
    public Event tradingStatus(int id, TradingStatus status) {
        return input(EventType.TRADING_STATUS, Source.ENGINE, 0, id)
            .set(TradingStatusFields.STATUS, status.ordinal());
    }

    /** A fact about a link. */
    public Event link(int link, LinkFact fact) {
        return input(EventType.LINK, Source.ENGINE, link, 0)
            .set(LinkFields.FACT, fact.ordinal()).set(LinkFields.ATTEMPT, 1);
    }

    /** A link carries a stream. */
    public Event carries(int link, int instrumentId, StreamKind kind) {
        return input(EventType.LINK, Source.ENGINE, link, instrumentId)
            .set(LinkFields.FACT, LinkFact.CARRIES.ordinal()).set(LinkFields.ATTEMPT, 0)
            .set(LinkFields.KIND, kind.ordinal());
    }

    /** The end of a REST call. */
    public Event call(CallOutcome outcome, long request) {
        return input(EventType.CALL, Source.ENGINE, 0, 0)
            .set(CallFields.OUTCOME, outcome.ordinal()).set(CallFields.REQUEST, request);
    }

    /** What a call costs in the first window. */
    public Event callCost(FeedCall call, long symbolCost, long allCost) {
        return input(EventType.CALL_COST, Source.ENGINE, 0, 0)
            .set(CallCostFields.CALL, call.ordinal()).set(CallCostFields.WINDOW, 0)
            .set(CallCostFields.SYMBOL_COST, symbolCost).set(CallCostFields.ALL_COST, allCost)
            .set(CallCostFields.BATCH, 1);
    }

    /** What may be used in a minute. */
    public Event budgetWindow(long limit) {
        return input(EventType.BUDGET_WINDOW, Source.ENGINE, 0, 0)
            .set(BudgetWindowFields.WINDOW, 0)
            .set(BudgetWindowFields.WINDOW_KIND, WindowKind.FIXED.ordinal())
            .set(BudgetWindowFields.DURATION_NS, 60_000_000_000L)
            .set(BudgetWindowFields.LIMIT, limit);
    }

    /** What the venue says is used of that window. */
    public Event budgetUsed(long request, long used) {
        return input(EventType.BUDGET_USED, Source.ENGINE, 0, 0)
            .set(BudgetUsedFields.REQUEST, request).set(BudgetUsedFields.WINDOW, 0)
            .set(BudgetUsedFields.USED, used);
    }

    /** The venue's clock minus ours. */
    public Event venueClock(long offsetNs) {
        return input(EventType.VENUE_CLOCK, Source.ENGINE, 0, 0)
            .set(VenueClockFields.OFFSET_NS, offsetNs);
    }

    /** A message that was not understood. */
    public Event rejected(int link) {
        return input(EventType.REJECTED, Source.SOCKET, link, 0)
            .set(RejectedFields.REASON, RejectReason.WRONG_TYPE.ordinal());
    }

    /** Time passed. */
    public Event timer(long lateNs) {
        return input(EventType.TIMER, Source.ENGINE, 0, 0).set(TimerFields.LATE_NS, lateNs);
    }

    /** A new incarnation. */
    public Event resumed(long incarnation) {
        return input(EventType.RESUMED, Source.ENGINE, 0, 0)
            .set(ResumedFields.INCARNATION, incarnation);
    }

    /** The run ends. */
    public Event end() {
        return input(EventType.END, Source.ENGINE, 0, 0);
    }

    /** Another key for ids and handles. */
    public Event orderKey(long key) {
        return input(EventType.ORDER_KEY, Source.ENGINE, 0, 0).set(OrderKeyFields.ORDER_KEY, key);
    }

    /** A quote at 100.00 / 100.10 showing 2.000 and 3.000. */
    public Event quote(int link, int instrumentId, long updateId) {
        return quote(link, instrumentId, updateId, 10_000, 2_000, 10_010, 3_000);
    }

    /** A quote. */
    public Event quote(
        int link, int instrumentId, long updateId, long bid, long bidQty, long ask,
        long askQty) {
        return input(EventType.QUOTE, Source.SOCKET, link, instrumentId).exponents(-2, -3)
            .set(QuoteFields.UPDATE_ID, updateId)
            .set(QuoteFields.BID, bid).set(QuoteFields.BID_QTY, bidQty)
            .set(QuoteFields.ASK, ask).set(QuoteFields.ASK_QTY, askQty)
            .set(QuoteFields.EVENT_MS, nowNs / 1_000_000);
    }

    /** An aggregate of trades. */
    public Event aggregate(int link, int instrumentId, long id, long price, long quantity) {
        return input(EventType.TRADE, Source.SOCKET, link, instrumentId).exponents(-2, -3)
            .set(TradeFields.ID, id).set(TradeFields.PRICE, price).set(TradeFields.QTY, quantity)
            .set(TradeFields.BUYER_MAKER, 0).set(TradeFields.AGGREGATE, 1)
            .set(TradeFields.TRANSACT_MS, nowNs / 1_000_000);
    }

    /** A single trade. */
    public Event trade(int link, int instrumentId, long id) {
        return aggregate(link, instrumentId, id, 10_000, 1_000).set(TradeFields.AGGREGATE, 0);
    }

    /** Statistics of a venue time. */
    public Event stats(int link, int instrumentId, long eventMs) {
        return input(EventType.STATS, Source.SOCKET, link, instrumentId).exponents(-2, -3)
            .set(StatsFields.LAST, 10_000).set(StatsFields.EVENT_MS, eventMs);
    }

    /** A mark price of a venue time. */
    public Event mark(int link, int instrumentId, long eventMs) {
        return input(EventType.MARK, Source.SOCKET, link, instrumentId).exponents(-2, -3)
            .set(MarkFields.MARK, 10_000).set(MarkFields.EVENT_MS, eventMs);
    }

    /** A tick of any kind, newer than all with a lower number. */
    public Event tick(StreamKind kind, int link, int instrumentId, long number) {
        switch (kind) {
            case QUOTE:
                return quote(link, instrumentId, number);
            case TRADE:
                return aggregate(link, instrumentId, number, 10_000, 1_000);
            case STATS:
                return stats(link, instrumentId, number);
            default:
                return mark(link, instrumentId, number);
        }
    }
}
