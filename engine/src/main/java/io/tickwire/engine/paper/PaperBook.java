package io.tickwire.engine.paper;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.MarkFields;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.feed.TopOfBook;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * What the paper market knows of one symbol: both sides of its last quote, where that came from
 * and when it was made, and the next funding. Engine thread only; does not allocate.
 */
final class PaperBook implements State {
    private static final int SOCKET = Source.SOCKET.ordinal();

    private final PaperLevel bid = new PaperLevel();
    private final PaperLevel ask = new PaperLevel();
    /** Those of the instrument as it was last. */
    private int priceExponent;
    private int quantityExponent;
    private boolean isFromSocket;
    /** When the venue made the quote, absent where it does not say. */
    private long quoteMs = Event.ABSENT;
    private boolean hasAggregates;
    private long mark = Event.ABSENT;
    private long fundingRate = Event.ABSENT;
    private int markExponent;
    private long nextFundingMs = Event.ABSENT;
    private long settledMs;
    private long owedFunding;

    PaperBook(int priceExponent, int quantityExponent) {
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
    }

    int priceExponent() {
        return priceExponent;
    }

    int quantityExponent() {
        return quantityExponent;
    }

    /** A scale only ever becomes finer. */
    void toExponents(int price, int quantity) {
        bid.widen(quantityExponent - quantity);
        ask.widen(quantityExponent - quantity);
        priceExponent = price;
        quantityExponent = quantity;
    }

    void onQuote(Event quote, TopOfBook top) {
        // A quantity that is absent is none here, however large it may be.
        bid.onQuote(top.bid(), top.priceExponent(), quote.get(QuoteFields.BID_QTY) == Event.ABSENT
            ? 0 : top.bidQty(quantityExponent));
        ask.onQuote(top.ask(), top.priceExponent(), quote.get(QuoteFields.ASK_QTY) == Event.ABSENT
            ? 0 : top.askQty(quantityExponent));
        isFromSocket = quote.sourceCode() == SOCKET;
        long transactMs = quote.get(QuoteFields.TRANSACT_MS);
        quoteMs = transactMs == Event.ABSENT ? quote.get(QuoteFields.EVENT_MS) : transactMs;
    }

    boolean isFromSocket() {
        return isFromSocket;
    }

    /** Whether both sides have a price and a size and do not cross. */
    boolean isQuote() {
        return bid.exists() && ask.exists() && PaperPrices.compare(
            bid.price(), bid.exponent(), ask.price(), ask.exponent()) < 0;
    }

    long quoteMs() {
        return quoteMs;
    }

    /** The best price on the side that an order stands on. */
    PaperLevel own(int side) {
        return side == Side.BUY.ordinal() ? bid : ask;
    }

    /** The best price that an order meets. */
    PaperLevel opposite(int side) {
        return side == Side.BUY.ordinal() ? ask : bid;
    }

    /**
     * Compares an order's price with one of the market, from the side of the order.
     *
     * @return above 0 where the order's price is the better one for whoever trades with it, 0 where
     *     it is the same
     */
    int compare(PaperOrder order, long price, int exponent) {
        int compared = PaperPrices.compare(order.price, priceExponent, price, exponent);
        return order.isBuy() ? compared : -compared;
    }

    /** The same with the best price of its own side, which may be none: then it is better. */
    int compareWithOwn(PaperOrder order) {
        PaperLevel own = own(order.side);
        return compare(order, own.price(), own.exponent());
    }

    /** Whether an order's price is one that the other side's best can be traded at. */
    boolean isReachedBy(PaperOrder order) {
        PaperLevel opposite = opposite(order.side);
        return order.isMarket() || compare(order, opposite.price(), opposite.exponent()) >= 0;
    }

    /** Single trades beside the aggregates of the same would count twice. */
    boolean isTradeOfItsOwn(boolean isAggregate) {
        hasAggregates |= isAggregate;
        return isAggregate || !hasAggregates;
    }

    /** Whether by the venue's time of a mark price the funding known before it has come. */
    boolean isFundingDue(long eventMs) {
        return nextFundingMs > settledMs && eventMs >= nextFundingMs;
    }

    /** Takes in a mark price; by what was known before it a funding is reckoned. */
    void onMark(Event event, boolean settled) {
        if (settled) {
            settledMs = nextFundingMs;
        }
        mark = event.get(MarkFields.MARK);
        fundingRate = event.get(MarkFields.FUNDING_RATE);
        markExponent = event.priceExponent();
        nextFundingMs = event.get(MarkFields.NEXT_FUNDING_MS);
    }

    long mark() {
        return mark;
    }

    long fundingRate() {
        return fundingRate;
    }

    int markExponent() {
        return markExponent;
    }

    /** Money that is due and was not reported yet, 0 for none. */
    long owedFunding() {
        return owedFunding;
    }

    void owedFunding(long amount) {
        owedFunding = amount;
    }

    @Override
    public void writeState(StateWriter out) {
        out.part("bid", bid).part("ask", ask);
        out.put("priceExponent", priceExponent).put("quantityExponent", quantityExponent)
            .put("isFromSocket", isFromSocket).put("quoteMs", quoteMs)
            .put("hasAggregates", hasAggregates).put("mark", mark)
            .put("fundingRate", fundingRate).put("markExponent", markExponent)
            .put("nextFundingMs", nextFundingMs).put("settledMs", settledMs)
            .put("owedFunding", owedFunding);
    }

    @Override
    public void readState(StateReader in) {
        bid.readState(in);
        ask.readState(in);
        priceExponent = in.getInt();
        quantityExponent = in.getInt();
        isFromSocket = in.getBoolean();
        quoteMs = in.getLong();
        hasAggregates = in.getBoolean();
        mark = in.getLong();
        fundingRate = in.getLong();
        markExponent = in.getInt();
        nextFundingMs = in.getLong();
        settledMs = in.getLong();
        owedFunding = in.getLong();
    }
}
