package io.tickwire.engine.paper;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.ExecutionReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.feed.FeedView;

/**
 * Which of our orders a quote or a trade fills, and for how much; {@link PaperMarket} has the
 * rules. Engine thread only; does not allocate.
 */
final class PaperMatching {
    /** Results of a comparison that reach an order: at its price or through it. */
    private static final int AT = 0;
    private static final int THROUGH = 1;

    private final PaperOrders orders;
    private final PaperReporter reporter;
    private final FeedView feed;
    private final boolean fillStale;

    PaperMatching(
        PaperOrders orders, PaperReporter reporter, FeedView feed, boolean fillStale) {
        this.orders = orders;
        this.reporter = reporter;
        this.feed = feed;
        this.fillStale = fillStale;
    }

    /** Why the last quote of a symbol fills nothing, null if it does. */
    ExecutionReason unusable(int id, PaperBook book) {
        if (!book.isQuote()) {
            return ExecutionReason.NO_QUOTE;
        }
        boolean stands = book.isFromSocket() && feed.isFresh(id, StreamKind.QUOTE)
            && feed.isCurrent(id, StreamKind.QUOTE);
        return fillStale || stands ? null : ExecutionReason.STALE_QUOTE;
    }

    /**
     * An order at the market meets the book: it trades at once, ends, or takes its place in the
     * queue. Without a quote that counts it goes on waiting for one, if it may rest.
     */
    void meet(PaperOrder order, PaperBook book) {
        long allowed = reporter.allowed(order);
        if (allowed == 0) {
            order.expire(ExecutionReason.REDUCE_ONLY);
            return;
        }
        ExecutionReason unusable = unusable(order.instrumentId, book);
        if (unusable != null) {
            if (order.isTaker()) {
                order.expire(unusable);
            }
            return;
        }
        order.hasMet = true;
        boolean reached = book.isReachedBy(order);
        if (reached && order.isPostOnly()) {
            order.expire(ExecutionReason.WOULD_CROSS);
            return;
        }
        long taken = reached ? take(order, book.opposite(order.side), allowed) : 0;
        if (order.remaining() == 0) {
            order.end = PaperOrder.End.FILLED;
        } else if (taken == allowed) {
            order.expire(ExecutionReason.REDUCE_ONLY);
        } else if (order.isTaker()) {
            order.expire(!reached ? ExecutionReason.LIMIT_NOT_REACHED
                : order.isWhole() ? ExecutionReason.CANNOT_BE_FILLED_WHOLE
                : taken == 0 ? ExecutionReason.NOTHING_SHOWN : ExecutionReason.REMAINDER);
        } else {
            queue(order, book);
        }
    }

    private long take(PaperOrder order, PaperLevel level, long allowed) {
        long most = Math.min(order.remaining(), allowed);
        long taken = Math.min(most, level.available());
        if (order.isWhole() && taken < most) {
            return 0;
        }
        level.consume(taken);
        order.filled += taken;
        order.owedTaken = taken;
        order.takenPrice = level.price();
        order.takenExponent = level.exponent();
        return taken;
    }

    /** It takes its place behind what is shown, and behind ours that were there before. */
    private void queue(PaperOrder order, PaperBook book) {
        int compared = book.compareWithOwn(order);
        order.ahead = compared > 0 ? 0
            : compared == 0 ? book.own(order.side).shown() : PaperOrder.UNKNOWN;
        since(order, book);
        behindOurs(order);
    }

    private static void since(PaperOrder order, PaperBook book) {
        if (book.quoteMs() != Event.ABSENT) {
            order.queuedMs = Math.max(order.queuedMs, book.quoteMs());
        }
    }

    /** Whoever has come before at the same price trades before. */
    private void behindOurs(PaperOrder order) {
        for (int i = 0; orders.get(i) != order; i++) {
            PaperOrder other = orders.get(i);
            if (isOf(other, order.instrumentId, order.side) && other.price == order.price) {
                boolean isUnknown =
                    order.ahead == PaperOrder.UNKNOWN || other.ahead == PaperOrder.UNKNOWN;
                order.ahead =
                    isUnknown ? PaperOrder.UNKNOWN : Math.max(order.ahead, other.ahead);
                order.queuedMs = Math.max(order.queuedMs, other.queuedMs);
            }
        }
    }

    private static boolean isOf(PaperOrder order, int id, int side) {
        return order.instrumentId == id && order.side == side && order.isResting();
    }

    /** A quote that counts has come: for those that rest, then for those that waited for one. */
    void onQuote(int id, PaperBook book) {
        for (int i = 0; i < orders.count(); i++) {
            PaperOrder order = orders.get(i);
            if (order.instrumentId == id && order.isResting()) {
                lookAtQueue(order, book);
            }
        }
        for (int side = 0; side <= 1; side++) {
            PaperLevel level = book.opposite(side);
            PaperOrder next;
            while (level.available() > 0 && (next = next(id, side, book, level.price(),
                level.exponent(), AT, Long.MAX_VALUE)) != null) {
                level.consume(make(next, level.available()));
            }
        }
        for (int i = 0; i < orders.count(); i++) {
            PaperOrder order = orders.get(i);
            if (order.instrumentId == id && order.isLive() && !order.hasMet) {
                meet(order, book);
                reporter.report(order);
            }
        }
    }

    private void lookAtQueue(PaperOrder order, PaperBook book) {
        int compared = book.compareWithOwn(order);
        if (compared > 0 && order.ahead != 0) {
            order.ahead = 0;
            since(order, book);
        } else if (compared == 0 && order.ahead == PaperOrder.UNKNOWN) {
            queue(order, book);
        }
    }

    /**
     * Somebody has traded.
     *
     * @param side     of our orders that he could have met
     * @param price    of the trade
     * @param exponent power of ten of the price
     * @param quantity mantissa of the instrument's quantity exponent
     * @param tradeMs  when, by the venue
     */
    void onTrade(
        int id, PaperBook book, int side, long price, int exponent, long quantity,
        long tradeMs) {
        long left = quantity;
        PaperOrder next;
        while (left > 0
            && (next = next(id, side, book, price, exponent, THROUGH, tradeMs)) != null) {
            left -= make(next, left);
        }
        // Of the quantity of others at this price, what this trade has had.
        long eaten = 0;
        for (int i = 0; i < orders.count(); i++) {
            PaperOrder order = orders.get(i);
            if (isOf(order, id, side) && tradeMs > order.queuedMs
                && order.ahead != PaperOrder.UNKNOWN && book.compare(order, price, exponent) == 0) {
                long more = Math.max(0, Math.min(order.ahead - eaten, left));
                eaten += more;
                left -= more;
                order.ahead -= Math.min(order.ahead, eaten);
                if (order.ahead == 0 && left > 0) {
                    left -= make(order, left);
                }
            }
        }
    }

    /** Of those that something reaches the one with the best price, of several the first. */
    private PaperOrder next(
        int id, int side, PaperBook book, long price, int exponent, int least, long tradeMs) {
        PaperOrder best = null;
        for (int i = 0; i < orders.count(); i++) {
            PaperOrder order = orders.get(i);
            if (isOf(order, id, side) && tradeMs > order.queuedMs
                && book.compare(order, price, exponent) >= least && isBefore(order, best)) {
                best = order;
            }
        }
        return best;
    }

    private static boolean isBefore(PaperOrder order, PaperOrder best) {
        return best == null
            || (order.isBuy() ? order.price > best.price : order.price < best.price);
    }

    /**
     * Fills a resting order at its own price.
     *
     * @param most that there is for it
     * @return how much of that it takes; less than all of it only if the order has ended
     */
    private long make(PaperOrder order, long most) {
        long allowed = reporter.allowed(order);
        long made = Math.min(Math.min(order.remaining(), most), allowed);
        order.filled += made;
        order.owedMade += made;
        if (order.remaining() == 0) {
            order.end = PaperOrder.End.FILLED;
        } else if (made == allowed) {
            order.expire(ExecutionReason.REDUCE_ONLY);
        }
        reporter.report(order);
        return made;
    }
}
