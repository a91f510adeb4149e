package io.tickwire.engine.paper;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of docs/PAPER.md once more, for one symbol: decimals and lists, a queue that is eaten
 * lot by lot, and no thought of speed. Room for reports is never short here.
 */
final class PaperOracle {
    private static final BigDecimal ZERO = BigDecimal.ZERO;
    /** All quantities are multiples of it. */
    static final BigDecimal LOT = new BigDecimal("0.1");
    private static final BigDecimal MAKER = new BigDecimal("0.0002");
    private static final BigDecimal TAKER = new BigDecimal("0.0005");
    private static final long LATENCY_NS = 20_000_000;

    /** An order, as it was asked for and as it stands. */
    private static final class Order {
        private int handle;
        private boolean buys;
        private boolean market;
        private String force;
        private BigDecimal price;
        private BigDecimal left;
        private BigDecimal filled = ZERO;
        private boolean reduceOnly;
        private boolean waits = true;
        /** Null while unknown. */
        private BigDecimal ahead;
        /** Trades made by then are none of its business. */
        private long sinceMs = Long.MIN_VALUE;
        private boolean ended;

        private boolean rests() {
            return !ended && !waits;
        }

        private boolean mayRest() {
            return !market && (force.equals("GTC") || force.equals("GTX"));
        }
    }

    /** What is on its way. */
    private record Request(long dueNs, int handle, boolean wasKnown, Runnable arrival) {
    }

    /** Best prices; null where the side is empty. */
    private static final class Side {
        private BigDecimal price = ZERO;
        private BigDecimal shown = ZERO;
        private BigDecimal left = ZERO;

        private void is(BigDecimal newPrice, BigDecimal newShown) {
            if (newPrice.compareTo(price) != 0) {
                left = newShown;
            } else if (newShown.compareTo(shown) > 0) {
                left = left.add(newShown.subtract(shown));
            } else {
                left = left.min(newShown);
            }
            price = newPrice;
            shown = newShown;
        }
    }

    private final List<String> reports = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final Side bid = new Side();
    private final Side ask = new Side();
    private int quoteDecimals;
    private long quoteMs;
    private boolean polled;
    boolean fresh = true;
    Long clockOffsetMs;
    int priceDecimals = 2;
    private BigDecimal position = ZERO;
    /** All that was received less all that was paid, fees and funding included. */
    private BigDecimal money = ZERO;
    private boolean hasAggregates;
    private BigDecimal mark;
    private BigDecimal rate;
    private long nextFundingMs = Long.MIN_VALUE;
    private long paidFundingMs;

    /** What was reported since the last call. */
    String reports() {
        String all = String.join("; ", reports);
        reports.clear();
        return all;
    }

    BigDecimal position() {
        return position;
    }

    BigDecimal money() {
        return money;
    }

    // Requests.

    void place(long nowNs, int handle, boolean buys, boolean market, String force,
        BigDecimal price, BigDecimal quantity, boolean reduceOnly) {
        Order order = new Order();
        order.handle = handle;
        order.buys = buys;
        order.market = market;
        order.force = force;
        order.price = price;
        order.left = quantity;
        order.reduceOnly = reduceOnly;
        long dueNs = nowNs + LATENCY_NS;
        requests.add(new Request(dueNs, handle, true, () -> {
            reports.add("accepted " + handle);
            order.sinceMs = arrivalMs(dueNs);
            orders.add(order);
            meet(order);
        }));
    }

    private boolean isKnown(int handle) {
        return find(handle) != null
            || requests.stream().anyMatch(one -> one.handle == handle && one.wasKnown);
    }

    private Order find(int handle) {
        return orders.stream().filter(one -> one.handle == handle && !one.ended).findFirst()
            .orElse(null);
    }

    private static String refused(boolean wasKnown) {
        return wasKnown ? "already done" : "unknown order";
    }

    void cancel(long nowNs, int handle) {
        boolean known = isKnown(handle);
        // A cancel of an unknown order makes it no better known.
        requests.add(new Request(nowNs + LATENCY_NS, handle, false, () -> {
            Order order = find(handle);
            if (order == null) {
                reports.add("cancel rejected " + handle + " " + refused(known));
            } else {
                order.ended = true;
                reports.add("cancelled " + handle);
            }
        }));
    }

    void replace(long nowNs, int handle, BigDecimal price, BigDecimal whole) {
        boolean known = isKnown(handle);
        long dueNs = nowNs + LATENCY_NS;
        requests.add(new Request(dueNs, handle, false, () -> {
            Order order = find(handle);
            if (order == null) {
                reports.add("replace rejected " + handle + " " + refused(known));
                return;
            }
            boolean samePrice = order.price.compareTo(price) == 0;
            BigDecimal before = order.filled.add(order.left);
            order.price = price;
            boolean crosses =
                order.force.equals("GTX") && whyNot() == null && reaches(order);
            if (whole.compareTo(order.filled) <= 0 || crosses) {
                order.ended = true;
                reports.add("cancelled " + handle);
                return;
            }
            order.left = whole.subtract(order.filled);
            reports.add("replaced " + handle + " " + plain(whole) + " @ "
                + price.setScale(priceDecimals).toPlainString());
            if (!samePrice || whole.compareTo(before) >= 0) {
                orders.remove(order);
                orders.add(order);
                order.waits = true;
                order.ahead = null;
                order.sinceMs = arrivalMs(dueNs);
                meet(order);
            }
        }));
    }

    /** The venue's last whole millisecond that is before an arrival. */
    private long arrivalMs(long dueNs) {
        if (clockOffsetMs == null) {
            return Long.MIN_VALUE;
        }
        BigDecimal ms = BigDecimal.valueOf(dueNs, 6).add(BigDecimal.valueOf(clockOffsetMs));
        return ms.setScale(0, RoundingMode.CEILING).longValueExact() - 1;
    }

    /** All that has arrived by now, before what comes now changes anything. */
    void time(long nowNs) {
        while (!requests.isEmpty() && requests.get(0).dueNs <= nowNs) {
            requests.remove(0).arrival.run();
        }
    }

    // The market.

    private String whyNot() {
        boolean isQuote = bid.price.signum() > 0 && ask.price.signum() > 0
            && bid.shown.signum() > 0 && ask.shown.signum() > 0
            && bid.price.compareTo(ask.price) < 0;
        return !isQuote ? "no quote" : polled || !fresh ? "stale quote" : null;
    }

    private boolean reaches(Order order) {
        return order.market || (order.buys ? order.price.compareTo(ask.price) >= 0
            : order.price.compareTo(bid.price) <= 0);
    }

    private BigDecimal mayTake(Order order) {
        return !order.reduceOnly ? order.left
            : order.left.min((order.buys ? position.negate() : position).max(ZERO));
    }

    private boolean hasNothingToReduce(Order order) {
        return order.reduceOnly && mayTake(order).signum() == 0;
    }

    private void expire(Order order, String reason) {
        order.ended = true;
        reports.add("expired " + order.handle + " " + reason);
    }

    private void meet(Order order) {
        if (hasNothingToReduce(order)) {
            expire(order, "reduce only");
            return;
        }
        String whyNot = whyNot();
        if (whyNot != null) {
            if (!order.mayRest()) {
                expire(order, whyNot);
            }
            return;
        }
        order.waits = false;
        Side other = order.buys ? ask : bid;
        boolean reached = reaches(order);
        if (reached && order.force.equals("GTX") && !order.market) {
            expire(order, "would cross");
            return;
        }
        BigDecimal taken = reached ? mayTake(order).min(other.left) : ZERO;
        boolean misses =
            order.force.equals("FOK") && taken.compareTo(mayTake(order)) < 0;
        if (misses) {
            taken = ZERO;
        }
        if (taken.signum() > 0) {
            other.left = other.left.subtract(taken);
            fill(order, other.price, quoteDecimals, taken, false);
        }
        if (order.left.signum() == 0) {
            order.ended = true;
        } else if (hasNothingToReduce(order)) {
            expire(order, "reduce only");
        } else if (!order.mayRest()) {
            expire(order, !reached ? "limit not reached" : misses ? "cannot be filled whole"
                : taken.signum() == 0 ? "nothing shown" : "remainder");
        } else {
            queue(order);
        }
    }

    /** Above 0 where its price is better than the best one of its own side. */
    private int againstOwn(Order order) {
        return order.buys ? order.price.compareTo(bid.price) : ask.price.compareTo(order.price);
    }

    private void queue(Order order) {
        int better = againstOwn(order);
        order.ahead = better > 0 ? ZERO
            : better < 0 ? null : (order.buys ? bid : ask).shown;
        order.sinceMs = Math.max(order.sinceMs, quoteMs);
        for (Order other : orders) {
            if (other == order) {
                break;
            }
            if (other.rests() && other.buys == order.buys
                && other.price.compareTo(order.price) == 0) {
                order.ahead = order.ahead == null || other.ahead == null
                    ? null : order.ahead.max(other.ahead);
                order.sinceMs = Math.max(order.sinceMs, other.sinceMs);
            }
        }
    }

    private void fill(
        Order order, BigDecimal price, int decimals, BigDecimal quantity, boolean maker) {
        BigDecimal fee = move(order, price, quantity, maker);
        reports.add("filled " + order.handle + " " + plain(quantity) + " @ "
            + price.setScale(decimals).toPlainString() + (maker ? " maker" : " taker") + " fee "
            + plain(fee));
    }

    /** Order, position and money; the fee is that of this quantity alone. */
    private BigDecimal move(Order order, BigDecimal price, BigDecimal quantity, boolean maker) {
        BigDecimal signed = order.buys ? quantity : quantity.negate();
        order.left = order.left.subtract(quantity);
        order.filled = order.filled.add(quantity);
        position = position.add(signed);
        BigDecimal fee = price.multiply(quantity).setScale(8, RoundingMode.CEILING)
            .multiply(maker ? MAKER : TAKER).setScale(8, RoundingMode.CEILING);
        money = money.subtract(price.multiply(signed)).subtract(fee);
        return fee;
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** A maker's fill of at most so much; what it took. */
    private BigDecimal make(Order order, BigDecimal most) {
        BigDecimal made = mayTake(order).min(most);
        if (made.signum() > 0) {
            fill(order, order.price, priceDecimals, made, true);
        }
        if (order.left.signum() == 0) {
            order.ended = true;
        } else if (hasNothingToReduce(order)) {
            expire(order, "reduce only");
        }
        return made;
    }

    /** The best price first, of equal ones whoever came first. */
    private List<Order> byPrice(boolean buys) {
        List<Order> sorted = new ArrayList<>(
            orders.stream().filter(one -> one.rests() && one.buys == buys).toList());
        Comparator<Order> byPrice = Comparator.comparing(one -> one.price);
        sorted.sort(buys ? byPrice.reversed() : byPrice);
        return sorted;
    }

    void quote(BigDecimal bidPrice, BigDecimal bidShown, BigDecimal askPrice, BigDecimal askShown,
        int decimals, long madeMs, boolean isPolled) {
        bid.is(bidPrice, bidShown);
        ask.is(askPrice, askShown);
        quoteDecimals = decimals;
        quoteMs = madeMs;
        polled = isPolled;
        if (whyNot() != null) {
            return;
        }
        for (Order order : orders) {
            int better = againstOwn(order);
            if (order.rests() && better > 0 && (order.ahead == null || order.ahead.signum() > 0)) {
                order.ahead = ZERO;
                order.sinceMs = Math.max(order.sinceMs, quoteMs);
            } else if (order.rests() && better == 0 && order.ahead == null) {
                queue(order);
            }
        }
        for (boolean buys : new boolean[] {true, false}) {
            Side other = buys ? ask : bid;
            for (Order order : byPrice(buys)) {
                if (reaches(order) && other.left.signum() > 0) {
                    other.left = other.left.subtract(make(order, other.left));
                }
            }
        }
        for (Order order : List.copyOf(orders)) {
            if (order.waits && !order.ended) {
                meet(order);
            }
        }
        orders.removeIf(one -> one.ended);
    }

    void trade(boolean sellerTakes, BigDecimal price, BigDecimal quantity, long madeMs,
        boolean isAggregate, boolean isPushed) {
        if (!isPushed) {
            return;
        }
        hasAggregates |= isAggregate;
        if (!isAggregate && hasAggregates) {
            return;
        }
        BigDecimal rest = quantity;
        List<Order> met = byPrice(sellerTakes).stream()
            .filter(one -> madeMs > one.sinceMs).toList();
        for (Order order : met) {
            int through = sellerTakes
                ? order.price.compareTo(price) : price.compareTo(order.price);
            if (through > 0 && rest.signum() > 0) {
                rest = rest.subtract(make(order, rest));
            }
        }
        eat(met.stream().filter(one -> !one.ended && one.price.compareTo(price) == 0
            && one.ahead != null).toList(), rest);
        orders.removeIf(one -> one.ended);
    }

    /** Lot by lot: to what is ahead of the first that is left, else to that one. */
    private void eat(List<Order> queue, BigDecimal quantity) {
        Map<Order, BigDecimal> filled = new LinkedHashMap<>();
        for (BigDecimal rest = quantity; rest.signum() > 0; rest = rest.subtract(LOT)) {
            Order first = queue.stream().filter(
                one -> one.left.signum() > 0 && !one.ended).findFirst().orElse(null);
            while (first != null && first.ahead.signum() == 0 && hasNothingToReduce(first)) {
                first.ended = true;
                filled.putIfAbsent(first, ZERO);
                first = queue.stream().filter(
                    one -> one.left.signum() > 0 && !one.ended).findFirst().orElse(null);
            }
            if (first == null) {
                break;
            }
            if (first.ahead.signum() == 0) {
                BigDecimal signed = first.buys ? LOT : LOT.negate();
                first.left = first.left.subtract(LOT);
                position = position.add(signed);
                filled.merge(first, LOT, BigDecimal::add);
                first.ended = hasNothingToReduce(first);
            } else {
                for (Order one : queue) {
                    one.ahead = one.ahead.subtract(LOT).max(ZERO);
                }
            }
        }
        filled.forEach((order, all) -> {
            if (all.signum() > 0) {
                // Taken back, to be told as one fill.
                order.left = order.left.add(all);
                position = position.subtract(order.buys ? all : all.negate());
                fill(order, order.price, priceDecimals, all, true);
            }
            if (order.left.signum() == 0) {
                order.ended = true;
            } else if (order.ended) {
                expire(order, "reduce only");
            }
        });
    }

    void mark(BigDecimal newMark, BigDecimal newRate, long newNextMs, long eventMs) {
        if (mark != null && nextFundingMs > paidFundingMs && eventMs >= nextFundingMs) {
            paidFundingMs = nextFundingMs;
            boolean pays = position.signum() * rate.signum() > 0;
            RoundingMode against = pays ? RoundingMode.UP : RoundingMode.DOWN;
            BigDecimal worth = position.abs().multiply(mark).setScale(8, against);
            BigDecimal part = worth.multiply(rate.abs()).setScale(8, against);
            if (part.signum() != 0) {
                BigDecimal amount = pays ? part.negate() : part;
                money = money.add(amount);
                reports.add("funded 1 " + plain(amount));
            }
        }
        mark = newMark;
        rate = newRate;
        nextFundingMs = newNextMs;
    }
}
