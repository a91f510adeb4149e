package io.tickwire.engine.account;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Positions and money of the session, facts of fills and fundings: whoever learns of one calls
 * {@link #filled} or {@link #funded}, and whatever is called after that sees it.
 *
 * <p>All money is in units of {@link Money#EXPONENT}, and sums over symbols assume that all settle
 * in one currency; contracts that are worth price times quantity are all there are. A sum that does
 * not fit, or has an absent part, is {@link Event#ABSENT} from then on. Engine thread only; does
 * not allocate for a symbol whose INSTRUMENT has passed.
 */
public final class Account implements State {
    private final InstrumentTable instruments;
    private Position[] positions = new Position[64];
    private int highest;
    private long realised;
    private long fees;
    private long funding;

    /**
     * With nothing held.
     *
     * @param instruments the engine's table
     */
    public Account(InstrumentTable instruments) {
        this.instruments = instruments;
    }

    /**
     * Takes in one event.
     *
     * @param event any input; an INSTRUMENT was applied to the table before
     */
    public void onEvent(Event event) {
        if (event.type() == EventType.INSTRUMENT) {
            int id = event.instrument();
            of(id).toExponent(instruments.quantityExponent(id));
        }
    }

    /**
     * An order of ours was filled, wholly or in part.
     *
     * @param instrumentId  of the symbol
     * @param side          of the order
     * @param price         of the fill
     * @param priceExponent power of ten of the price
     * @param quantity      mantissa of the instrument's quantity exponent, positive
     * @param fee           money, negative where it was received
     */
    public void filled(
        int instrumentId, Side side, long price, int priceExponent, long quantity, long fee) {
        long profit = of(instrumentId)
            .fill(side == Side.BUY ? quantity : -quantity, price, priceExponent, fee);
        realised = Money.add(realised, profit);
        fees = Money.add(fees, fee);
    }

    /**
     * Whether a fill could be added without overflow in any sum of quantity, cost and profit; near
     * the limits it errs towards no.
     *
     * @param instrumentId   of the symbol
     * @param signedQuantity mantissa of the instrument's quantity exponent, negative for sold
     * @param price          of the fill
     * @param priceExponent  power of ten of the price
     * @return false also where one of them has overflowed before, or there is no price
     */
    public boolean fits(
        int instrumentId, long signedQuantity, long price, int priceExponent) {
        long most = signedQuantity == Event.ABSENT ? Event.ABSENT
            : of(instrumentId).mostAdded(signedQuantity, price, priceExponent);
        return most != Event.ABSENT && realised != Event.ABSENT
            && Money.add(Math.abs(realised), most) != Event.ABSENT;
    }

    /**
     * What a funding amounts to: with a rate above 0 a long position pays. The position's worth and
     * the part of it are each rounded against us.
     *
     * @param instrumentId  of the symbol
     * @param position      mantissa of the instrument's quantity exponent, negative for short
     * @param markPrice     or {@link Event#ABSENT}
     * @param priceExponent power of ten of the mark price
     * @param rate          or {@link Event#ABSENT}
     * @param rateExponent  power of ten of the rate
     * @return money, negative where we pay; absent where it does not fit or cannot be told
     */
    public long fundingDue(
        int instrumentId, long position, long markPrice, int priceExponent, long rate,
        int rateExponent) {
        boolean pays = position > 0 == rate > 0;
        long worth = Money.of(markPrice, priceExponent, position,
            instruments.quantityExponent(instrumentId),
            pays ? RoundingMode.UP : RoundingMode.DOWN);
        return Money.subtract(0, Money.rate(worth, rate, rateExponent, RoundingMode.CEILING));
    }

    /**
     * A funding was paid or received, such as {@link #fundingDue} has it.
     *
     * @param instrumentId of the symbol
     * @param amount       money, negative where we paid
     */
    public void funded(int instrumentId, long amount) {
        of(instrumentId).fund(amount);
        funding = Money.add(funding, amount);
    }

    /**
     * Our position in a symbol.
     *
     * @param instrumentId of the symbol
     * @return mantissa of the instrument's quantity exponent, negative for short
     */
    public long position(int instrumentId) {
        Position position = find(instrumentId);
        return position == null ? 0 : position.quantity();
    }

    /**
     * What the open position has cost; received for it if short.
     *
     * @param instrumentId of the symbol
     * @return money, not negative
     */
    public long cost(int instrumentId) {
        Position position = find(instrumentId);
        return position == null ? 0 : position.cost();
    }

    /**
     * What one unit of the open position has cost.
     *
     * @param instrumentId of the symbol
     * @param exponent     power of ten wanted
     * @return its mantissa, halves rounded up; absent where nothing is open, or it does not fit
     */
    public long averagePrice(int instrumentId, int exponent) {
        Position position = find(instrumentId);
        return position == null ? Event.ABSENT : position.averagePrice(exponent);
    }

    /**
     * Profit if the position were closed at a price, fees apart.
     *
     * @param instrumentId  of the symbol
     * @param price         or {@link Event#ABSENT}
     * @param priceExponent power of ten of the price
     * @return money, negative for a loss; absent without a price unless nothing is open
     */
    public long openProfit(int instrumentId, long price, int priceExponent) {
        Position position = find(instrumentId);
        return position == null ? 0 : position.openProfit(price, priceExponent);
    }

    /**
     * Profit of what was closed in a symbol, without fees and funding.
     *
     * @param instrumentId of the symbol
     * @return money, negative for a loss
     */
    public long realised(int instrumentId) {
        Position position = find(instrumentId);
        return position == null ? 0 : position.realised();
    }

    /**
     * Fees paid in a symbol.
     *
     * @param instrumentId of the symbol
     * @return money, negative where more was received
     */
    public long fees(int instrumentId) {
        Position position = find(instrumentId);
        return position == null ? 0 : position.fees();
    }

    /**
     * Funding in a symbol.
     *
     * @param instrumentId of the symbol
     * @return money, negative where more was paid than received
     */
    public long funding(int instrumentId) {
        Position position = find(instrumentId);
        return position == null ? 0 : position.funding();
    }

    /** @return profit of what was closed, without fees and funding; money */
    public long realised() {
        return realised;
    }

    /** @return fees paid; money */
    public long fees() {
        return fees;
    }

    /** @return funding received, negative where more was paid; money */
    public long funding() {
        return funding;
    }

    /**
     * Profit if all positions were closed, fees apart.
     *
     * @param prices at which
     * @return money; absent where an open position has no price
     */
    public long openProfit(Prices prices) {
        long sum = 0;
        for (int id = 1; id <= highest; id++) {
            if (position(id) != 0) {
                sum = Money.add(sum, openProfit(id, prices.price(id), prices.exponent(id)));
            }
        }
        return sum;
    }

    /**
     * Cash: what was there at the start, and all that was earned and paid since.
     *
     * @param startBalance money
     * @return money
     */
    public long cash(long startBalance) {
        long before = Money.add(startBalance, realised);
        return Money.add(Money.subtract(before, fees), funding);
    }

    private Position find(int id) {
        return id <= highest ? positions[id] : null;
    }

    private Position of(int id) {
        if (id > highest || positions[id] == null) {
            if (id >= positions.length) {
                positions = Arrays.copyOf(positions, Math.max(id + 1, positions.length * 2));
            }
            positions[id] = new Position(instruments.quantityExponent(id));
            highest = Math.max(highest, id);
        }
        return positions[id];
    }

    /** Symbols that were never traded have no state, whether their INSTRUMENT has passed or not. */
    private boolean isUsed(int id) {
        return positions[id] != null && positions[id].isUsed();
    }

    @Override
    public void writeState(StateWriter out) {
        int last = highest;
        while (last > 0 && !isUsed(last)) {
            last--;
        }
        out.put("realised", realised).put("fees", fees).put("funding", funding);
        out.put("highest", last);
        for (int id = 1; id <= last; id++) {
            out.put("used", isUsed(id));
            if (isUsed(id)) {
                out.part("positions", id, positions[id]);
            }
        }
    }

    @Override
    public void readState(StateReader in) {
        realised = in.getLong();
        fees = in.getLong();
        funding = in.getLong();
        int count = in.getInt();
        for (int id = 1; id <= count; id++) {
            if (in.getBoolean()) {
                of(id).readState(in);
            }
        }
    }
}
