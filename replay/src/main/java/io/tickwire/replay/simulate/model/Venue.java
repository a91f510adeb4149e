package io.tickwire.replay.simulate.model;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.market.AggregateTrade;
import io.tickwire.engine.market.MarkState;
import io.tickwire.engine.market.Market;
import io.tickwire.engine.market.MarketListener;
import io.tickwire.engine.market.MarketTrade;
import io.tickwire.engine.market.SymbolMarket;

/**
 * The venue behind its sockets and REST calls: the market as truth, stamped with the venue's own
 * clock. What a socket sends may be wrong, what REST answers never is.
 */
final class Venue implements MarketListener {
    private static final int KEPT_TRADES = 1 << 16;
    private static final int MOST_TRADES = 500;
    private static final int FIELDS = 7;
    /** In place of the price of a trade that the venue has lost. */
    private static final long GONE = -1;

    private final Scenario scenario;
    private final Market market;
    private final SymbolMarket symbol;
    private final VenueTime time;
    private final Faults faults;
    private final Network network;
    private final StreamTruth[] truths;
    private final Delivery tick;
    private final Delivery row;

    private final long[] trades = new long[KEPT_TRADES * FIELDS];
    private long lastTradeId = -1;
    private long firstTradeId;
    private long quoteMs;
    private long markNs;
    private long markMs;
    private final long[] frozenMs = new long[StreamKind.values().length];

    /**
     * What a call has read.
     *
     * @param kind    of its ticks, NONE for none
     * @param firstId of a row of trades
     * @param lastId  of a row of trades; below the first for none
     * @param readNs  when, true time
     * @param a       first number of a quote or mark, and so on
     */
    record Rows(StreamKind kind, long firstId, long lastId, long readNs, long version,
        long venueMs, long a, long b, long c, long d) {
    }

    Venue(Scenario scenario, Market market, VenueTime time, Faults faults, Network network,
        StreamTruth[] truths) {
        this.scenario = scenario;
        this.market = market;
        this.symbol = market.markets().get(0);
        this.time = time;
        this.faults = faults;
        this.network = network;
        this.truths = truths;
        this.tick = new Delivery(network);
        this.row = new Delivery(network);
        this.quoteMs = time.ms(scenario.startNs());
        this.markNs = scenario.startNs();
        this.markMs = quoteMs;
    }

    long nextEventNs() {
        return market.nextEventNs();
    }

    void advanceTo(long nowNs) {
        market.advanceTo(nowNs, this);
    }

    /** Nobody quotes or trades until then. */
    void rest(long untilNs) {
        market.restTo(untilNs);
    }

    @Override
    public void onQuote(SymbolMarket one, long timeNs) {
        quoteMs = time.ms(timeNs);
        tick.kind = StreamKind.QUOTE;
        tick.version = one.updateId();
        tick.a = one.bid();
        tick.b = one.bidQuantity();
        tick.c = one.ask();
        tick.d = one.askQuantity();
        truths[StreamKind.QUOTE.ordinal()].made(one.updateId(), timeNs);
        send(quoteMs, false, timeNs);
    }

    @Override
    public void onTrade(SymbolMarket one, MarketTrade trade) {
        // Only aggregates are subscribed.
    }

    @Override
    public void onSkippedId(SymbolMarket one, long id, long timeNs) {
        // Holes in the ids of single trades, which are not subscribed.
    }

    @Override
    public void onAggregate(SymbolMarket one, AggregateTrade trade) {
        long ms = time.ms(trade.timeNs());
        keep(trade, ms);
        if (faults.lossesLeft > 0) {
            faults.lossesLeft--;
            faults.hit(FaultKind.LOST_IDS);
            faults.notWellUntil(trade.timeNs());
            trades[at(trade.id())] = GONE;
            return;
        }
        tick.kind = StreamKind.TRADE;
        tick.version = trade.id();
        tick.a = trade.price();
        tick.b = trade.quantity();
        tick.c = trade.firstId();
        tick.d = trade.lastId();
        tick.e = trade.buyerMaker() ? 1 : 0;
        boolean skipped = faults.skipsLeft > 0;
        if (skipped) {
            faults.skipsLeft--;
            faults.hit(FaultKind.SKIPPED_IDS);
            faults.notWellUntil(trade.timeNs());
        }
        truths[StreamKind.TRADE.ordinal()].made(trade.id(), trade.timeNs());
        send(ms, skipped, trade.timeNs());
    }

    private void keep(AggregateTrade trade, long ms) {
        if (lastTradeId < 0) {
            firstTradeId = trade.id();
        }
        lastTradeId = trade.id();
        int at = at(trade.id());
        trades[at] = trade.price();
        trades[at + 1] = trade.quantity();
        trades[at + 2] = trade.firstId();
        trades[at + 3] = trade.lastId();
        trades[at + 4] = trade.buyerMaker() ? 1 : 0;
        trades[at + 5] = ms;
        trades[at + 6] = trade.timeNs();
        firstTradeId = Math.max(firstTradeId, lastTradeId - KEPT_TRADES + 1);
    }

    @Override
    public void onSecond(long timeNs) {
        MarkState mark = symbol.mark();
        markNs = timeNs;
        markMs = time.ms(timeNs);
        tick.kind = StreamKind.MARK;
        tick.version = timeNs;
        tick.a = mark.mark();
        tick.b = mark.index();
        tick.c = mark.fundingRate();
        tick.d = mark.nextFundingNs() / 1_000_000L;
        truths[StreamKind.MARK.ordinal()].made(timeNs, timeNs);
        send(markMs, false, timeNs);
    }

    private void send(long ms, boolean skipped, long nowNs) {
        StreamKind kind = tick.kind;
        tick.madeNs = nowNs;
        tick.venueMs = ms;
        tick.honest = true;
        tick.absurd = faults.microsecondsNext[kind.ordinal()];
        tick.id = kind == StreamKind.QUOTE ? tick.version - faults.lowerIdsBy : tick.version;
        if (tick.absurd) {
            faults.microsecondsNext[kind.ordinal()] = false;
            faults.hit(FaultKind.MICROSECONDS);
            tick.honest = false;
            tick.venueMs = ms * 1_000;
            network.send(tick, skipped, nowNs);
            return;
        }
        if (faults.isFrozen(kind, nowNs)) {
            if (frozenMs[kind.ordinal()] == 0) {
                frozenMs[kind.ordinal()] = ms;
            }
            faults.hit(FaultKind.FROZEN_TIME);
            tick.venueMs = frozenMs[kind.ordinal()];
            tick.honest = tick.venueMs == ms;
        } else {
            frozenMs[kind.ordinal()] = 0;
        }
        network.send(tick, skipped, nowNs);
    }

    /** What a call brings now. */
    Rows read(FeedCall call, long fromId, long count, long nowNs) {
        long readMs = time.ms(nowNs);
        switch (call) {
            case QUOTE:
                return new Rows(StreamKind.QUOTE, 0, 0, nowNs, symbol.updateId(),
                    scenario.stampsReadTime() ? readMs : quoteMs, symbol.bid(),
                    symbol.bidQuantity(), symbol.ask(), symbol.askQuantity());
            case MARK:
                MarkState mark = symbol.mark();
                boolean asRead = scenario.stampsReadTime();
                return new Rows(StreamKind.MARK, 0, 0, nowNs, asRead ? nowNs : markNs,
                    asRead ? readMs : markMs, mark.mark(), mark.index(), mark.fundingRate(),
                    mark.nextFundingNs() / 1_000_000L);
            case TRADE:
                return tradeRows(fromId, count, nowNs);
            case CLOCK:
                return new Rows(StreamKind.NONE, 0, 0, nowNs, 0, 0, 0, 0, 0, 0);
            default:
                throw new IllegalArgumentException("no stream needs this call: " + call);
        }
    }

    private Rows tradeRows(long fromId, long count, long nowNs) {
        long left = lastTradeId < 0 ? 0 : Math.min(count, MOST_TRADES);
        long first = fromId == Event.ABSENT ? lastTradeId + 1 : Math.max(fromId, firstTradeId);
        long last = first - 1;
        if (fromId == Event.ABSENT) {
            while (left > 0 && first > firstTradeId) {
                left -= hasTrade(--first) ? 1 : 0;
            }
        } else {
            while (left > 0 && last < lastTradeId) {
                left -= hasTrade(++last) ? 1 : 0;
            }
        }
        return new Rows(StreamKind.TRADE, first, last, nowNs, 0, 0, 0, 0, 0, 0);
    }

    /** Whether REST has a trade, or would have it if the market had come so far. */
    boolean hasTrade(long id) {
        return id >= firstTradeId && (id > lastTradeId || trades[at(id)] != GONE);
    }

    private static int at(long tradeId) {
        return (int) (tradeId % KEPT_TRADES) * FIELDS;
    }

    /**
     * Publishes what a call has read.
     *
     * @param rows  that it brings
     * @param fills whether it was made to fill a hole, and says nothing about the present
     */
    void publish(Rows rows, boolean fills, Io io) {
        row.kind = rows.kind();
        row.honest = true;
        if (rows.kind() == StreamKind.TRADE) {
            // No rows say that there is nothing behind what the engine has already.
            if (!fills) {
                truths[StreamKind.TRADE.ordinal()].polled(
                    rows.lastId(), Delivery.NO_CONTENT, rows.readNs());
            }
            for (long id = rows.firstId(); id <= rows.lastId(); id++) {
                int at = at(id);
                if (trades[at] == GONE) {
                    continue;
                }
                row.version = id;
                row.a = trades[at];
                row.b = trades[at + 1];
                row.c = trades[at + 2];
                row.d = trades[at + 3];
                row.e = trades[at + 4];
                row.venueMs = trades[at + 5];
                row.madeNs = trades[at + 6];
                io.replied(row);
            }
            return;
        }
        row.version = rows.version();
        row.venueMs = rows.venueMs();
        row.a = rows.a();
        row.b = rows.b();
        row.c = rows.c();
        row.d = rows.d();
        truths[rows.kind().ordinal()].polled(rows.version(), row.content(), rows.readNs());
        io.replied(row);
    }
}
