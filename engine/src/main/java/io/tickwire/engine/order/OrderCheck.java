package io.tickwire.engine.order;

import io.tickwire.engine.account.Account;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.RiskRule;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.feed.FeedView;
import io.tickwire.engine.instrument.InstrumentTable;

/**
 * Holds one requested order against all rules, in a fixed order: what makes no sense, what the
 * venue would refuse, what is too much for us. Where the venue has not stated scale and limits yet,
 * nothing makes sense; a limit that it does not have refuses nothing. What makes a position smaller
 * is not held back by limits on positions and worth: closing has to be possible. Engine thread
 * only; does not allocate once an instrument is known.
 */
final class OrderCheck {
    private static final int MARKET = OrderType.MARKET.ordinal();
    private static final int BUY = Side.BUY.ordinal();
    private static final int IOC = TimeInForce.IOC.ordinal();

    private final ConfiguredLimit maxOrder;
    private final ConfiguredLimit maxPosition;
    private final ConfiguredLimit maxNotional;
    private final InstrumentTable instruments;
    private final FeedView feed;
    private final Account account;
    private final OrderRequests requests;

    // Of the request checked last.
    private int id;
    private long price;
    private long quantity;
    private long signed;
    private long position;
    private boolean opens;
    private long limit;

    OrderCheck(
        Config.Risk risk, InstrumentTable instruments, FeedView feed, Account account,
        OrderRequests requests) {
        this.maxOrder = new ConfiguredLimit(risk.maxOrderQty());
        this.maxPosition = new ConfiguredLimit(risk.maxPosition());
        this.maxNotional = new ConfiguredLimit(risk.maxNotional());
        this.instruments = instruments;
        this.feed = feed;
        this.account = account;
        this.requests = requests;
    }

    /**
     * Checks one.
     *
     * @param request index in the table of requests
     * @param touch   looked at for it
     * @return the first rule that it breaks, null for none
     */
    RiskRule brokenRule(int request, Touch touch) {
        id = requests.instrumentId[request];
        boolean market = requests.type[request] == MARKET;
        price = market ? Event.ABSENT : requests.price[request];
        long lot = Math.max(1, instruments.lotSize(id));
        quantity = requests.quantity[request] / lot * lot;
        signed = requests.side[request] == BUY ? quantity : -quantity;
        position = account.position(id);
        boolean reduceOnly = requests.reduceOnly[request];
        opens = !reduceOnly && opens(position, signed);
        limit = Event.ABSENT;
        if (!instruments.isKnown(id)) {
            return RiskRule.LIMITS_UNKNOWN;
        }
        if (!feed.isTrading(id)) {
            return RiskRule.NOT_TRADING;
        }
        if (quantity <= 0) {
            return broken(RiskRule.LOT_SIZE, lot);
        }
        if (requests.timeInForce[request] != IOC) {
            return RiskRule.TIME_IN_FORCE;
        }
        if (!market && price <= 0) {
            return RiskRule.INVALID_PRICE;
        }
        if (!touch.exists()) {
            return RiskRule.NO_QUOTE;
        }
        if (reduceOnly && !reduces(position, signed)) {
            return broken(RiskRule.REDUCE_ONLY, Math.abs(position));
        }
        if (opens && !feed.isFresh(id, StreamKind.QUOTE)) {
            return RiskRule.STALE_FEED;
        }
        RiskRule venues = brokenOfVenue(market, reduceOnly, touch);
        return venues == null ? brokenOfOurs(touch) : venues;
    }

    /** What the venue would refuse. */
    private RiskRule brokenOfVenue(boolean market, boolean reduceOnly, Touch touch) {
        if (!market && instruments.tickSize(id) > 0 && price % instruments.tickSize(id) != 0) {
            return RiskRule.TICK_SIZE;
        }
        // From a quote that is over nobody knows what is far, and closing has to be possible.
        boolean measurable = opens || feed.isCurrent(id, StreamKind.QUOTE);
        if (!market && measurable && touch.isFarFrom(price)) {
            return RiskRule.PRICE_BAND;
        }
        // Absent is below all numbers.
        if (quantity < instruments.minQty(id)) {
            return broken(RiskRule.MIN_QTY, instruments.minQty(id));
        }
        if (instruments.maxQty(id) > 0 && quantity > instruments.maxQty(id)) {
            return broken(RiskRule.MAX_QTY, instruments.maxQty(id));
        }
        long minNotional = instruments.minNotional(id);
        return !reduceOnly && minNotional > 0
            && touch.compareNotional(quantity, price, minNotional) < 0
            ? RiskRule.MIN_NOTIONAL : null;
    }

    /** What is too much for us. */
    private RiskRule brokenOfOurs(Touch touch) {
        int exponent = instruments.quantityExponent(id);
        if (quantity > maxOrder.of(id, exponent)) {
            return broken(RiskRule.MAX_ORDER_QTY, maxOrder.of(id, exponent));
        }
        if (opens && isBeyond(maxPosition.of(id, exponent))) {
            return broken(RiskRule.MAX_POSITION, maxPosition.of(id, exponent));
        }
        long notional = maxNotional.of(id, instruments.priceExponent(id));
        // An order that turns a position round is larger than what it leaves.
        long most = Math.max(quantity, Math.abs(position + signed));
        // One that sells below the touch is filled there, and so is worth more than by its limit.
        long at = signed < 0 && price != Event.ABSENT && touch.isReachedBy(price)
            ? Event.ABSENT : price;
        return opens && touch.compareNotional(most, at, notional) > 0
            ? RiskRule.MAX_NOTIONAL : null;
    }

    private RiskRule broken(RiskRule rule, long byLimit) {
        limit = byLimit;
        return rule;
    }

    /** Quantity of the order checked last, rounded to the lot. */
    long quantity() {
        return quantity;
    }

    /** Limit that the order checked last is beyond, {@link Event#ABSENT} for none in quantity. */
    long limit() {
        return limit;
    }

    /** Whether the position would be larger than this either way; without a sum that overflows. */
    private boolean isBeyond(long most) {
        return signed > 0 ? position > most - signed : position < -most - signed;
    }

    /** Whether an order makes the position larger or turns it round. */
    private static boolean opens(long position, long signed) {
        return !reduces(position, signed) || Math.abs(signed) > Math.abs(position);
    }

    /** Whether an order goes against the position there is. */
    private static boolean reduces(long position, long signed) {
        return position > 0 && signed < 0 || position < 0 && signed > 0;
    }
}
