package io.tickwire.engine.order;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.feed.TopOfBook;
import io.tickwire.engine.feed.TopOfBooks;
import io.tickwire.engine.instrument.InstrumentTable;
import java.math.BigDecimal;

/**
 * The best price on the other side of the book, which an order would meet at once: the ask for one
 * that buys, the bid for one that sells. Quote and instrument may have different scales; prices are
 * compared in the finer of the two, so that none is rounded. Engine thread only; does not allocate.
 */
final class Touch {
    /** How far a limit price may be from the touch, in hundredths of it. */
    static final int BAND_PERCENT = 10;
    private static final int WHOLE_PERCENT = 100;
    private static final long MILLION = 1_000_000;
    /** A percent is ten to this power of millionths. */
    private static final int MICRO_OF_PERCENT_DIGITS = 4;

    private final InstrumentTable instruments;
    private final TopOfBooks books;

    private int id;
    private boolean buy;
    private TopOfBook book;
    private int exponent;
    private long price;

    /** How much worse than the touch a limit price may be, in millionths of it; 0 = any. */
    private final long collarMicro;

    /** With a collar such as {@code 1%}, or {@link Config.Risk#NONE}. */
    Touch(InstrumentTable instruments, TopOfBooks books, String collar) {
        this.instruments = instruments;
        this.books = books;
        this.collarMicro = collar.equals(Config.Risk.NONE) ? 0
            : new BigDecimal(collar.substring(0, collar.length() - 1))
                .movePointRight(MICRO_OF_PERCENT_DIGITS).longValue();
    }

    /** Looks at the book as it is now. */
    void look(int instrumentId, boolean buying) {
        id = instrumentId;
        buy = buying;
        book = books.get(instrumentId);
        exponent = instruments.priceExponent(id);
        price = Event.ABSENT;
        if (book != null) {
            exponent = Math.min(exponent, book.priceExponent());
            price = Decimals.rescale(quoted(), book.priceExponent(), exponent);
        }
    }

    /**
     * Whether the quote is one to judge by: both sides have a price, and the bid is not above the
     * ask. An empty side has none, and some venues write it as 0.
     */
    boolean isGood() {
        return book != null && book.bid() > 0 && book.ask() >= book.bid() && price > 0;
    }

    /** Mantissa of {@link #quotedExponent}, as the quote had it. */
    long quoted() {
        return buy ? book.ask() : book.bid();
    }

    int quotedExponent() {
        return book.priceExponent();
    }

    /** Whether an order with this limit, in the scale of its instrument, is filled here. */
    boolean isReachedBy(long limitPrice) {
        long limit = comparable(limitPrice);
        return buy ? limit >= price : limit <= price;
    }

    /** Whether a limit, in the scale of its instrument, is beyond the band on either side. */
    boolean isFarFrom(long limitPrice) {
        long limit = comparable(limitPrice);
        return limit == Event.ABSENT
            || compareProducts(limit, WHOLE_PERCENT, price, WHOLE_PERCENT + BAND_PERCENT) > 0
            || compareProducts(limit, WHOLE_PERCENT, price, WHOLE_PERCENT - BAND_PERCENT) < 0;
    }

    /** Whether a limit, in the scale of its instrument, gives away more than the collar allows. */
    boolean isBeyondCollar(long limitPrice) {
        long limit = comparable(limitPrice);
        return collarMicro > 0 && (buy
            ? compareProducts(limit, MILLION, price, MILLION + collarMicro) > 0
            : compareProducts(limit, MILLION, price, MILLION - collarMicro) < 0);
    }

    /**
     * Compares the worth of a quantity with an amount of money.
     *
     * @param quantity   not negative, in the scale of the instrument
     * @param limitPrice in the scale of the instrument, absent = at the touch
     * @param notional   mantissa of the instrument's price exponent, not negative;
     *                   {@link Long#MAX_VALUE} = more than anything
     * @return below, at or above 0 for less, as much, more; less where the amount is beyond all
     *     numbers that there are
     */
    int compareNotional(long quantity, long limitPrice, long notional) {
        long amount = comparable(notional);
        if (amount == Event.ABSENT || notional == Long.MAX_VALUE) {
            return -1;
        }
        long at = limitPrice == Event.ABSENT ? price : comparable(limitPrice);
        return compareProducts(quantity, at, amount,
            Decimals.powerOfTen(-instruments.quantityExponent(id)));
    }

    private long comparable(long inPriceScale) {
        return Decimals.rescale(inPriceScale, instruments.priceExponent(id), exponent);
    }

    /** Compares a * b with c * d by all their 128 bits; none is negative. */
    private static int compareProducts(long a, long b, long c, long d) {
        long high = Math.multiplyHigh(a, b);
        long otherHigh = Math.multiplyHigh(c, d);
        return high == otherHigh ? Long.compareUnsigned(a * b, c * d)
            : Long.compare(high, otherHigh);
    }
}
