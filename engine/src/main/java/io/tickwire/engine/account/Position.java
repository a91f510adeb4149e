package io.tickwire.engine.account;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.math.RoundingMode;

/**
 * Position in one symbol: facts of fills. It keeps what the open quantity has cost rather than an
 * average price, so that no digit is lost however often a part of it is closed: closing q of Q
 * takes cost * q / Q, and what that rounds away stays with the rest and comes out with the last of
 * it.
 *
 * <p>Rounding is against us (see {@link Money}): a long position's cost is rounded up and what its
 * closing brings down, a short one the other way round; the cost taken by a partial close is
 * rounded so that the profit realised by it is the smaller one. What does not fit is {@link
 * Event#ABSENT} and stays so: a quantity for good, a cost until the position is closed. Engine
 * thread only; does not allocate.
 */
final class Position implements State {
    /** Mantissa of {@link #exponent}, negative for short. */
    private long quantity;
    /** The instrument's quantity exponent as it was last. */
    private int exponent;
    /** Of the open quantity, in money, not negative: paid if long, received if short. */
    private long cost;
    private long realised;
    private long fees;
    private long funding;
    private boolean isUsed;

    Position(int exponent) {
        this.exponent = exponent;
    }

    long quantity() {
        return quantity;
    }

    int exponent() {
        return exponent;
    }

    long cost() {
        return cost;
    }

    long realised() {
        return realised;
    }

    long fees() {
        return fees;
    }

    long funding() {
        return funding;
    }

    /** Whether there ever was a fill or a funding. */
    boolean isUsed() {
        return isUsed;
    }

    /**
     * Adds a fill. One that is larger than the position it goes against closes that and opens the
     * rest, both at its price.
     *
     * @param signed        quantity, negative for sold, not absent
     * @param price         of the fill
     * @param priceExponent power of ten of the price
     * @param fee           paid, negative where it was received
     * @return profit realised
     */
    long fill(long signed, long price, int priceExponent, long fee) {
        isUsed = true;
        fees = Money.add(fees, fee);
        long closed = closedBy(signed);
        long profit = 0;
        if (closed != 0) {
            RoundingMode rounding = costRounding();
            long share = closed == Math.abs(quantity)
                ? cost : Money.share(cost, closed, Math.abs(quantity), rounding);
            profit = profit(worth(price, priceExponent, closed), share);
            cost = closed == Math.abs(quantity) ? 0 : Money.subtract(cost, share);
        }
        quantity = Money.add(quantity, signed);
        long opened = Math.abs(signed) - closed;
        if (opened != 0) {
            cost = Money.add(cost,
                Money.of(price, priceExponent, opened, exponent, costRounding()));
        }
        realised = Money.add(realised, profit);
        return profit;
    }

    /** Adds a funding. */
    void fund(long amount) {
        isUsed = true;
        funding = Money.add(funding, amount);
    }

    /** How much of a fill goes against the position, as a size. */
    private long closedBy(long signed) {
        return quantity == Event.ABSENT || quantity < 0 == signed < 0
            ? 0 : Math.min(Math.abs(quantity), Math.abs(signed));
    }

    private RoundingMode costRounding() {
        return quantity > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR;
    }

    /** What closing so much of the position would bring if long, would cost if short. */
    private long worth(long price, int priceExponent, long size) {
        return Money.of(price, priceExponent, size, exponent,
            quantity > 0 ? RoundingMode.FLOOR : RoundingMode.CEILING);
    }

    private long profit(long worth, long paid) {
        return quantity > 0 ? Money.subtract(worth, paid) : Money.subtract(paid, worth);
    }

    /**
     * Profit, less than 0 for a loss, if all were closed at a price; fees apart.
     *
     * @param price         mantissa or {@link Event#ABSENT}
     * @param priceExponent its power of ten
     * @return money; absent without a price unless nothing is open, and where it does not fit
     */
    long openProfit(long price, int priceExponent) {
        if (quantity == 0 || quantity == Event.ABSENT) {
            return quantity;
        }
        return profit(worth(price, priceExponent, Math.abs(quantity)), cost);
    }

    /**
     * What one unit of what is open has cost.
     *
     * @param ofExponent power of ten wanted
     * @return its mantissa, halves rounded up; absent where nothing is open, or it does not fit
     */
    long averagePrice(int ofExponent) {
        return quantity == 0 || quantity == Event.ABSENT
            ? Event.ABSENT : Money.perUnit(cost, Math.abs(quantity), exponent, ofExponent);
    }

    /**
     * What a fill would add at most to any sum, its fee apart.
     *
     * @param signed        quantity
     * @param price         of the fill
     * @param priceExponent power of ten of the price
     * @return money, absent where the quantity or one of this position's sums could overflow
     */
    long mostAdded(long signed, long price, int priceExponent) {
        long worth = Money.of(
            price, priceExponent, signed, exponent, RoundingMode.UP);
        if (worth == Event.ABSENT || Money.add(quantity, signed) == Event.ABSENT
            || realised == Event.ABSENT) {
            return Event.ABSENT;
        }
        long most = Money.add(cost, Math.abs(worth));
        return Money.add(Math.abs(realised), most) == Event.ABSENT ? Event.ABSENT : most;
    }

    /** An instrument's scale only ever becomes finer. */
    void toExponent(int finer) {
        if (finer < exponent) {
            quantity = Decimals.widen(quantity, exponent - finer);
            exponent = finer;
        }
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("quantity", quantity).put("exponent", exponent).put("cost", cost)
            .put("realised", realised).put("fees", fees).put("funding", funding);
    }

    @Override
    public void readState(StateReader in) {
        quantity = in.getLong();
        exponent = in.getInt();
        cost = in.getLong();
        realised = in.getLong();
        fees = in.getLong();
        funding = in.getLong();
        isUsed = true;
    }
}
