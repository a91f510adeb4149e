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
 * Holds what was asked for against all rules, in a fixed order: what makes no sense, what the venue
 * would refuse, what is too much for us. Where the venue has not stated scale and limits yet,
 * nothing makes sense; a limit that it does not have refuses nothing. A position is judged as it
 * would be if all open orders on the same side were filled, too. What makes it smaller even then is
 * not held back by limits on positions, worth, rate and loss: closing has to be possible. Engine
 * thread only; does not allocate once an instrument is known.
 */
final class OrderCheck {
    private static final int MARKET = OrderType.MARKET.ordinal();
    private static final int BUY = Side.BUY.ordinal();
    private static final int IOC = TimeInForce.IOC.ordinal();
    /** Most that open orders on one side may add up to, so that no sum with a position wraps. */
    private static final long MOST = Long.MAX_VALUE / 4;

    private final ConfiguredLimit maxOrder;
    private final ConfiguredLimit maxPosition;
    private final ConfiguredLimit maxNotional;
    private final int maxOpenOrders;
    private final InstrumentTable instruments;
    private final FeedView feed;
    private final Account account;
    private final OrderTable orders;
    private final OrderRate rate;
    private final DailyLoss loss;

    // Of what was checked last.
    private int id;
    private boolean market;
    private int timeInForce;
    private boolean reduceOnly;
    private long price;
    private long quantity;
    /** What is to be filled of it yet, with its sign. */
    private long signed;
    private long position;
    /** The position, and what is open on the same side besides. */
    private long exposure;
    private boolean opens;
    private long limit;

    OrderCheck(
        Config.Risk risk, InstrumentTable instruments, FeedView feed, Account account,
        OrderTable orders, OrderRate rate, DailyLoss loss) {
        this.maxOrder = new ConfiguredLimit(risk.maxOrderQty());
        this.maxPosition = new ConfiguredLimit(risk.maxPosition());
        this.maxNotional = new ConfiguredLimit(risk.maxNotional());
        this.maxOpenOrders = risk.maxOpenOrders();
        this.instruments = instruments;
        this.feed = feed;
        this.account = account;
        this.orders = orders;
        this.rate = rate;
        this.loss = loss;
    }

    /**
     * Checks a new order.
     *
     * @param requests where it stands
     * @param request  index there
     * @param touch    looked at for it
     * @param nowNs    engine time
     * @return the first rule that it breaks, null for none
     */
    RiskRule ofOrder(OrderRequests requests, int request, Touch touch, long nowNs) {
        id = requests.instrumentId[request];
        market = requests.type[request] == MARKET;
        timeInForce = requests.timeInForce[request];
        reduceOnly = requests.reduceOnly[request];
        price = market ? Event.ABSENT : requests.price[request];
        measure(requests.quantity[request], 0, requests.side[request] == BUY, 0);
        RiskRule broken = broken(touch, nowNs);
        return broken != null ? broken
            : orders.openCount() >= maxOpenOrders ? broken(RiskRule.MAX_OPEN_ORDERS, Event.ABSENT)
                : null;
    }

    /**
     * Checks another price and quantity for an open order.
     *
     * @param order   open
     * @param toPrice wanted
     * @param toTotal quantity wanted, with what is filled of it
     * @param touch   looked at for it
     * @param nowNs   engine time
     * @return the first rule that it breaks, null for none
     */
    RiskRule ofReplacement(Order order, long toPrice, long toTotal, Touch touch, long nowNs) {
        id = order.instrumentId;
        market = false;
        timeInForce = order.timeInForce;
        reduceOnly = order.reduceOnly;
        price = toPrice;
        measure(toTotal, order.filled, order.side == BUY, order.exposed());
        boolean noBetter = order.side == BUY ? toPrice <= order.price : toPrice >= order.price;
        // Less of it, at a price that is no easier to reach, opens nothing.
        opens &= !noBetter || Math.abs(signed) > order.leaves();
        return broken(touch, nowNs);
    }

    private void measure(long wanted, long filled, boolean buy, long openAlready) {
        long lot = Math.max(1, instruments.lotSize(id));
        quantity = wanted / lot * lot;
        long leaves = Math.max(0, quantity - filled);
        signed = buy ? leaves : -leaves;
        position = account.position(id);
        exposure = buy ? position + (orders.buying(id) - openAlready)
            : position - (orders.selling(id) - openAlready);
        opens = !reduceOnly && opens(exposure, signed);
        limit = Event.ABSENT;
    }

    private RiskRule broken(Touch touch, long nowNs) {
        RiskRule senseless = brokenOfSense(touch);
        if (senseless != null) {
            return senseless;
        }
        RiskRule venues = brokenOfVenue(touch);
        return venues == null ? brokenOfOurs(touch, nowNs) : venues;
    }

    private RiskRule brokenOfSense(Touch touch) {
        if (!instruments.isKnown(id)) {
            return RiskRule.LIMITS_UNKNOWN;
        }
        if (!feed.isTrading(id)) {
            return RiskRule.NOT_TRADING;
        }
        if (quantity <= 0) {
            return broken(RiskRule.LOT_SIZE, Math.max(1, instruments.lotSize(id)));
        }
        if (market && timeInForce != IOC) {
            return RiskRule.TIME_IN_FORCE;
        }
        if (!market && price <= 0) {
            return RiskRule.INVALID_PRICE;
        }
        if (reduceOnly && signed != 0 && !reduces(position, signed)) {
            return broken(RiskRule.REDUCE_ONLY, Math.abs(position));
        }
        if (opens && !touch.isGood()) {
            return RiskRule.NO_QUOTE;
        }
        return opens && !feed.isFresh(id, StreamKind.QUOTE) ? RiskRule.STALE_FEED : null;
    }

    /** What the venue would refuse. */
    private RiskRule brokenOfVenue(Touch touch) {
        if (!market && instruments.tickSize(id) > 0 && price % instruments.tickSize(id) != 0) {
            return RiskRule.TICK_SIZE;
        }
        // From a quote that is over nobody knows what is far, and closing has to be possible.
        boolean measurable =
            touch.isGood() && (opens || feed.isCurrent(id, StreamKind.QUOTE));
        if (!market && measurable && touch.isFarFrom(price)) {
            return RiskRule.PRICE_BAND;
        }
        if (!market && measurable && touch.isBeyondCollar(price)) {
            return RiskRule.COLLAR;
        }
        // Absent is below all numbers.
        if (quantity < instruments.minQty(id)) {
            return broken(RiskRule.MIN_QTY, instruments.minQty(id));
        }
        if (instruments.maxQty(id) > 0 && quantity > instruments.maxQty(id)) {
            return broken(RiskRule.MAX_QTY, instruments.maxQty(id));
        }
        long minNotional = instruments.minNotional(id);
        return !reduceOnly && minNotional > 0 && (!market || touch.isGood())
            && touch.compareNotional(quantity, price, minNotional) < 0
            ? RiskRule.MIN_NOTIONAL : null;
    }

    /** What is too much for us. */
    private RiskRule brokenOfOurs(Touch touch, long nowNs) {
        int exponent = instruments.quantityExponent(id);
        if (quantity > maxOrder.of(id, exponent)) {
            return broken(RiskRule.MAX_ORDER_QTY, maxOrder.of(id, exponent));
        }
        if (quantity > MOST || Math.abs(exposure - position) > MOST - Math.abs(signed)) {
            return RiskRule.OVERFLOW;
        }
        if (!opens) {
            return null;
        }
        if (!account.fits(id, exposure - position + signed, touch.quoted(),
            touch.quotedExponent())) {
            return RiskRule.OVERFLOW;
        }
        if (isBeyond(maxPosition.of(id, exponent))) {
            return broken(RiskRule.MAX_POSITION, maxPosition.of(id, exponent));
        }
        long notional = maxNotional.of(id, instruments.priceExponent(id));
        // An order that turns a position round is larger than what it leaves.
        long most = Math.max(quantity, Math.abs(exposure + signed));
        // One that sells below the touch is filled there, and so is worth more than by its limit.
        long at = signed < 0 && price != Event.ABSENT && touch.isReachedBy(price)
            ? Event.ABSENT : price;
        if (touch.compareNotional(most, at, notional) > 0) {
            return RiskRule.MAX_NOTIONAL;
        }
        if (rate.isExhausted(nowNs)) {
            return RiskRule.RATE;
        }
        return loss.isBeyondLimit() ? RiskRule.DAILY_LOSS : null;
    }

    private RiskRule broken(RiskRule rule, long byLimit) {
        limit = byLimit;
        return rule;
    }

    /** Quantity of what was checked last, rounded to the lot. */
    long quantity() {
        return quantity;
    }

    /** Whether it opens a position or adds to one, or may, with all that is open. */
    boolean opens() {
        return opens;
    }

    /** Limit that it is beyond, {@link Event#ABSENT} for none in quantity. */
    long limit() {
        return limit;
    }

    /** Whether the position would be larger than this either way; without a sum that overflows. */
    private boolean isBeyond(long most) {
        return signed > 0 ? exposure > most - signed : exposure < -most - signed;
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
